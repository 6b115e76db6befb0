import { expect, test } from 'vitest';
import { everything, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { deleteOldContacts } from './contacts.ts';
import { startRegistrar } from './registrar.ts';

const contactOf = (name: string, keepUntil: string) => ({ _id: `contact:${name}`, kind: 'contact', schema: 0, name: 'Erika Mustermann', phone: '040 123456', keepUntil });

test('S5.6 a contact goes on the day after keepUntil, with all its revisions and text', async () => {
	const { context, quarter, clock } = await testServer();
	await writeAll(quarter.desk, [contactOf('old', '2027-02-22'), contactOf('young', '2027-02-23')]);
	const parent = (await quarter.desk.get('contact:old', { revs: true }))!;
	const { start, ids } = parent._revisions as { start: number; ids: string[] };
	for (const hash of ['a'.repeat(32), 'b'.repeat(32)]) {
		await quarter.desk.bulkDocs([{ ...contactOf('old', '2027-02-22'), phone: '040 654321', _rev: `2-${hash}`, _revisions: { start: start + 1, ids: [hash, ...ids] } }], { newEdits: false });
	}
	clock.now = '2027-02-22T22:59:00.000Z';
	expect(await deleteOldContacts(context, quarter)).toBe(0);
	clock.now = '2027-02-22T23:01:00.000Z';
	expect(await deleteOldContacts(context, quarter)).toBe(1);

	expect((await everything(quarter.desk, 'contact')).map(({ _id }) => _id)).toEqual(['contact:young']);
	const leaves = await quarter.desk.openRevisions('contact:old', 'all');
	expect(leaves).toHaveLength(2);
	for (const leaf of leaves) expect(leaf).toEqual({ ok: { _id: 'contact:old', _rev: expect.any(String), _deleted: true } });
	expect(await quarter.desk.get('contact:old', { rev: parent._rev })).toBeUndefined();
	expect(await deleteOldContacts(context, quarter)).toBe(0);
});

test('S5.6 what a merge of the contact told the desk goes with it, and a start does it by itself', async () => {
	const server = await testServer();
	const { context, quarter, clock } = server;
	await quarter.desk.bulkDocs(
		[
			{ ...contactOf('old', '2026-12-01'), _rev: `1-${'a'.repeat(32)}`, phone: '040 111111' },
			{ ...contactOf('old', '2026-12-01'), _rev: `1-${'b'.repeat(32)}`, phone: '040 222222' }
		],
		{ newEdits: false }
	);
	const merging = startRegistrar(context);
	await merging.settled();
	await merging.stop();
	expect(await everything(quarter.desk, 'edit-conflict')).toMatchObject([{ kept: '040 222222', other: '040 111111' }]);

	clock.now = '2026-12-24T12:00:00.000Z';
	const cleaning = startRegistrar(context);
	await cleaning.settled();
	await cleaning.stop();
	expect(await everything(quarter.desk)).toEqual([]);
});
