import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision } from '../decision/entity.ts';
import type { Message } from '../message/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import { type Request, requestId } from '../request/entity.ts';
import { inboxOf } from './rules.ts';
import { seriesIn, tallyOf } from './series.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString();
const asks = ['0193a000-0000-7000-8000-000000000001', '0193a000-0000-7000-8000-000000000002', '0193a000-0000-7000-8000-000000000003'] as const;
const fields = { kind: 'request', schema: 0, form: 'booking', room: 'room:saal', from: '19:00', to: '21:00', purpose: 'Chorprobe', groupSize: 12, locale: 'de', madeAt: at(0) } as const;
/** The n-th date of an ask; with `series` it was asked for together with others. */
const dateOf = (ask: string, nth: number, series: boolean): Request => ({
	...fields,
	_id: requestId(ask, nth),
	date: `2026-12-${String(nth).padStart(2, '0')}`,
	receivedAt: at(asks.indexOf(ask as (typeof asks)[number])),
	...(series ? { series: ask } : {})
});
const decided = (id: string, request: string, verdict: Decision['verdict'] = 'confirm'): Decision => ({ _id: `decision:${id}`, kind: 'decision', schema: 0, request: request as Request['_id'], verdict, decidedBy: 'Imke', decidedAt: at(30) });
const told = (decision: Decision, result: Outcome['result'], minute = 40): Outcome => ({
	_id: `outcome:${decision._id.slice(9)}`,
	kind: 'outcome',
	schema: 0,
	request: decision.request,
	decision: decision._id,
	result,
	alternatives: [],
	at: at(minute)
});
const wrote = (n: number, by: Message['by'], more: Partial<Message> = {}): Message => ({ _id: `message:${n}`, kind: 'message', schema: 0, request: requestId(asks[0]), by, text: 'Hallo', at: at(n), ...more });

const choir = [1, 2, 3].map((nth) => dateOf(asks[0], nth, true));

test('a series is one line with its dates in order, and stays with the office while one date waits', () => {
	const [first, second] = [decided('a', choir[0]!._id), decided('b', choir[1]!._id)];
	const { waiting, deciding } = inboxOf({ requests: choir.toReversed(), decisions: [first, second], outcomes: [told(first, 'confirmed'), told(second, 'taken')] });
	expect(waiting).toMatchObject([{ kind: 'ask', id: `series:${asks[0]}`, dates: [{ state: 'confirmed' }, { state: 'taken' }, { state: 'requested' }] }]);
	expect(deciding).toEqual([]);
	expect(seriesIn(waiting[0]!.id)).toBe(asks[0]);
	expect(waiting[0]?.kind === 'ask' && tallyOf(waiting[0]).get('taken')).toBe(1);
});

test('who was asked back has the turn, until an answer comes; an answer to it, or a message nobody answered, is the office’s', () => {
	const place = (...messages: Message[]) => {
		const inbox = inboxOf({ requests: choir, messages });
		return [inbox.waiting.length, inbox.asked.length];
	};
	const question = wrote(1, 'office', { asks: true });
	const answer = wrote(2, 'resident');
	expect(place(question)).toEqual([0, 1]);
	expect(place(question, answer)).toEqual([1, 0]);
	expect(place(question, answer, wrote(3, 'office', { answers: [answer._id] }))).toEqual([1, 0]);
	expect(place(question, answer, wrote(3, 'office', { answers: [answer._id], asks: true }))).toEqual([0, 1]);
	// Whatever the clocks say: what the office did not name it did not answer.
	expect(place(wrote(9, 'office', { asks: true }), answer)).toEqual([1, 0]);
});

test('a message about what is decided long since brings it back, as old as the message; an answer lets it go', () => {
	const requests = [dateOf(asks[0], 1, false)];
	const decision = decided('a', requests[0]!._id);
	const known = { requests, decisions: [decision], outcomes: [told(decision, 'confirmed')] };
	expect(inboxOf({ ...known, messages: [wrote(50, 'resident')] }).waiting).toMatchObject([{ at: at(50) }]);
	const after = inboxOf({ ...known, messages: [wrote(50, 'resident'), wrote(51, 'office', { answers: ['message:50'] })] });
	expect([after.waiting.length, after.decided.length]).toEqual([0, 1]);
});

test('what is held counts as decided and says that it can be taken back', () => {
	const { waiting, deciding } = inboxOf({ requests: choir, held: choir.map(({ _id }, index) => decided(String(index), _id)) });
	expect(waiting).toEqual([]);
	expect(deciding[0]?.dates.map(({ state, held }) => [state, held])).toEqual([1, 2, 3].map(() => ['deciding', true]));
});

test('every request is in exactly one place, series or not, held or not, whatever arrives in whatever order', () => {
	const result = fc.constantFrom<Outcome['result']>('confirmed', 'declined', 'taken', 'past', 'superseded', 'invalid', 'waiting', 'offered', 'lapsed', 'withdrawn', 'cancelled');
	const verdict = fc.constantFrom<Decision['verdict']>('confirm', 'decline', 'offer', 'cancel');
	const step = fc.record({ ask: fc.nat(2), nth: fc.integer({ min: 1, max: 4 }), verdict, held: fc.boolean(), results: fc.array(result, { maxLength: 2 }) });
	const note = fc.record({ by: fc.constantFrom<Message['by']>('office', 'resident'), asks: fc.boolean(), answers: fc.boolean() });
	fc.assert(
		fc.property(fc.array(step, { maxLength: 12 }), fc.array(note, { maxLength: 4 }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (steps, notes, series) => {
			const requests = asks.flatMap((ask, index) => (series[index] ? [1, 2, 3, 4].map((nth) => dateOf(ask, nth, true)) : [dateOf(ask, 1, false)]));
			const made = steps.map((one, index) => ({ ...one, decision: decided(String(index), requestId(asks[one.ask]!, one.nth), one.verdict) }));
			const messages = notes.map(({ by, asks: back, answers }, index) =>
				wrote(index, by, by === 'office' ? { ...(back ? { asks: true as const } : {}), ...(answers ? { answers: notes.map((_, n): Message['_id'] => `message:${n}`) } : {}) } : {})
			);
			const known = {
				requests,
				messages,
				held: made.filter(({ held }) => held).map(({ decision }) => decision),
				decisions: made.filter(({ held }) => !held).map(({ decision }) => decision),
				outcomes: made.filter(({ held }) => !held).flatMap(({ decision, results }) => results.map((one, n) => ({ ...told(decision, one, 40 + n), _id: `outcome:${decision._id.slice(9)}.${n}` as const })))
			};
			const inbox = inboxOf(known, Infinity);
			const lines = [...inbox.waiting.filter((item) => item.kind === 'ask'), ...inbox.asked, ...inbox.deciding, ...inbox.decided];
			const dates = lines.flatMap((line) => line.dates.map(({ id }) => id as string));
			expect(dates.toSorted()).toEqual(requests.map(({ _id }) => _id as string).sort());
			expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
			// Nothing that waits for the office is out of its sight, unless it asked back.
			for (const line of [...inbox.deciding, ...inbox.decided]) expect(line.dates.some(({ state }) => state === 'requested' || state === 'taken')).toBe(false);
			for (const line of inbox.asked) expect(line.turn).toBe('person');
			const turned = inboxOf({ ...known, requests: requests.toReversed(), decisions: known.decisions.toReversed(), outcomes: known.outcomes.toReversed(), messages: messages.toReversed() }, Infinity);
			expect(turned).toEqual(inbox);
		})
	);
});
