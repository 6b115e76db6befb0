import { type Doc, readDocument } from '#lib/features/catalogue.ts';
import type { Contact } from '#lib/features/contact/entity.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { instantsOf, occurrencesOf } from '#lib/features/occurrence/rules.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { stateOf, waitsForOffice } from '#lib/features/request/rules.ts';
import { type Clock, type Day, type LocalDateTime, addDays, clockOf, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import type { Quarter } from '../context.ts';
import { documentsUnder, storedBetween } from '../reading.ts';

/** How many days the plan covers. */
export const DAYS = 60;

type Span = { date: Day; from: Clock; to: Clock };
export type Use = Span & { house: string; room: string; purpose: string; people: number | undefined; contact: Contact | undefined };
export type Meeting = Span & { title: string; where: string; status: 'confirmed' | 'tentative' | 'cancelled' };
export type Waiting = Span & { house: string; room: string; purpose: string; people: number; received: LocalDateTime; taken: boolean; contact: Contact | undefined };
export type OfficeTime = Span & { title: string; where: string; languages: readonly string[] };
export type Referral = Pick<Doc<'service'>, 'name' | 'type' | 'phone' | 'hours' | 'address' | 'url' | 'responsible'>;

/** What an office needs to go on with pen and paper (SPEC 6.11). Each list in the order in which it is looked at. */
export type Plan = { quarter: string; at: LocalDateTime; from: Day; to: Day; uses: Use[]; meetings: Meeting[]; waiting: Waiting[]; officeTimes: OfficeTime[]; referrals: Referral[] };

/** Puts the plan of the coming 60 days together. Holds names, telephone numbers and addresses of mail: for the office only. */
export async function gatherPlan({ name, public: open, desk }: Quarter, now: Date): Promise<Plan> {
	const at = toLocal(now);
	const [from, to] = [dayOf(at), addDays(dayOf(at), DAYS)];
	const [houses, rooms, events, officeHours, services, requests, decisions, outcomes, contacts] = await Promise.all([
		documentsUnder<'house'>(open, 'house:'),
		documentsUnder<'room'>(open, 'room:'),
		documentsUnder<'event'>(open, 'event:'),
		documentsUnder<'office-hour'>(open, 'office-hour:'),
		documentsUnder<'service'>(open, 'service:'),
		documentsUnder<'request'>(desk, 'request:'),
		documentsUnder<'decision'>(desk, 'decision:'),
		documentsUnder<'outcome'>(desk, 'outcome:'),
		documentsUnder<'contact'>(desk, 'contact:')
	]);
	const [houseOf, roomOf, eventOf, requestOf, contactOf] = [houses, rooms, events, requests, contacts].map(byId) as [Found<'house'>, Found<'room'>, Found<'event'>, Found<'request'>, Found<'contact'>];
	const placeOf = (id: string) => {
		const room = roomOf.get(id);
		return { house: (room && houseOf.get(room.house)?.name.de) ?? '', room: room?.name.de ?? id.slice('room:'.length) };
	};
	const reachOf = (request: Request | undefined) => (request?.contact ? contactOf.get(request.contact) : undefined);

	const uses: Use[] = [];
	for (const room of rooms) {
		for await (const raw of storedBetween(open, occupancyId(room._id, from), occupancyId(room._id, to))) {
			const { value } = readDocument(raw);
			if (value?.kind !== 'occupancy' || value.room !== room._id) continue;
			for (const slot of value.slots) {
				const request = requestOf.get(slot.request);
				const purpose = eventOf.get(slot.event ?? request?.event ?? '')?.title.de ?? request?.purpose ?? 'belegt';
				uses.push({ date: value.date, from: slot.from, to: slot.to, ...placeOf(room._id), purpose, people: request?.groupSize, contact: reachOf(request) });
			}
		}
	}

	const window = instantsOf({ from, to: addDays(to, 1) });
	const datesOf = (doc: Doc<'event' | 'office-hour'>) => datesWithin(doc, window);
	const whereOf = ({ house, room, place }: { house?: string | undefined; room?: string | undefined; place?: string | undefined }) => {
		const found = room ? placeOf(room) : { house: (house && houseOf.get(house)?.name.de) ?? '', room: '' };
		return [found.house, found.room, place ?? ''].filter(Boolean).join(', ');
	};
	const meetings = events.flatMap((event) =>
		datesOf(event).map(({ cancelled, ...span }): Meeting => ({ ...span, title: event.title.de, where: whereOf(event), status: cancelled ? 'cancelled' : event.status }))
	);
	const officeTimes = officeHours.flatMap((hour) =>
		datesOf(hour)
			.filter(({ cancelled }) => !cancelled)
			.map(({ cancelled: _, ...span }): OfficeTime => ({ ...span, title: hour.title.de, where: whereOf(hour), languages: hour.languages }))
	);

	const decided = Map.groupBy(decisions, ({ request }) => request);
	const answered = Map.groupBy(outcomes, ({ request }) => request);
	const waiting = requests.flatMap((request): Waiting[] => {
		const { state } = stateOf(decided.get(request._id) ?? [], answered.get(request._id) ?? []);
		if (!waitsForOffice(state) || request.date < from) return [];
		const { date, from: begins, to: ends, purpose, groupSize: people, receivedAt } = request;
		return [{ date, from: begins, to: ends, ...placeOf(request.room), purpose, people, received: toLocal(receivedAt), taken: state === 'taken', contact: reachOf(request) }];
	});

	return {
		quarter: name,
		at,
		from,
		to,
		uses: uses.sort(inOrder),
		meetings: meetings.sort(inOrder),
		waiting: waiting.sort((a, b) => (a.received < b.received ? -1 : 1)),
		officeTimes: officeTimes.sort(inOrder),
		referrals: services.toSorted((a, b) => a.name.de.localeCompare(b.name.de, 'de'))
	};
}

type Found<K extends Doc['kind']> = Map<string, Doc<K>>;
const byId = (docs: readonly { _id: string }[]) => new Map(docs.map((doc) => [doc._id, doc]));

const inOrder = (a: Span & { house?: string; room?: string }, b: Span & { house?: string; room?: string }) => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ date, from, to, house = '', room = '' }: Span & { house?: string; room?: string }) => [date, from, to, house, room].join(' ');

/** A rule that cannot be read has no dates here either; the desk shows the document. */
function datesWithin(doc: Doc<'event' | 'office-hour'>, { from, to }: { from: string; to: string }): (Span & { cancelled: boolean })[] {
	try {
		return occurrencesOf(doc, from, to, occurrencesBetween).map(({ start, end, date, cancelled }) => ({ date, from: clockOf(toLocal(start)), to: clockOf(toLocal(end)), cancelled }));
	} catch (error) {
		if (error instanceof RangeError) return [];
		throw error;
	}
}
