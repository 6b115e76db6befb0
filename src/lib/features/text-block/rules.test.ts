import { expect, test } from 'vitest';
import type { TextBlock } from './entity.ts';
import { blocksFor } from './rules.ts';

const block = (name: string, order: number, fields: Partial<TextBlock> = {}): TextBlock => ({
	_id: `text-block:${name}`,
	kind: 'text-block',
	schema: 0,
	use: 'decline',
	label: name,
	text: { de: 'Vergeben.\n{frei}\nBis bald.', en: 'Taken.\n{frei}' },
	order,
	...fields
});

test('a block is filled in the language of who asked, in German where that is missing', () => {
	const [de, easy, en] = (['de', 'de-x-leicht', 'en'] as const).map((locale) => blocksFor([block('a', 1)], 'decline', 'Frei: Mo', locale)[0]?.text);
	expect([de, easy, en]).toEqual(['Vergeben.\nFrei: Mo\nBis bald.', 'Vergeben.\nFrei: Mo\nBis bald.', 'Taken.\nFrei: Mo']);
});

test('where nothing is free the line that speaks of it goes', () => {
	expect(blocksFor([block('a', 1)], 'decline', '', 'de')[0]?.text).toBe('Vergeben.\nBis bald.');
	expect(blocksFor([block('a', 1)], 'decline', '', 'en')[0]?.text).toBe('Taken.');
});

test('only the blocks of a use, in the office’s order', () => {
	const all = [block('b', 2), block('a', 1), block('c', 0, { use: 'message' })];
	expect(blocksFor(all, 'decline', '', 'de').map(({ label }) => label)).toEqual(['a', 'b']);
});
