import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const at = '2026-11-24T10:00:00.000Z';
const date = (set = {}) => ({ request: '0190-1', date: '2026-12-01', from: '19:00', to: '21:00', title: 'Chorprobe', place: 'Haus am Wasser, Saal', ...set });
const events = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

test('exactly the dates that are given, each under its own name for good', () => {
	const text = calendarFile({ name: 'Meine Termine', at, dates: [date(), date({ request: '0190-1.2', date: '2026-12-08' })] });
	expect(events(text).map(({ uid, summary, location, startDate }) => [uid, summary, location, startDate.toJSDate().toISOString()])).toEqual([
		['0190-1@quartierslotse', 'Chorprobe', 'Haus am Wasser, Saal', '2026-12-01T18:00:00.000Z'],
		['0190-1.2@quartierslotse', 'Chorprobe', 'Haus am Wasser, Saal', '2026-12-08T18:00:00.000Z']
	]);
	expect(calendarFile({ name: 'Meine Termine', at, dates: [] })).not.toContain('VEVENT');
});

test('summer and winter time, midnight as an end, and words with commas, breaks and umlauts', () => {
	const text = calendarFile({ name: 'x', at, dates: [date({ date: '2027-07-01', to: '24:00', title: 'Fest; Tanz, Musik\nund Bärenhunger bis spät in die Nacht mit allen aus dem ganzen Haus und der Straße' })] });
	const [event] = events(text);
	expect([event?.startDate.toJSDate().toISOString(), event?.endDate.toJSDate().toISOString()]).toEqual(['2027-07-01T17:00:00.000Z', '2027-07-01T22:00:00.000Z']);
	expect(event?.summary).toContain('Fest; Tanz, Musik\nund Bärenhunger');
	expect(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
});

test('what was cancelled says so, and is newer than what a calendar has of it', () => {
	const calendar = new ICAL.Component(ICAL.parse(calendarFile({ name: 'x', at, dates: [date(), date({ request: '0190-1.2', cancelled: true, changes: 1 })] })));
	const told = calendar.getAllSubcomponents('vevent').map((one) => [one.getFirstPropertyValue('status'), one.getFirstPropertyValue('sequence')]);
	expect(told).toEqual([['CONFIRMED', 0], ['CANCELLED', 1]]);
});

test.each([
	['2026-10-25', '01:30', '04:00', '2026-10-24T23:30:00.000Z', '2026-10-25T03:00:00.000Z'],
	['2027-03-28', '01:30', '04:00', '2027-03-28T00:30:00.000Z', '2027-03-28T02:00:00.000Z']
])('the night of %s, when the clocks change, is right to the minute', (day, from, to, start, end) => {
	const [event] = events(calendarFile({ name: 'x', at, dates: [date({ date: day, from, to })] }));
	expect([event?.startDate.toJSDate().toISOString(), event?.endDate.toJSDate().toISOString()]).toEqual([start, end]);
});
