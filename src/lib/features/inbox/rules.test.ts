import { describe, expect, test } from 'vitest';
import type { Decision } from '../decision/entity.ts';
import type { EditConflict } from '../edit-conflict/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { type Inbox, failureIn, inboxOf, rivalsOf, standingsOf } from './rules.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString();
const request = (n: number, fields: Partial<Request> = {}): Request => ({
	_id: `request:${n}`,
	kind: 'request',
	schema: 0,
	form: 'booking',
	room: 'room:saal',
	date: '2026-11-24',
	from: '19:00',
	to: '21:00',
	purpose: 'Chorprobe',
	groupSize: 12,
	locale: 'de',
	madeAt: at(0),
	receivedAt: at(n),
	...fields
});
const decision = (n: number, of: number, verdict: Decision['verdict'] = 'confirm'): Decision => ({
	_id: `decision:${n}`,
	kind: 'decision',
	schema: 0,
	request: `request:${of}`,
	verdict,
	decidedBy: 'Büro',
	decidedAt: at(30)
});
const outcome = (n: number, of: number, result: Outcome['result']): Outcome => ({
	_id: `outcome:${n}`,
	kind: 'outcome',
	schema: 0,
	request: `request:${of}`,
	decision: `decision:${n}`,
	result,
	alternatives: [],
	at: at(40 + n)
});
const conflict = (minute: number, settled = false): EditConflict => ({
	_id: `edit-conflict:${minute}`,
	kind: 'edit-conflict',
	schema: 0,
	document: 'event:1',
	field: 'title',
	kept: 'a',
	other: 'b',
	at: at(minute),
	settled
});
const ids = (inbox: Inbox) => inbox.waiting.map(({ id }) => id);

describe('the inbox', () => {
	test('holds whatever waits in one list, oldest first', () => {
		const refused = { id: 'event:9', database: 'public' as const, reason: 'forbidden', at: at(2) };
		const inbox = inboxOf({ requests: [request(3), request(1)], conflicts: [conflict(4), conflict(0, true)], refused: [refused] });
		expect(ids(inbox)).toEqual(['request:1', 'refused:event:9', 'request:3', 'edit-conflict:4']);
	});

	test('lets go of what is decided, and says what waits for the server', () => {
		const inbox = inboxOf({ requests: [request(1), request(2)], decisions: [decision(1, 1)] });
		expect(ids(inbox)).toEqual(['request:2']);
		expect(inbox.deciding.map(({ id }) => id)).toEqual(['request:1']);
		expect(inbox.decided).toEqual([]);
	});

	test('calls nothing confirmed before the outcome says so', () => {
		const before = inboxOf({ requests: [request(1)], decisions: [decision(1, 1)] });
		const after = inboxOf({ requests: [request(1)], decisions: [decision(1, 1)], outcomes: [outcome(1, 1, 'confirmed')] });
		expect([before.deciding[0]?.dates[0].state, after.decided[0]?.dates[0].state]).toEqual(['deciding', 'confirmed']);
	});

	test('brings back what was taken meanwhile, until it is decided again', () => {
		const taken = inboxOf({ requests: [request(1)], decisions: [decision(1, 1)], outcomes: [outcome(1, 1, 'taken')] });
		expect(taken.waiting[0]).toMatchObject({ id: 'request:1', dates: [{ state: 'taken' }] });
		const again = inboxOf({ requests: [request(1)], decisions: [decision(1, 1), decision(2, 1, 'decline')], outcomes: [outcome(1, 1, 'taken')] });
		expect([again.waiting.length, again.deciding.length]).toEqual([0, 1]);
	});
});

test('rivals are those who want a minute of the same room and may still get it, time around a use counted', () => {
	const requests = [request(1), request(2, { from: '20:00', to: '22:00' }), request(3, { from: '21:00', to: '22:00' }), request(4, { room: 'room:kueche' }), request(5)];
	const items = standingsOf({ requests, decisions: [decision(5, 5, 'decline')], outcomes: [outcome(5, 5, 'declined')] });
	expect(rivalsOf(request(1), items).map(({ id }) => id)).toEqual(['request:2']);
	expect(rivalsOf(request(1), items, { after: 15 }).map(({ id }) => id)).toEqual(['request:2', 'request:3']);
});

test('the server’s reason becomes a failure people can read, and unknown words stay as they are', () => {
	expect(failureIn('title.de: This text is too long; shorten it.')).toEqual({ code: 'too-long', field: 'title.de' });
	expect(failureIn('Your account may not do this.')).toEqual({ code: 'forbidden' });
	expect(failureIn('something else')).toBeUndefined();
});
