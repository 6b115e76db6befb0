import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOf } from './range.ts';

test.each([
	[null, undefined],
	['bytes=0-', undefined],
	['bytes=0-9', [{ from: 0, to: 9 }]],
	['bytes=2-4', [{ from: 2, to: 4 }]],
	['Bytes = 2 - 4', [{ from: 2, to: 4 }]],
	['bytes=2-', [{ from: 2, to: 9 }]],
	['bytes=2-99', [{ from: 2, to: 9 }]],
	['bytes=-3', [{ from: 7, to: 9 }]],
	['bytes=-99', [{ from: 0, to: 9 }]],
	['bytes=0-0,-1', [{ from: 0, to: 0 }, { from: 9, to: 9 }]],
	['bytes=4-2', 'unsatisfiable'],
	['bytes=10-', 'unsatisfiable'],
	['bytes=10-12', 'unsatisfiable'],
	['bytes=-0', 'unsatisfiable'],
	['bytes=0-9,0-9', undefined],
	['bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9', undefined],
	['bytes=-', undefined],
	['bytes=a-b', undefined],
	['bytes=1', undefined],
	['bytes=', undefined],
	['lines=1-2', undefined]
])('%s of ten bytes', (header, ranges) => {
	expect(rangesOf(header, 10)).toEqual(ranges);
});

test('whatever is asked for, a range lies within the body', () => {
	fc.assert(
		fc.property(fc.nat(20), fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-, ') })), (length, asked) => {
			const ranges = rangesOf(`bytes=${asked}`, length);
			if (!Array.isArray(ranges)) return;
			for (const { from, to } of ranges) expect(from >= 0 && from <= to && to < length).toBe(true);
		})
	);
});
