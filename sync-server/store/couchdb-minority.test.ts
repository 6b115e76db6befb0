import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { couchPeer, type CouchPeer } from '../../tests/contract/couch-peer.ts';
import { openReworded as reworded, type Rewording } from '../../tests/contract/couch-reworded.ts';
import type { StoredDoc } from './store.ts';

let peer: CouchPeer;
beforeEach(async () => {
	peer = await couchPeer();
});
afterEach(() => peer.close());

const openReworded = (reword?: Rewording) => reworded(peer, reword);

describe('what only a minority of the copies took', () => {
	/** How many writes find one copy only; CouchDB says 201 to what is brought all the same. */
	let left = 0;
	const few: Rewording = async ({ path, body }, answer) => {
		const told = await answer();
		if (path === '/one') return Response.json({ ...((await told.json()) as object), cluster: { q: 2, n: 3, w: 2, r: 2 } }, told);
		if (!path.endsWith('/_bulk_docs') || body.new_edits === false || left-- <= 0) return told;
		return Response.json(((await told.json()) as object[]).map((row) => ({ ...row, accepted: true })), { status: 202 });
	};

	test('S7.3 is acknowledged when a majority has it, of which only a write tells the truth', async () => {
		const { database, asked } = await openReworded(few);
		left = 1;
		const [row] = await database.bulkDocs([{ _id: 'a', n: 1, _attachments: { x: { content_type: 'image/png', data: 'eA==' } } }]);
		expect(row).toMatchObject({ ok: true, rev: expect.stringMatching(/^2-/) });
		expect(await database.get('a', { attachments: true })).toMatchObject({ _rev: (row as { rev: string }).rev, n: 1, _attachments: { x: { data: 'eA==' } } });
		expect(asked.filter((path) => path.endsWith('/one/_bulk_docs'))).toHaveLength(3);
		left = Infinity;
		await expect(database.bulkDocs([{ _id: 'b' }])).rejects.toThrow('no majority');
	});

	test('S7.3 is not acknowledged where those who took it are away by then, and nothing else is written instead', async () => {
		const { database, wording } = await openReworded(few);
		left = 1;
		wording.reword = async (asked, answer) => (asked.path.includes('?rev=') ? Response.json({ error: 'not_found', reason: 'missing' }, { status: 404 }) : few(asked, answer));
		await expect(database.bulkDocs([{ _id: 'a', n: 1 }])).rejects.toThrow('does not have at hand');
		expect((await database.allDocs()).rows.map((row) => 'id' in row && row.id)).toEqual(['a']);
	});

	test('S7.3 what is deleted is brought to the others and not deleted again, which CouchDB refuses', async () => {
		const { database, asked } = await openReworded(few);
		left = 0;
		const [first, other] = (await database.bulkDocs([{ _id: 'a' }, { _id: 'b' }])) as { id: string; rev: string }[];
		left = 1;
		const before = asked.length;
		const rows = await database.bulkDocs([{ _id: 'a', _rev: first!.rev, _deleted: true }, { _id: 'b', _rev: other!.rev, n: 1 }]);
		expect(rows).toMatchObject([{ id: 'a', ok: true, rev: expect.stringMatching(/^2-/) }, { id: 'b', ok: true, rev: expect.stringMatching(/^3-/) }]);
		expect(await database.get('a')).toMatchObject({ _deleted: true, _rev: (rows[0] as { rev: string }).rev });
		expect(asked.slice(before).filter((path) => path.endsWith('/one/_bulk_docs'))).toHaveLength(3);
	});

	test('S5.2, S7.3 and of what somebody else wrote so too; of one copy nothing need be asked', async () => {
		const { database } = await openReworded(few);
		left = 0;
		await database.bulkDocs([{ _id: 'a', n: 1 }]);
		const [leaf] = (await database.openRevisions('a', 'all', { revs: true })) as { ok: StoredDoc }[];
		const rev = await database.assure(leaf!.ok);
		expect(await database.get('a', { revs: true })).toMatchObject({ _rev: rev, n: 1, _revisions: { start: 2, ids: [expect.anything(), leaf!.ok._rev.slice(2)] } });
		expect(await database.assure(leaf!.ok), 'replaced meanwhile').toBeUndefined();
		left = Infinity;
		await expect(database.assure((await database.get('a'))!)).rejects.toThrow('no majority');

		const { store } = await peer.open();
		const single = (await store.database('one'))!;
		const doc = (await single.get('a'))!;
		expect([await single.assure(doc), (await single.get('a'))!._rev]).toEqual([doc._rev, doc._rev]);
	});
});
