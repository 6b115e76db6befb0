import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../decision/entity.ts';
import { type Outcome, outcome as outcomeEntity } from '../outcome/entity.ts';
import { isAnswered, stateOf, waitsForOffice } from './rules.ts';

const results = outcomeEntity.fields.result.def.entries;
type Result = keyof typeof results;
const decisionOf = (index: number, verdict: Decision['verdict']): Decision => ({
	_id: `decision:${index}`, kind: 'decision', schema: 0, request: 'request:1', verdict, decidedBy: 'Muster', decidedAt: '2026-11-20T09:00:00.000Z'
});
const outcomeOf = (index: number, result: Result): Outcome => ({
	_id: `outcome:${index}`, kind: 'outcome', schema: 0, request: 'request:1', decision: `decision:${index}`, result, alternatives: [], at: `2026-11-20T09:0${index}:00.000Z`
});
const history = fc
	.array(fc.record({ verdict: fc.constantFrom('confirm' as const, 'decline' as const), result: fc.option(fc.constantFrom(...(Object.keys(results) as Result[]))) }), { maxLength: 6 })
	.map((steps) => ({
		decisions: steps.map(({ verdict }, index) => decisionOf(index, verdict)),
		outcomes: steps.flatMap(({ result }, index) => (result ? [outcomeOf(index, result)] : []))
	}));

describe('the state of a request', () => {
	test('does not depend on the order in which decisions and outcomes arrive', () => {
		fc.assert(
			fc.property(
				history.chain(({ decisions, outcomes }) =>
					fc.record({ decisions: fc.constant(decisions), outcomes: fc.constant(outcomes), shuffledDecisions: fc.shuffledSubarray(decisions, { minLength: decisions.length }), shuffledOutcomes: fc.shuffledSubarray(outcomes, { minLength: outcomes.length }) })
				),
				({ decisions, outcomes, shuffledDecisions, shuffledOutcomes }) => {
					expect(stateOf(shuffledDecisions, shuffledOutcomes)).toEqual(stateOf(decisions, outcomes));
				}
			)
		);
	});

	test('is confirmed only where the server said so: no decision of any desk makes it so', () => {
		fc.assert(
			fc.property(history, ({ decisions, outcomes }) => {
				const isBack = outcomes.some(({ result }) => result === 'withdrawn' || result === 'cancelled');
				expect(stateOf(decisions, outcomes).state === 'confirmed').toBe(!isBack && outcomes.some(({ result }) => result === 'confirmed'));
				expect(['requested', 'deciding']).toContain(stateOf(decisions, []).state);
			})
		);
	});

	test('a final answer stays final, whatever is decided later', () => {
		fc.assert(
			fc.property(history, fc.constantFrom('confirm' as const, 'decline' as const), ({ decisions, outcomes }, verdict) => {
				const before = stateOf(decisions, outcomes).state;
				const after = stateOf([...decisions, decisionOf(9, verdict)], outcomes).state;
				if (isAnswered(before)) expect(after).toBe(before);
				else expect(after).toBe('deciding');
			})
		);
	});

	test('waits for the office while nothing final is known and no decision is on its way', () => {
		expect(stateOf([], [])).toEqual({ state: 'requested' });
		const taken = stateOf([decisionOf(0, 'confirm')], [outcomeOf(0, 'taken')]);
		expect(taken.state).toBe('taken');
		expect(waitsForOffice(taken.state)).toBe(true);
		expect(waitsForOffice(stateOf([decisionOf(0, 'confirm')], []).state)).toBe(false);
	});

	test('what was given back is over, in whatever order it is learnt', () => {
		const given = { ...outcomeOf(1, 'withdrawn'), decision: 'reply:1' as const };
		for (const outcomes of [[outcomeOf(0, 'confirmed'), given], [given, outcomeOf(0, 'confirmed')]]) {
			expect(stateOf([decisionOf(0, 'confirm')], outcomes)).toEqual({ state: 'withdrawn', outcome: given });
		}
	});

	test('a date that is being cancelled is not shown as confirmed any more', () => {
		const decisions = [decisionOf(0, 'confirm'), decisionOf(1, 'cancel')];
		expect(stateOf(decisions, [outcomeOf(0, 'confirmed')]).state).toBe('deciding');
		expect(stateOf(decisions, [outcomeOf(0, 'confirmed'), outcomeOf(1, 'cancelled')]).state).toBe('cancelled');
	});

	test('of an offer and a place on the waiting list the later one stands', () => {
		const freed = { ...outcomeOf(1, 'offered'), decision: 'reply:7' as const };
		expect(stateOf([decisionOf(0, 'decline')], [outcomeOf(0, 'waiting'), freed]).state).toBe('offered');
		expect(stateOf([decisionOf(0, 'decline')], [freed, outcomeOf(2, 'waiting'), outcomeOf(0, 'waiting')]).state).toBe('waiting');
		expect(stateOf([decisionOf(0, 'decline')], [freed, outcomeOf(2, 'lapsed')]).state).toBe('expired');
	});

	test('of two clashes the later one tells what is free', () => {
		const decisions = [decisionOf(0, 'confirm'), decisionOf(1, 'confirm')];
		expect(stateOf(decisions, [outcomeOf(0, 'taken'), outcomeOf(1, 'taken')]).outcome?._id).toBe('outcome:1');
	});
});
