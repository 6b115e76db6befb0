import { overlaps, paddedBy } from '#lib/features/booking/rules.ts';
import { messageId } from '#lib/features/message/entity.ts';
import { inOrder as inOrderWritten } from '#lib/features/message/rules.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { inOrder, isOpen, type OwnPlaces, type OwnRequest, type PartnerAnswer } from '#lib/features/partner/rules.ts';
import { firstOf, type Request as Wish } from '#lib/features/request/entity.ts';
import { stateOf, timeOf } from '#lib/features/request/rules.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { allAsked } from '../asked-for.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { alternativesTo, takenAmong } from '../facts.ts';
import { refused } from '../problem.ts';
import { inTurn } from '../quota.ts';
import { documentAt, documentsAt, documentsUnder, LAST, storedBetween } from '../reading.ts';
import { outcomesOf } from '../registrar/outcomes.ts';
import { type Partner, placesOf } from './places.ts';

type Context = Pick<ServerContext, 'now'>;
type Standing = ReturnType<typeof stateOf>;
type Found = { request: Wish; standing: Standing };

/** So many days what is over stays in a partner's list. */
const DAYS_BACK = 30;

/** `GET /api/<quarter>/partner`: what a partner manages and what was asked for there (SPEC 2.21). */
export async function tellPartner(context: Context, quarter: Quarter, partner: Partner): Promise<Response> {
	const places = await placesOf(quarter, partner);
	const answer: PartnerAnswer = { name: partner.name, ...places, requests: await requestsIn(context, quarter, places) };
	return Response.json(answer);
}

/**
 * One request that a partner may decide.
 * @throws Refused `not-found` where there is none, and in the same words where it is about a room of somebody else.
 */
export async function ownRequest(quarter: Quarter, { houses }: Partner, id: Wish['_id']): Promise<Found> {
	const request = await documentAt<'request'>(quarter.desk, id);
	const standing = request && stateOf([], await outcomesOf(quarter, id));
	const room = request && standing && (await documentAt<'room'>(quarter.public, timeOf(request, standing).room));
	if (!request || !standing || !room || !houses.has(room.house)) throw refused('not-found');
	return { request, standing };
}

/** How a request stands now: what the partner is told after deciding or writing about it. */
export async function answerAbout(context: Context, quarter: Quarter, partner: Partner, request: Wish['_id']): Promise<Response> {
	const requests = await requestsIn(context, quarter, await placesOf(quarter, partner));
	return Response.json({ request: requests.find((one) => one.request._id === request) });
}

async function requestsIn({ now }: Context, quarter: Quarter, places: OwnPlaces): Promise<OwnRequest[]> {
	const at = toLocal(now());
	const found = await foundIn(quarter, places, addDays(dayOf(at), -DAYS_BACK));
	const told = found.map(({ request, standing }) => ({ request: timeOf(request, standing), ...standingNow(request, standing, at), receiptHash: request.receiptHash }));
	const open = told.filter(({ state }) => state === 'requested').map(({ request }) => request);
	const taken = await takenAmong(quarter.public, open);
	const free = await alternativesTo(quarter.public, taken, at);
	const [contacts, messages] = await Promise.all([
		documentsAt<'contact'>(quarter.desk, told.flatMap(({ request }) => request.contact ?? [])),
		threadsOf(quarter, told.map(({ request }) => request))
	]);
	const own = new Set<string>(places.rooms.map(({ _id }) => _id));
	const requests = told.map(({ request, state, outcome, receiptHash }): OwnRequest => {
		const index = taken.indexOf(request);
		const { receiptHash: _, ...shown } = request;
		return {
			request: shown,
			state: index === -1 ? state : 'taken',
			...(outcome && { outcome }),
			contact: contacts.find(({ _id }) => _id === request.contact),
			messages: messages.get(firstOf(request._id)) ?? [],
			alternatives: (free[index] ?? []).filter(({ room }) => own.has(room)),
			rivals: open.filter((other) => other !== request && clash(request, other, places)).length,
			isReachable: receiptHash !== undefined
		};
	});
	return inOrder(requests, dayOf(at));
}

/** What waits is told as it is now: what was taken when somebody tried may be free again. */
function standingNow(request: Wish, { state, outcome }: Standing, at: string): Pick<OwnRequest, 'state' | 'outcome'> {
	if (isOpen({ state }) && `${request.date}T${request.to}` <= at) return { state: 'expired', outcome };
	return { state: state === 'taken' ? 'requested' : state, outcome };
}

function clash(one: Wish, other: Wish, { rooms, terms }: OwnPlaces): boolean {
	const room = rooms.find(({ _id }) => _id === one.room);
	return room !== undefined && one.room === other.room && one.date === other.date && overlaps(paddedBy(one, { room, terms }), paddedBy(other, { room, terms }));
}

/** What was asked for in these rooms, and what was moved into them; not what was moved to somewhere else. */
async function foundIn(quarter: Quarter, { rooms }: OwnPlaces, since: string): Promise<Found[]> {
	const own = new Set<string>(rooms.map(({ _id }) => _id));
	const asked = [...(await inTurn(quarter.desk.name, () => allAsked(quarter)))].filter(({ room, date }) => own.has(room) && date >= since);
	const ids = new Set([...asked.map(({ _id }) => _id), ...(await booked(quarter, own, since))]);
	const requests = await documentsAt<'request'>(quarter.desk, [...ids]);
	const found = await Promise.all(requests.map(async (request) => ({ request, standing: stateOf([], await outcomesOf(quarter, request._id)) })));
	return found.filter(({ request, standing }) => own.has(timeOf(request, standing).room));
}

async function booked({ public: open }: Quarter, rooms: ReadonlySet<string>, since: string): Promise<Wish['_id'][]> {
	const found: Wish['_id'][] = [];
	for (const room of rooms) {
		for await (const day of storedBetween(open, occupancyId(room, since), occupancyId(room, LAST))) {
			if (day.room === room) found.push(...(day.slots as { request: Wish['_id'] }[]).map(({ request }) => request));
		}
	}
	return found;
}

/** What was written about each ask, by its first date. */
async function threadsOf({ desk }: Quarter, requests: readonly Wish[]) {
	const firsts = [...new Set(requests.map(({ _id }) => firstOf(_id)))];
	return new Map(await Promise.all(firsts.map(async (first) => [first as string, inOrderWritten(await documentsUnder<'message'>(desk, messageId(first, '')))] as const)));
}
