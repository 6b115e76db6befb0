import { openOn } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { isAnswered, stateOf } from '#lib/features/request/rules.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import { OWN, type Quarter, type ServerContext } from '../context.ts';
import { placesOf } from '../facts.ts';
import { LAST, documentAt } from '../reading.ts';
import { bookingOf } from './booking.ts';
import { slotsNow } from './days.ts';
import { noteOffer } from './lapse-notes.ts';
import { answerableUntil } from './offers.ts';
import { outcomesOf } from './outcomes.ts';
import { placeIn, slotOf } from './slot.ts';
import { type Answer, tell } from './tell.ts';

type Day = Pick<Request, 'room' | 'date'>;

/**
 * Who waits for a time in a room is noted by room and day, oldest first: a range of local documents, which every server
 * reads and no replica gets. Each has a note of its own. Whether it is still true the outcomes say.
 */
const queueOf = ({ room, date }: Day) => `${OWN}queue-${room}:${date}-`;

/**
 * Notes what an outcome makes the registrar think of later: a place on the waiting list, an offer that lapses. To be called
 * before the outcome is written, so that a crash in between loses nothing.
 */
export async function remember(quarter: Pick<Quarter, 'desk'>, request: Request, cause: Outcome['decision'], { result, offer, until }: Answer): Promise<void> {
	if (result === 'waiting') await enqueue(quarter, request, request);
	if (result !== 'offered' || !offer || !until) return;
	await enqueue(quarter, request, offer);
	await noteOffer(quarter, { request: request._id, cause, until });
}

async function enqueue({ desk }: Pick<Quarter, 'desk'>, { _id, receivedAt }: Request, day: Day): Promise<void> {
	const note = `${queueOf(day)}${receivedAt}-${_id}`;
	if (!(await desk.getLocal(note))) await desk.putLocal(note, { request: _id }, undefined);
}

/**
 * Offers what is free of a room's day to those who wait for it, the oldest first: to each whose whole time is free, set-up
 * and clean-up included, and is not on offer to somebody else (SPEC 5.8). A day on which the house is closed is offered to nobody.
 * @param cause what freed the time.
 */
export async function offerNext(context: Pick<ServerContext, 'now'>, quarter: Quarter, day: Day, cause: Outcome['decision']): Promise<void> {
	const queue = await waitingFor(quarter, day);
	if (!queue.some(({ standing }) => standing.state === 'waiting') || !(await isOpen(quarter, day))) return;
	const now = context.now();
	const kept: Slot[] = [...(await slotsNow(quarter.public, occupancyId(day.room, day.date)))];
	for (const { request, standing } of queue) {
		if (standing.state !== 'offered') continue;
		const booking = await bookingOf(context, quarter, request, standing.outcome?.offer);
		if (booking && booking.room === day.room && booking.date === day.date) kept.push(slotOf(booking));
	}
	for (const { request, standing, outcomes } of queue) {
		if (standing.state !== 'waiting' || request.room !== day.room || request.date !== day.date) continue;
		const booking = await bookingOf(context, quarter, request);
		const until = answerableUntil(request, now);
		if (!booking || until <= now.toISOString() || placeIn(kept, booking, toLocal(now)).result !== 'confirmed') continue;
		kept.push(slotOf(booking));
		const { room, date, from, to } = request;
		const answer: Answer = { result: 'offered', offer: { room, date, from, to }, until };
		await remember(quarter, request, cause, answer);
		await tell(context, quarter, request, cause, answer, outcomes);
	}
}

async function isOpen({ public: open }: Quarter, { room, date }: Day): Promise<boolean> {
	const place = (await placesOf(open, [room])).get(room);
	return place !== undefined && openOn(place, date).length > 0;
}

type Waiting = { request: Request; standing: ReturnType<typeof stateOf>; outcomes: Outcome[] };

/** Who has a note of this day, the oldest first. Notes of those who are past waiting go. */
async function waitingFor(quarter: Pick<Quarter, 'desk'>, day: Day): Promise<Waiting[]> {
	const { desk } = quarter;
	const notes = `_local/${queueOf(day)}`;
	const { rows } = await desk.localDocs({ startkey: notes, endkey: notes + LAST, includeDocs: true });
	const queue: Waiting[] = [];
	for (const row of rows) {
		if (!('doc' in row) || !row.doc) continue;
		const request = await documentAt<'request'>(desk, row.doc.request as Request['_id']);
		const outcomes = request ? await outcomesOf(quarter, request._id) : [];
		const standing = stateOf([], outcomes);
		if (!request || isAnswered(standing.state)) await desk.deleteLocal(row.id.slice('_local/'.length));
		else queue.push({ request, standing, outcomes });
	}
	return queue;
}
