import { expect, test } from 'vitest';
import { inspectionFrom, notLooked } from './inspection.ts';

const items = ['Boden', 'Fenster'];

test('a line nobody looked at is named: an unread list proves nothing', () => {
	expect(inspectionFrom(items, { ...notLooked(), lines: { Boden: 'ok' } }).failures).toEqual([{ code: 'missing', field: 'item-1' }]);
});

test('what was found is kept in the words that were read; a note stays only with what is wrong', () => {
	const looked = { lines: { Boden: 'wrong', Fenster: 'ok' } as const, notes: { Boden: ' Fleck ', Fenster: 'war auf' }, headcount: ' 12 ', note: '' };
	expect(inspectionFrom(items, looked).found).toEqual({ items: [{ item: 'Boden', ok: false, note: 'Fleck' }, { item: 'Fenster', ok: true }], headcount: 12 });
});

test.each(['viele', '-1', '1.5', '100001'])('%s people are no number', (headcount) => {
	expect(inspectionFrom([], { ...notLooked(), headcount }).failures?.[0]).toEqual({ code: 'invalid', field: 'headcount' });
});
