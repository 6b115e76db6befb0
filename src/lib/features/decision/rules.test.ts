import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNDO, dueAfter, remaining } from './rules.ts';

test('what is held goes after its time and never waits longer, whatever the clock does meanwhile', () => {
	const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
	fc.assert(
		fc.property(moment, fc.integer({ min: -UNDO * 10, max: UNDO * 10 }), (now, moved) => {
			const left = remaining(dueAfter(now), now + moved);
			expect(left).toBe(moved >= 0 && moved <= UNDO ? UNDO - moved : 0);
		})
	);
});
