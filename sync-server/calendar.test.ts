import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarKey, calendarPath } from '#lib/features/booking/calendar-key.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { answerOf, askFor, decisionFor, requestFor, writeAll } from '../tests/fixtures/quarter.ts';
import { lettingServer } from '../tests/fixtures/letting.ts';
import { tellCalendar } from './calendar.ts';
import { takeAsk } from './inbox.ts';
import { tellReceipt } from './receipts.ts';

async function asked() {
	const server = await lettingServer();
	const wanted = askFor({ group: 'Chor; Süd', further: ['2026-12-01', '2026-12-08', '2026-12-15'].map((date) => ({ room: 'room:east-hall' as const, date, from: '19:00', to: '24:00' })).map((time) => ({ ...time, to: '22:00' })) });
	const message = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wanted) });
	expect((await takeAsk(server.context, server.quarter, message)).status).toBe(201);
	const fetch = (key: string, id = wanted.id) => tellCalendar(server.context, server.quarter, id, new Request(`http://localhost${calendarPath('hafencity', id, key)}`));
	return { ...server, wanted, fetch };
}
const eventsIn = (text: string) =>
	new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => [...['uid', 'status', 'sequence', 'summary', 'location'].map((name) => event.getFirstPropertyValue(name)), String(event.getFirstPropertyValue('dtstart'))]);

test('S4.11 exactly what is confirmed, and what was confirmed as cancelled; what is asked for or declined is not in it', async () => {
	const { wanted, fetch, quarter, settle, said } = await asked();
	const id = (nth: number) => `request:${wanted.id}.${nth}` as const;
	await writeAll(quarter.desk, [decisionFor(`request:${wanted.id}`), decisionFor(id(2)), decisionFor(id(3), 'decline')]);
	await settle();
	const response = await fetch(await calendarKey(wanted.receipt));
	expect(response.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
	const event = (nth: string, date: string, status = 'CONFIRMED', sequence = 0) => [`${wanted.id}${nth}@quartierslotse`, status, sequence, 'Chor; Süd', 'east, hall', `${date}T18:00:00Z`];
	expect(eventsIn(await response.text())).toEqual([event('', '2026-11-24'), event('.2', '2026-12-01')]);

	await said(requestFor({ _id: id(2) }), 'withdraw');
	await said(requestFor({ _id: id(4) }), 'withdraw');
	expect(eventsIn(await (await fetch(await calendarKey(wanted.receipt))).text())).toEqual([event('', '2026-11-24'), event('.2', '2026-12-01', 'CANCELLED', 1)]);
});

test('S4.11 an accepted offer stands where it was confirmed', async () => {
	const { wanted, fetch, quarter, settle, said } = await asked();
	const request = requestFor({ _id: `request:${wanted.id}` });
	const offer = { room: 'room:east-kitchen', date: '2026-11-28', from: '10:00', to: '12:00' } as const;
	await writeAll(quarter.desk, [decisionFor(request._id, 'offer', { offer })]);
	await settle();
	expect(eventsIn(await (await fetch(await calendarKey(wanted.receipt))).text())).toEqual([]);
	await said(request, 'accept', '1');
	expect(eventsIn(await (await fetch(await calendarKey(wanted.receipt))).text())).toMatchObject([[{}, {}, {}, {}, 'east, kitchen', '2026-11-28T09:00:00Z']].map((one) => one.map((part) => (typeof part === 'string' ? part : expect.anything()))));
});

test('S4.11 the key opens the calendar and nothing else; the receipt, its hash, another key and an unknown id open nothing', async () => {
	const { wanted, fetch, context, quarter } = await asked();
	const key = await calendarKey(wanted.receipt);
	const answers = await Promise.all(
		[wanted.receipt, await hashOf(wanted.receipt), await calendarKey('x'.repeat(32)), key.toUpperCase(), '', 'f'.repeat(64)].map((wrong) => answerOf(() => fetch(wrong)))
	);
	answers.push(await answerOf(() => fetch(key, '01a11111-1111-7111-8111-111111111111')), await answerOf(() => fetch(key, `${wanted.id}.2`)));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(answers[0]).toMatchObject({ status: 404, body: { code: 'unknown-receipt' } });
	const tried = new Request('http://localhost/', { headers: { Authorization: `Bearer ${key}` } });
	expect((await answerOf(() => tellReceipt(context, quarter, wanted.id, tried))).status).toBe(404);
});
