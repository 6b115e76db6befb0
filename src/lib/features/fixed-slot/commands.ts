import { v5, v7 } from 'uuid';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { database } from '#lib/storage/database.ts';
import { change, create } from '#lib/storage/write.ts';
import { decisionAbout } from '../decision/rules.ts';
import { memberHere } from '../desk/queries.ts';
import type { FreeTime } from '../outcome/entity.ts';
import { MOST_DATES, type Request, request, requestId } from '../request/entity.ts';
import type { Season } from '../season/entity.ts';
import { type FixedSlot, fixedSlot } from './entity.ts';

/** What the form holds, as it is typed. */
export type SlotValues = { group: string; groupSize: string; room: string; weekday: string; from: string; to: string };
export const emptySlot: SlotValues = { group: '', groupSize: '', room: '', weekday: '', from: '', to: '' };

const order = ['group', 'groupSize', 'room', 'weekday', 'from', 'to'] as const;

/** Gives a group a fixed time in a season; its dates are still to be asked for. @returns every failure with its field. */
export async function addSlot(season: Season['_id'], values: SlotValues): Promise<Failure[] | undefined> {
	const missing = order.filter((field) => values[field].trim() === '').map((field) => failure('missing', field));
	const to = values.to === '00:00' ? '24:00' : values.to;
	if (missing.length > 0) return missing;
	if (to <= values.from) return [failure('end-before-start', 'to')];
	return create({
		_id: newId('fixed-slot'),
		kind: 'fixed-slot',
		schema: fixedSlot.version,
		group: values.group.trim(),
		groupSize: Number(values.groupSize),
		room: values.room as FixedSlot['room'],
		season,
		weekday: Number(values.weekday),
		from: values.from,
		to,
		series: v7()
	});
}

/** Gives a fixed time up. What is booked of it stays booked and can be cancelled date by date. @returns why not. */
export const giveUpSlot = ({ _id }: FixedSlot): Promise<Failure[] | undefined> => change(_id, { retired: true });

/**
 * Asks for dates of a fixed time and confirms them at once, so that the server books them or reports the clash, date by date.
 * A date that was asked for already stays as it is. Works without network.
 * @param times the dates as they are, or what was chosen instead.
 * @param locale the language of who does it.
 * @returns the failures; `too-many` where a series would have more dates than an ask may have.
 */
export async function bookDates(slot: FixedSlot, times: readonly FreeTime[], locale: Locale): Promise<Failure[] | undefined> {
	const member = await memberHere();
	if (!member) return [failure('signed-out')];
	const asked = await database.request.where('series').equals(slot.series).toArray();
	const last = Math.max(0, ...asked.map(({ _id }) => Number(_id.split('.')[1] ?? 1)));
	if (last + times.length > MOST_DATES) return [failure('too-many', 'dates')];
	for (const [index, { room, date, from, to }] of times.entries()) {
		const at = new Date().toISOString();
		const ask: Request = {
			_id: requestId(slot.series, last + index + 1),
			kind: 'request',
			schema: request.version,
			...(slot.sample ? { sample: true } : {}),
			form: 'booking',
			room,
			date,
			from,
			to,
			purpose: slot.group,
			groupSize: slot.groupSize,
			group: slot.group,
			...(slot.use ? { use: slot.use } : {}),
			series: slot.series,
			locale,
			madeAt: at,
			receivedAt: at
		};
		const decision = decisionAbout(ask._id, 'confirm', '', member.name, at);
		const failures = decision.failures ?? (await create(ask)) ?? (await create(decision.value));
		if (failures) return failures;
	}
	return undefined;
}

/** Of what one fixed time goes on as: so two desks that extend it without network make one, not two. */
const ONWARD = '5f1c9f0e-6d0e-4d5b-9a53-0c7f8b1d2e64';

/** Goes on with a fixed time in another season; its dates are asked for there. Twice, or at two desks, is once. @returns why not. */
export async function extendSlot(before: FixedSlot, season: Season['_id']): Promise<Failure[] | undefined> {
	const { _rev, renewal, retired, ...fields } = before;
	const _id = `fixed-slot:${v5(`${before._id} ${season}`, ONWARD)}` as const;
	const made = (await database['fixed-slot'].get(_id)) ? undefined : await create({ ...fields, _id, season, series: v5(`series of ${_id}`, ONWARD), follows: before._id });
	return made ?? change(before._id, { renewal: 'extended' });
}

/** Lets a fixed time end with its season. @returns why not. */
export const endSlot = ({ _id }: FixedSlot): Promise<Failure[] | undefined> => change(_id, { renewal: 'ended' });
