import { check } from '#lib/kernel/check.ts';
import type { DocOf } from '#lib/kernel/entity.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { closure } from './closure/entity.ts';
import { contact } from './contact/entity.ts';
import { decision } from './decision/entity.ts';
import { editConflict } from './edit-conflict/entity.ts';
import { event } from './event/entity.ts';
import { fixedSlot } from './fixed-slot/entity.ts';
import { house } from './house/entity.ts';
import { letting } from './letting/entity.ts';
import { message } from './message/entity.ts';
import { occupancy } from './occupancy/entity.ts';
import { officeHour } from './office-hour/entity.ts';
import { organisation } from './organisation/entity.ts';
import { outcome } from './outcome/entity.ts';
import { pastUse } from './past-use/entity.ts';
import { reply } from './reply/entity.ts';
import { request } from './request/entity.ts';
import { room } from './room/entity.ts';
import { schoolHoliday } from './school-holiday/entity.ts';
import { screen } from './screen/entity.ts';
import { season } from './season/entity.ts';
import { service } from './service/entity.ts';
import { situation } from './situation/entity.ts';
import { terms } from './terms/entity.ts';
import { textBlock } from './text-block/entity.ts';

/** Every kind of document there is. Adding one: a folder here, and a line below. */
export const catalogue = {
	closure,
	contact,
	decision,
	'edit-conflict': editConflict,
	event,
	'fixed-slot': fixedSlot,
	house,
	letting,
	message,
	occupancy,
	'office-hour': officeHour,
	organisation,
	outcome,
	'past-use': pastUse,
	reply,
	request,
	room,
	'school-holiday': schoolHoliday,
	screen,
	season,
	service,
	situation,
	terms,
	'text-block': textBlock
} as const;

export type Kind = keyof typeof catalogue;
export type Doc<K extends Kind = Kind> = { [P in K]: DocOf<(typeof catalogue)[P]> }[K];

export const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && Object.hasOwn(catalogue, kind);

/**
 * Lifts any stored document to the current schema and checks it.
 * @returns the document, or the failures with their fields; an unknown kind is a failure of `kind`. Never throws.
 */
export function readDocument(raw: Record<string, unknown>): { value: Doc; failures?: undefined } | { failures: [Failure, ...Failure[]]; value?: undefined } {
	if (!isKind(raw.kind)) return { failures: [failure('invalid', 'kind')] };
	const entity = catalogue[raw.kind];
	return check(entity.schema as typeof entity.schema & { _zod: { output: Doc } }, entity.upcast(raw)) as ReturnType<typeof readDocument>;
}
