import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Recycled } from './recycled.ts';

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

test('what stays keeps its key, no two have one, and none is made while one is free', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(ids, fc.option(fc.constantFrom('a', 'b'), { nil: undefined })), { minLength: 2, maxLength: 6 }), (turns) => {
			const recycled = new Recycled();
			let before: ReadonlyMap<string, number> = new Map();
			for (const [now, kept] of turns) {
				const keys = recycled.keysOf(now, kept);
				expect(new Set(keys).size).toBe(now.length);
				const next = new Map<string, number>(now.map((id, index) => [id, keys[index]!]));
				for (const [id, key] of next) if (before.has(id)) expect(key).toBe(before.get(id));
				const freed = [...before].filter(([id]) => !next.has(id) && id !== kept).map(([, key]) => key);
				const taken: number[] = [...before.values()];
				const made = keys.filter((key) => !taken.includes(key));
				expect(made.length).toBe(Math.max(0, now.filter((id) => !before.has(id)).length - freed.length));
				if (kept && before.has(kept) && !next.has(kept)) expect(keys).not.toContain(before.get(kept));
				before = next;
			}
		})
	);
});
