import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { objections, overlaps, unitsLeft } from '#lib/features/booking/rules.ts';
import { type Doc, catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { categories } from '#lib/features/event/entity.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { uses } from '#lib/features/request/entity.ts';
import { type Day, addDays, clockOf, dayOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import { sentencesOf, textsOf } from '../../tests/fixtures/texts.ts';
import { starterDocuments } from './documents.ts';
import { holidayClosures } from './holidays.ts';
import { sampleDocuments } from './sample.ts';
import { PAST_DAYS, SAMPLE_DAYS } from './sample/dates.ts';

const noon = (day: Day) => toInstant(`${day}T12:00`);
const sampleOf = (today: Day) => {
	const { public: open, desk } = sampleDocuments(today, noon(today));
	const of = <K extends 'event' | 'room' | 'occupancy' | 'office-hour'>(kind: K) => open.filter((document) => document.kind === kind) as Doc<K>[];
	return { open, desk, events: of('event'), rooms: of('room'), days: of('occupancy'), officeHours: of('office-hour') };
};
const base = starterDocuments('hafencity');

/** The days of first starts: any of ten years, the odd ones (a holiday in the last week that is asked for, daylight saving, leap day, turn of the year) for certain. */
const firstDays = fc.integer({ min: 0, max: 3700 }).map((days) => addDays('2026-01-01', days));
const oddDays = ['2026-03-02', '2026-03-27', '2026-03-29', '2026-10-24', '2026-10-25', '2028-02-29', '2026-12-24', '2026-12-25', '2026-12-31', '2027-05-01'].map((day): [Day] => [day]);
const onAnyDay = (check: (today: Day) => void) => fc.assert(fc.property(firstDays, check), { numRuns: 20, examples: oddDays });

/** What an event really occupies, worked out anew from its rule. */
function datesOf(event: Doc<'event'>, today: Day) {
	return occurrencesBetween(event, toInstant(`${today}T00:00`), toInstant(`${addDays(today, 400)}T00:00`))
		.filter(({ cancelled }) => !cancelled && event.status !== 'cancelled')
		.map(({ start, end }) => `${event.room} ${toLocal(start)}–${clockOf(toLocal(end))}`);
}

describe('the sample of a first start', () => {
	let today: ReturnType<typeof sampleOf>;
	beforeAll(() => {
		today = sampleOf('2026-11-22');
	});

	it('says in its title, in every language, that it is invented', () => {
		for (const { title } of [...today.events, ...today.officeHours])
			expect([title.de, title['de-x-leicht'], title.en]).toEqual([expect.stringMatching(/^Beispiel: /), expect.stringMatching(/^Beispiel: /), expect.stringMatching(/^Example: /)]);
		for (const { name } of today.rooms) expect(name.de).toMatch(/^Beispiel: /);
		for (const { purpose } of today.desk.filter(({ kind }) => kind === 'request')) expect(purpose).toMatch(/^(Beispiel|Example): /);
	});

	it('is a lively programme with every kind of event, rhythm and state', () => {
		expect(today.events.length).toBeGreaterThanOrEqual(25);
		expect(new Set(today.events.map(({ category }) => category))).toEqual(new Set(categories));
		expect(new Set(today.events.map(({ status }) => status))).toEqual(new Set(['confirmed', 'tentative', 'cancelled']));
		const rules = today.events.map(({ rrule }) => rrule?.replace(/;UNTIL.*/, ''));
		expect(rules).toEqual(expect.arrayContaining([undefined, 'FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', 'FREQ=MONTHLY;BYDAY=1SA', 'FREQ=MONTHLY;BYDAY=-1FR']));
		const exceptions = today.events.flatMap((event) => event.exceptions ?? []);
		expect(exceptions.some(({ cancelled }) => cancelled) && exceptions.some(({ start }) => start)).toBe(true);
	});

	it('lays down terms of invented rooms only, with every kind of use among them', () => {
		const terms = today.open.filter(({ kind }) => kind === 'terms') as Doc<'terms'>[];
		for (const { room, house } of terms) expect([room, house]).toEqual([expect.stringMatching(/^room:sample-/), undefined]);
		expect(new Set(terms.flatMap(({ tariffs = [] }) => tariffs.map(({ use }) => use)))).toEqual(new Set(uses));
	});

	it('leaves requests for the office: two for one evening, one for a time that is taken', () => {
		const requests = today.desk.filter(({ kind }) => kind === 'request') as Doc<'request'>[];
		expect(requests.slice(0, 4).map(({ _id }) => _id)).toEqual(['geburtstag', 'reunion', 'probe', 'turnier'].map((name) => `request:sample-${name}`));
		const [first, second, third] = requests as [Doc<'request'>, Doc<'request'>, Doc<'request'>];
		expect([first.room, first.date, overlaps(first, second)]).toEqual([second.room, second.date, true]);
		const taken = today.days.find(({ _id }) => _id === occupancyId(third.room, third.date))?.slots ?? [];
		expect(taken.some((slot) => overlaps(slot, third))).toBe(true);
	});

	it('speaks all three languages, the easy one in short sentences', () => {
		for (const text of today.open.flatMap(textsOf)) expect(Object.keys(text), text.de).toEqual(['de', 'de-x-leicht', 'en']);
		for (const line of today.open.flatMap(sentencesOf)) expect(line.split(/\s+/).length, line).toBeLessThanOrEqual(12);
	});
});

describe('whatever the day of the first start, the sample', { timeout: 60_000 }, () => {
	it('is valid, in the right database, marked, and its ids are unique', () => {
		onAnyDay((today) => {
			const { open, desk } = sampleOf(today);
			for (const [database, documents] of [['public', open], ['desk', desk]] as const) {
				for (const document of documents) {
					expect(readDocument(document)).toEqual({ value: document });
					expect(isKind(document.kind) && catalogue[document.kind].database).toBe(database);
					if (document.kind !== 'occupancy') expect(document.sample, String(document._id)).toBe(true);
				}
			}
			const ids = [...base, ...open, ...desk].map(({ _id }) => _id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(JSON.stringify(open)).not.toMatch(/@|contact:/);
		});
	});

	it('has occupancies for which there is room, marked slot by slot, exactly where its events are', () => {
		onAnyDay((today) => {
			const { days, events, rooms } = sampleOf(today);
			const roomOf = (id: string) => [...base, ...rooms].find(({ _id }) => _id === id) as Doc<'room'>;
			for (const { _id, room, date, slots } of days) {
				expect(_id).toBe(occupancyId(room, date));
				expect(date >= addDays(today, -PAST_DAYS) && date <= addDays(today, SAMPLE_DAYS + 14), _id).toBe(true);
				for (const [index, slot] of slots.entries()) {
					expect([slot.sample, slot.from < slot.to]).toEqual([true, true]);
					const others = slots.filter((_, nth) => nth !== index);
					expect(unitsLeft(roomOf(room), others, slot), `${_id} ${slot.request}`).toBeGreaterThanOrEqual(slot.units ?? 1);
				}
			}
			const slots = days.flatMap(({ room, date, slots }) => slots.map((slot) => ({ room, date, ...slot })));
			expect(new Set(slots.map(({ request }) => request)).size).toBe(slots.length);
			expect(slots.some(({ event }) => !event)).toBe(true);
			const held = slots.filter(({ event }) => event).map(({ room, date, from, to }) => `${room} ${date}T${from}–${to}`);
			expect(held.sort()).toEqual(events.filter(({ room }) => room).flatMap((event) => datesOf(event, today)).sort());
		});
	});

	it('refers only to rooms and houses that exist, in hours they are open, never on a public holiday', () => {
		onAnyDay((today) => {
			const { open, desk, days, rooms, officeHours } = sampleOf(today);
			const closures = holidayClosures(addDays(today, -PAST_DAYS), addDays(today, 400));
			const known = new Map([...base, ...open, ...desk].map((document) => [document._id, document]));
			const terms = open.filter(({ kind }) => kind === 'terms') as Doc<'terms'>[];
			const facts = (id: Doc<'room'>['_id']) => {
				const room = known.get(id) as Doc<'room'>;
				return { room, house: known.get(room.house) as Doc<'house'>, closures, terms };
			};
			for (const { room, date, slots } of days) {
				for (const { from, to, event } of slots) {
					expect(objections({ date, from, to, groupSize: 1 }, facts(room), `${addDays(date, -7)}T00:00`), `${room} ${date} ${from}`).toEqual([]);
					if (event) expect(known.has(event)).toBe(true);
				}
			}
			for (const request of desk.filter(({ kind }) => kind === 'request') as Doc<'request'>[]) {
				expect(objections(request, facts(request.room), toLocal(request.receivedAt)), request._id).toEqual([]);
				expect(request.contact === undefined || known.has(request.contact)).toBe(true);
				expect(request.receivedAt < noon(today)).toBe(true);
			}
			expect(rooms.every(({ house }) => known.has(house))).toBe(true);
			expect(officeHours.filter(({ popUp }) => popUp)).toHaveLength(1);
		});
	});

	it('has something in the evening of the first day, and of every day after that is no holiday', () => {
		onAnyDay((today) => {
			const { events } = sampleOf(today);
			const closed = new Set(holidayClosures(today, addDays(today, SAMPLE_DAYS)).map(({ from }) => from));
			const evenings = new Set(
				events.flatMap((event) =>
					occurrencesBetween(event, toInstant(`${today}T00:00`), toInstant(`${addDays(today, SAMPLE_DAYS)}T00:00`))
						.filter(({ end, cancelled }) => !cancelled && clockOf(toLocal(end)) >= '18:30')
						.map(({ start }) => dayOf(toLocal(start)))
				)
			);
			const empty = Array.from({ length: SAMPLE_DAYS }, (_, index) => addDays(today, index)).filter((day) => !evenings.has(day) && !closed.has(day));
			expect(empty).toEqual([]);
			expect(evenings.has(today) && evenings.has(addDays(today, 1))).toBe(true);
		});
	});
});
