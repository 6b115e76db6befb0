import * as z from 'zod/mini';
import { type Contact, contact } from '#lib/features/contact/entity.ts';
import { type Ask, ask } from '#lib/features/request/ask.ts';
import { type Request as Wish, request, requestId } from '#lib/features/request/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import { objectionsTo, tooManyDates } from './asked.ts';
import { ASK_LIMIT, readObject } from './body.ts';
import type { Quarter, ServerContext } from './context.ts';
import { Refused } from './problem.ts';
import { withinQuota } from './quota.ts';
import { keepUntil } from './registrar/contacts.ts';
import type { IncomingDoc, StoredDoc } from './store/store.ts';

/**
 * `POST /api/<quarter>/inbox`: takes what a resident asks for, one date or several (SPEC 4.2, 4.3).
 * @returns 201 `{id, receivedAt}`, the same for the same id however often, whoever sends it and whatever else it says.
 * @throws Refused naming each field that is wrong, of the n-th further date as `further.<n - 1>.<field>`.
 */
export async function takeAsk({ now, settings }: Pick<ServerContext, 'now' | 'settings'>, quarter: Quarter, message: Request): Promise<Response> {
	const body = await readObject(message, ASK_LIMIT);
	const known = await requestOf(quarter, body.id);
	if (known) return taken(String(body.id), await complete(quarter, known, body, settings.retentionDays));

	const crowd = tooManyDates(body);
	if (crowd) throw new Refused(crowd);
	const { value, failures } = check(ask, body);
	if (failures) throw new Refused(failures);
	const refusals = await objectionsTo(value, quarter, toLocal(now()));
	if (refusals[0]) throw new Refused([refusals[0], ...refusals.slice(1)]);
	return taken(value.id, await withinQuota(quarter, value, () => keep(value, quarter, now().toISOString(), settings.retentionDays)));
}

const taken = (id: string, receivedAt: string) => Response.json({ id: id.toLowerCase(), receivedAt }, { status: 201 });

const uuid = z.uuid();

/** The first request of this ask; undefined where there is none, or none any more. */
async function requestOf({ desk }: Quarter, id: unknown): Promise<StoredDoc | undefined> {
	const { value } = check(uuid, id);
	const stored = value === undefined ? undefined : await desk.get(requestId(value));
	return stored?._deleted ? undefined : stored;
}

/**
 * Writes an ask that is known already once more, where some of its dates never got here: an engine without transactions
 * may have stopped in between. Only for whoever holds its receipt, and nothing that was removed comes back.
 * @returns when it was received.
 */
async function complete({ desk }: Quarter, { receivedAt, receiptHash, series }: StoredDoc, body: Record<string, unknown>, days: number): Promise<string> {
	const { value } = series === undefined ? {} : check(ask, body);
	if (value && (await hashOf(value.receipt)) === receiptHash) {
		const docs = await documentsOf(value, String(receivedAt), days);
		const { rows } = await desk.allDocs({ keys: docs.map(({ _id }) => _id) });
		const missing = docs.filter((_, index) => 'error' in rows[index]!);
		if (missing.length) await write(desk, missing);
	}
	return String(receivedAt);
}

/** @returns when the request that now exists was received. */
async function keep(wanted: Ask, quarter: Quarter, receivedAt: string, days: number): Promise<string> {
	const docs = await documentsOf(wanted, receivedAt, days);
	if (await write(quarter.desk, docs)) return receivedAt;
	const stored = await requestOf(quarter, wanted.id);
	if (!stored) throw new Error('a request could not be written: it was removed at the same moment');
	return String(stored.receivedAt);
}

/** Of two that come at once one is kept, so a conflict is no failure. @returns whether the last of them, the first date, was written now. */
async function write(desk: Quarter['desk'], docs: readonly IncomingDoc[]): Promise<boolean> {
	const results = await desk.bulkDocs(docs);
	const failed = results.find((result) => 'error' in result && result.error !== 'conflict');
	if (failed) throw new Error(`a request could not be written: ${(failed as { error: string }).error}`);
	return 'ok' in results.at(-1)!;
}

/**
 * What an ask is kept as: its contact, and a request for each date. The contact has the uuid of the ask: so of two that come
 * at once the loser leaves none behind, and its id says nothing about the person. The first date comes last, as its being
 * there says that the ask is known. The price was told for all dates together and is kept with the first.
 */
async function documentsOf({ id, receipt, contact: reach, further = [], replaces, price, ...wanted }: Ask, receivedAt: string, days: number): Promise<IncomingDoc[]> {
	const contactId: Contact['_id'] = `contact:${id.toLowerCase()}`;
	const { room: _, date: __, from: ___, to: ____, units: _____, ...said } = wanted;
	const shared = {
		kind: 'request',
		schema: request.version,
		...said,
		...(further.length ? { series: id.toLowerCase() } : {}),
		contact: contactId,
		receivedAt,
		receiptHash: await hashOf(receipt)
	};
	const last = [wanted, ...further].reduce((latest, { date }) => (date > latest ? date : latest), wanted.date);
	const first = { ...shared, ...wanted, ...(price === undefined ? {} : { price }), ...(replaces ? { replaces: `request:${replaces.request}` satisfies Wish['_id'] } : {}) };
	return [
		{ _id: contactId, kind: 'contact', schema: contact.version, ...reach, keepUntil: keepUntil(last, days) },
		...further.map((time, index) => ({ _id: requestId(id, index + 2), ...shared, ...time })),
		{ _id: requestId(id), ...first }
	];
}
