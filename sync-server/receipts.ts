import type { Outcome } from '#lib/features/outcome/entity.ts';
import { messageId } from '#lib/features/message/entity.ts';
import { lettingId } from '#lib/features/letting/entity.ts';
import { type Arrangement, arrangementOf } from '#lib/features/letting/rules.ts';
import type { ReceiptAnswer } from '#lib/features/request/ask.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { stateOf, timeOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from './context.ts';
import { alternativesTo, takenAmong } from './facts.ts';
import { datesHeldBy } from './holder.ts';
import { documentAt, documentsUnder } from './reading.ts';

type Dates = readonly [Wish, ...Wish[]];
type Standing = Pick<ReceiptAnswer, 'state' | 'reason' | 'alternatives' | 'offer' | 'until'>;

/**
 * `GET /api/<quarter>/receipts/<id>`: tells whoever holds the receipt where each date stands, and what was written about
 * them (SPEC 4.4, 4.5).
 * @throws Refused `unknown-receipt` for a wrong receipt and for an unknown id alike.
 */
export async function tellReceipt(context: Pick<ServerContext, 'now'>, quarter: Quarter, id: string, message: Request): Promise<Response> {
	return answerTo(context, quarter, await datesHeldBy(quarter, id, message));
}

/** What the holder of the receipt of these dates is told now. */
export async function answerTo({ now }: Pick<ServerContext, 'now'>, quarter: Quarter, dates: Dates): Promise<Response> {
	const [first] = dates;
	const at = now();
	const [standings, messages, arranged] = await Promise.all([
		standingsOf(quarter, dates, at),
		documentsUnder<'message'>(quarter.desk, messageId(first._id, '')),
		arrangementsOf(quarter, dates)
	]);
	const answer: ReceiptAnswer = {
		id: nameOf(first._id),
		receivedAt: first.receivedAt,
		...standings[0]!.standing,
		dates: standings.map(({ time: { _id, room, date, from, to, units }, standing }) => ({
			request: nameOf(_id), room, date, from, to, ...(units === undefined ? {} : { units }), ...standing,
			...(standing.state === 'confirmed' && arranged.has(_id) && { letting: arranged.get(_id)! })
		})),
		messages: messages.map(({ by, text, at: written }) => ({ by, text, at: written })).sort((a, b) => (a.at < b.at ? -1 : 1)),
		at: at.toISOString()
	};
	return Response.json(answer);
}

/** What is arranged for each date, by request; for one that was moved, what was before. */
async function arrangementsOf({ desk }: Pick<Quarter, 'desk'>, dates: Dates): Promise<Map<string, Arrangement>> {
	const lettings = await documentsUnder<'letting'>(desk, lettingId(dates[0]._id));
	const arranged = new Map<string, Arrangement>(lettings.map((letting) => [letting.request, arrangementOf(letting)]));
	for (const { _id, replaces } of dates) {
		if (!replaces || arranged.has(_id)) continue;
		const before = await documentAt<'letting'>(desk, lettingId(replaces));
		if (before) arranged.set(_id, arrangementOf(before));
	}
	return arranged;
}

/** The outcomes of all dates of an ask, by request: one range read by id. */
export async function outcomesAmong({ desk }: Pick<Quarter, 'desk'>, [first]: Dates): Promise<Map<string, Outcome[]>> {
	return Map.groupBy(await documentsUnder<'outcome'>(desk, `outcome:${nameOf(first._id)}`), ({ request }) => request);
}

/** Where each date stands and, in `time`, which room and time that is about by now. */
async function standingsOf(quarter: Quarter, dates: Dates, at: Date): Promise<{ time: Wish; standing: Standing }[]> {
	const now = toLocal(at);
	const outcomes = await outcomesAmong(quarter, dates);
	const told = dates.map((request) => {
		const found = stateOf([], outcomes.get(request._id) ?? []);
		return { time: timeOf(request, found), standing: standingOf(request, found, at) };
	});
	const taken = await takenAmong(quarter.public, told.filter(({ standing }) => standing.state === 'requested').map(({ time }) => time));
	const free = await alternativesTo(quarter.public, taken, now);
	return told.map(({ time, standing }) => {
		const index = taken.indexOf(time);
		return { time, standing: index === -1 ? standing : { ...standing, state: 'taken', alternatives: free[index]! } };
	});
}

/**
 * What the outcomes say. What waits for the office is told as it is now, not as it was when somebody tried to confirm: what
 * was free then may be taken, and the other way round.
 */
function standingOf(request: Wish, { state, outcome }: ReturnType<typeof stateOf>, at: Date): Standing {
	const { reason, alternatives = [], offer, until } = outcome ?? {};
	const said = { ...(reason === undefined ? {} : { reason }), alternatives };
	if (state === 'offered') return until! > at.toISOString() ? { state, ...said, ...(offer && { offer }), until } : { state: 'expired', ...said };
	if (state !== 'requested' && state !== 'taken' && state !== 'waiting' && state !== 'deciding') return { state, ...said };
	if (`${request.date}T${request.to}` <= toLocal(at)) return { state: 'expired', ...said, alternatives: [] };
	return state === 'waiting' ? { state, ...said } : { state: 'requested', ...said, alternatives: [] };
}
