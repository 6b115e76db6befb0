import * as z from 'zod/mini';
import { objections } from '#lib/features/booking/rules.ts';
import { type Contact, contact } from '#lib/features/contact/entity.ts';
import { type Ask, ask } from '#lib/features/request/ask.ts';
import { type Request as Wish, request } from '#lib/features/request/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import { ASK_LIMIT, readObject } from './body.ts';
import type { Quarter, ServerContext } from './context.ts';
import { placeOf } from './facts.ts';
import { Refused } from './problem.ts';
import { withinQuota } from './quota.ts';
import { keepUntil } from './registrar/contacts.ts';

/**
 * `POST /api/<quarter>/inbox`: takes what a resident asks for (SPEC 4.2, 4.3).
 * @returns 201 `{id, receivedAt}`, the same for the same id however often, whoever sends it and whatever else it says.
 * @throws Refused naming each field that is wrong.
 */
export async function takeAsk({ now }: Pick<ServerContext, 'now'>, quarter: Quarter, message: Request): Promise<Response> {
	const body = await readObject(message, ASK_LIMIT);
	const known = await receivedAtOf(quarter, body.id);
	if (known) return taken(String(body.id), known);

	const { value, failures } = check(ask, body);
	if (failures) throw new Refused(failures);
	const refusals = await objectionsTo(value, quarter, now());
	if (refusals[0]) throw new Refused([refusals[0], ...refusals.slice(1)]);
	return taken(value.id, await withinQuota(quarter, value, () => keep(value, quarter, now())));
}

const taken = (id: string, receivedAt: string) => Response.json({ id: id.toLowerCase(), receivedAt }, { status: 201 });

const uuid = z.uuid();
const requestId = (id: string): Wish['_id'] => `request:${id.toLowerCase()}`;

/** When the request of this id came; undefined where there is none, or none any more. */
async function receivedAtOf({ desk }: Quarter, id: unknown): Promise<string | undefined> {
	const { value } = check(uuid, id);
	const stored = value === undefined ? undefined : await desk.get(requestId(value));
	return stored && !stored._deleted ? String(stored.receivedAt) : undefined;
}

async function objectionsTo(wanted: Ask, { public: open }: Quarter, now: Date): Promise<Failure[]> {
	const found: Failure[] = [];
	if (!wanted.contact.mail && !wanted.contact.phone) found.push(failure('contact-missing', 'contact'));
	const place = await placeOf(open, wanted.room);
	return place ? [...found, ...objections({ ...wanted, answers: wanted.answers ?? {} }, place, toLocal(now))] : [...found, failure('unknown-room', 'room')];
}

/**
 * Writes request and contact in one batch. The contact has the uuid of the request: so of two that come at once the loser
 * leaves none behind, and its id says nothing about the person.
 * @returns when the request that now exists was received.
 */
async function keep({ id, receipt, contact: reach, ...wanted }: Ask, quarter: Quarter, now: Date): Promise<string> {
	const contactId: Contact['_id'] = `contact:${id.toLowerCase()}`;
	const receivedAt = now.toISOString();
	const [, written] = await quarter.desk.bulkDocs([
		{ _id: contactId, kind: 'contact', schema: contact.version, ...reach, keepUntil: keepUntil(wanted.date) },
		{ _id: requestId(id), kind: 'request', schema: request.version, ...wanted, contact: contactId, receivedAt, receiptHash: await hashOf(receipt) }
	]);
	if (written && 'ok' in written) return receivedAt;
	const stored = await receivedAtOf(quarter, id);
	if (stored === undefined) throw new Error(`a request could not be written: ${written?.error}`);
	return stored;
}
