import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, toInstant, toLocal, weekdayOf } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import { BOOKED_MOST, datesOf, rhythmOf, type Rhythm, roomChanges, rruleFrom, shiftedExceptions } from './rules.ts';

const series = (start: string, rrule?: string, exceptions?: { recurrenceId: string; cancelled?: boolean }[]) => ({
	start,
	durationMinutes: 120,
	zone: 'Europe/Berlin',
	...(rrule ? { rrule } : {}),
	...(exceptions ? { exceptions } : {})
});
const start = fc.integer({ min: 0, max: 2000 }).map((days) => `${addDays('2026-01-01', days)}T19:00`);
const written = fc.constantFrom<Rhythm>('none', 'weekly', 'fortnightly', 'monthly');

describe('the rule of a rhythm', () => {
	test('is read back as the same rhythm and last day', () => {
		fc.assert(
			fc.property(start, written, fc.option(fc.integer({ min: 1, max: 400 })), (from, rhythm, days) => {
				const until = days === null || rhythm === 'none' ? undefined : addDays(dayOf(from), days);
				expect(rhythmOf(rruleFrom(rhythm, from, until), from)).toEqual({ rhythm, ...(until ? { until } : {}) });
			})
		);
	});

	test('begins with the event itself, keeps weekday and hour, and ends with its last day', () => {
		fc.assert(
			fc.property(start, fc.constantFrom<Rhythm>('weekly', 'fortnightly', 'monthly'), fc.integer({ min: 0, max: 200 }), (from, rhythm, days) => {
				const until = addDays(dayOf(from), days);
				const rrule = rruleFrom(rhythm, from, until);
				const dates = occurrencesBetween(series(from, rrule), toInstant(from), toInstant(`${addDays(until, 60)}T00:00`)).map((date) => toLocal(date.start));
				expect(dates[0]).toBe(from);
				for (const date of dates) {
					expect(date.slice(11)).toBe('19:00');
					expect(weekdayOf(dayOf(date))).toBe(weekdayOf(dayOf(from)));
					expect(dayOf(date) <= until).toBe(true);
				}
			}),
			{ numRuns: 40 }
		);
	});

	test('includes the last day itself', () => {
		const rrule = rruleFrom('weekly', '2026-11-24T19:00', '2026-12-08');
		const dates = occurrencesBetween(series('2026-11-24T19:00', rrule), '2026-11-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z');
		expect(dates.map(({ recurrenceId }) => dayOf(recurrenceId))).toEqual(['2026-11-24', '2026-12-01', '2026-12-08']);
	});

	test('takes the fifth weekday of a month as the last one, so that no month is skipped', () => {
		expect(rruleFrom('monthly', '2026-12-29T19:00')).toBe('FREQ=MONTHLY;BYDAY=-1TU');
		expect(rruleFrom('monthly', '2026-11-24T19:00')).toBe('FREQ=MONTHLY;BYDAY=4TU');
	});

	test('is known where it names the weekday of its start', () => {
		expect(rhythmOf('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119T225900Z', '2026-11-24T19:00')).toEqual({ rhythm: 'weekly', until: '2027-01-19' });
		expect(rhythmOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24T19:00')).toEqual({ rhythm: 'fortnightly' });
	});

	test('from elsewhere is kept, not guessed', () => {
		expect(rhythmOf('FREQ=WEEKLY;BYDAY=WE', '2026-11-24T19:00')).toEqual({ rhythm: 'other' });
		expect(rhythmOf('FREQ=WEEKLY;COUNT=3', '2026-11-24T19:00')).toEqual({ rhythm: 'other' });
		expect(rhythmOf('FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-24T19:00')).toEqual({ rhythm: 'other' });
		expect(rhythmOf('FREQ=MONTHLY;BYDAY=1MO', '2026-11-24T19:00')).toEqual({ rhythm: 'other' });
	});
});

describe('the dates an event takes its room for', () => {
	const now = '2026-11-22T12:00:00.000Z';

	test('are the one date of what does not repeat, unless it is over', () => {
		expect(datesOf(series('2026-11-24T19:00'), now, occurrencesBetween)).toEqual([{ date: '2026-11-24', from: '19:00', to: '21:00' }]);
		expect(datesOf(series('2026-11-20T19:00'), now, occurrencesBetween)).toEqual([]);
	});

	test('leave out cancelled ones and keep the hour over the end of summer time', () => {
		const dates = datesOf(series('2026-11-24T19:00', 'FREQ=WEEKLY', [{ recurrenceId: '2026-12-01T19:00', cancelled: true }]), now, occurrencesBetween);
		expect(dates).toHaveLength(25);
		expect(dates.map(({ date }) => date)).not.toContain('2026-12-01');
		expect(new Set(dates.map(({ from, to }) => `${from}-${to}`))).toEqual(new Set(['19:00-21:00']));
	});

	test('are one for each day of what runs past midnight', () => {
		const dates = (durationMinutes: number) => datesOf({ ...series('2026-11-24T22:00'), durationMinutes }, now, occurrencesBetween);
		expect(dates(120)).toEqual([{ date: '2026-11-24', from: '22:00', to: '24:00' }]);
		expect(dates(26 * 60)).toEqual([
			{ date: '2026-11-24', from: '22:00', to: '24:00' },
			{ date: '2026-11-25', from: '00:00', to: '24:00' }
		]);
		expect(dates(240)).toEqual([
			{ date: '2026-11-24', from: '22:00', to: '24:00' },
			{ date: '2026-11-25', from: '00:00', to: '02:00' }
		]);
	});

	test('are at most thirty', () => {
		expect(datesOf(series('2026-11-24T19:00', 'FREQ=DAILY'), now, occurrencesBetween)).toHaveLength(BOOKED_MOST);
	});
});

test('cancelled dates stay cancelled when the series moves to another hour', () => {
	expect(shiftedExceptions([{ recurrenceId: '2026-12-01T19:00', cancelled: true }], '2026-11-24T18:30')).toEqual([{ recurrenceId: '2026-12-01T18:30', cancelled: true }]);
});

describe('the room of an event whose dates change', () => {
	const at = fc.record({ date: fc.integer({ min: 1, max: 9 }).map((day) => `2027-03-0${day}`), from: fc.constantFrom('10:00', '11:00'), to: fc.constantFrom('12:00', '14:00') });
	const dates = fc.uniqueArray(at, { maxLength: 8, selector: ({ date }) => date });
	const place = fc.option(fc.record({ room: fc.constantFrom('room:a', 'room:b'), dates }), { nil: undefined });
	const asked = fc
		.array(fc.record({ room: fc.constantFrom('room:a', 'room:b'), isOpen: fc.boolean(), time: at }), { maxLength: 10 })
		.map((all) => all.map(({ time, ...one }, index) => ({ id: `request:${index}` as const, ...time, ...one })));
	const key = ({ room, date, from, to }: { room: string; date: string; from: string; to: string }) => `${room} ${date} ${from} ${to}`;
	const keysOf = (place: { room: string; dates: readonly { date: string; from: string; to: string }[] } | undefined) => new Set((place?.dates ?? []).map((date) => key({ ...date, room: place!.room })));

	test('is asked for what is new, given back for what is gone, and touched nowhere else', () => {
		fc.assert(
			fc.property(place, place, asked, (before, after, asks) => {
				const { ask, release } = roomChanges(before, after, asks);
				const [was, is] = [keysOf(before), keysOf(after)];
				const open = asks.filter(({ isOpen }) => isOpen);
				const gone = new Set([...release, ...ask.flatMap(({ replaces }) => replaces ?? [])]);
				expect([...gone].sort()).toEqual(open.filter((one) => was.has(key(one)) && !is.has(key(one))).map(({ id }) => id).sort());
				const wanted = new Set([...open.filter(({ id }) => !gone.has(id)).map(key), ...ask.map((date) => key({ ...date, room: after!.room }))]);
				for (const one of is) if (!was.has(one)) expect(wanted.has(one)).toBe(true);
				for (const { replaces, ...date } of ask) {
					expect(is.has(key({ ...date, room: after!.room }))).toBe(true);
					if (replaces) expect(asks.find(({ id }) => id === replaces)).toMatchObject({ room: after!.room, date: date.date });
				}
			})
		);
	});

	test('stays as the office left it where its date stays: neither what it gave away nor what it moved is touched', () => {
		const [monday, tuesday] = [{ date: '2027-03-01', from: '10:00', to: '12:00' }, { date: '2027-03-02', from: '10:00', to: '12:00' }];
		const asks = [{ id: 'request:given-away' as const, room: 'room:a', ...monday, isOpen: false }, { id: 'request:by-hand' as const, room: 'room:a', ...tuesday, from: '11:00', isOpen: true }];
		expect(roomChanges({ room: 'room:a', dates: [monday, tuesday] }, { room: 'room:a', dates: [monday] }, asks)).toEqual({ ask: [], release: [] });
		expect(roomChanges(undefined, { room: 'room:a', dates: [monday] }, asks)).toEqual({ ask: [monday], release: [] });
	});

	test('is asked for in place of a move that is under way, or came to nothing: nothing is left over, and nothing is in its own way', () => {
		const [day, from] = ['2027-03-01', '10:00'];
		const asks = [
			{ id: 'request:first' as const, room: 'room:a', date: day, from, to: '12:00', isOpen: true },
			{ id: 'request:second' as const, room: 'room:a', date: day, from: '11:00', to: '13:00', isOpen: true, replaces: 'request:first' }
		];
		const at = (date: { date: string; from: string; to: string }) => ({ room: 'room:a', dates: [date] });
		const [first, second] = asks.map(({ date, from, to }) => ({ date, from, to })) as [{ date: string; from: string; to: string }, { date: string; from: string; to: string }];
		expect(roomChanges(at(second), at(first), asks), 'and back').toEqual({ ask: [{ ...first, replaces: 'request:second' }], release: [] });
		const elsewhere = { ...second, date: '2027-03-02' };
		expect(roomChanges(at(second), at(elsewhere), asks), 'to another day').toEqual({ ask: [elsewhere], release: ['request:second', 'request:first'] });
	});

	test('is asked for part by part where an event runs over two nights in a row', () => {
		const part = (date: string, from: string, to: string) => ({ date, from, to });
		const night = (late: string, early: string) => [part('2027-03-01', late, '24:00'), part('2027-03-02', '00:00', early), part('2027-03-02', late, '24:00'), part('2027-03-03', '00:00', early)];
		const asks = night('22:00', '02:00').map((date, index) => ({ id: `request:${index}` as const, room: 'room:a', ...date, isOpen: true })).reverse();
		const { ask, release } = roomChanges({ room: 'room:a', dates: night('22:00', '02:00') }, { room: 'room:a', dates: night('23:00', '03:00') }, asks);
		expect([ask.map(({ replaces }) => replaces), release]).toEqual([['request:0', 'request:1', 'request:2', 'request:3'], []]);
	});

	test('is not asked for where it can no longer be, and given back date by date all the same', () => {
		const dates = ['2027-03-01', '2027-03-02'].map((date) => ({ date, from: '10:00', to: '12:00' }));
		const asks = dates.map((date, index) => ({ id: `request:${index}` as const, room: 'room:a', ...date, isOpen: true }));
		expect(roomChanges({ room: 'room:a', dates }, { room: 'room:a', dates: dates.slice(1) }, asks, false)).toEqual({ ask: [], release: ['request:0'] });
		expect(roomChanges({ room: 'room:a', dates }, { room: 'room:a', dates: dates.map((date) => ({ ...date, to: '13:00' })) }, asks, false)).toEqual({ ask: [], release: ['request:0', 'request:1'] });
	});
});
