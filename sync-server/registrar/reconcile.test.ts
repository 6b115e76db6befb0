import { expect, test } from 'vitest';
import { type TestServer, everything, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';
import { reconcile } from './reconcile.ts';
import { startRegistrar } from './registrar.ts';

const choir = {
	_id: 'event:choir', kind: 'event', schema: 0, title: { de: 'Chor' }, category: 'culture', start: '2026-11-24T19:00', durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed', place: 'Am Steg'
};

/** An edit made elsewhere upon `parent`, as replication brings it. */
function edit(parent: StoredDoc, hash: string, set: Record<string, unknown>): IncomingDoc {
	const { start, ids } = parent._revisions as { start: number; ids: string[] };
	const { _rev, ...fields } = parent;
	return { ...fields, ...set, _rev: `${start + 1}-${hash}`, _revisions: { start: start + 1, ids: [hash, ...ids] } };
}

/** The choir with edits that did not see each other; later hashes win. */
async function conflicting(server: TestServer, ...sets: Record<string, unknown>[]): Promise<void> {
	const open = server.quarter.public;
	await writeAll(open, [choir]);
	const parent = (await open.get(choir._id, { revs: true }))!;
	await open.bulkDocs(sets.map((set, index) => edit(parent, `${'abcdef'[index]}`.repeat(32), set)), { newEdits: false });
}

async function settle(server: TestServer, count = 1): Promise<StoredDoc> {
	const registrars = Array.from({ length: count }, () => startRegistrar(server.context));
	await Promise.all(registrars.map((registrar) => registrar.settled()));
	await Promise.all(registrars.map((registrar) => registrar.stop()));
	expect(server.log).toEqual([]);
	const merged = (await server.quarter.public.get(choir._id, { conflicts: true }))!;
	expect(merged._conflicts).toBeUndefined();
	return merged;
}

const clashes = async ({ quarter }: TestServer) =>
	(await everything(quarter.desk, 'edit-conflict')).map(({ document, field, kept, other, settled }) => ({ document, field, kept, other, settled }));

test.each([1, 3])('S5.5 edits of different fields are joined, with %i registrars', async (count) => {
	const server = await testServer();
	await conflicting(server, { place: 'Im Saal' }, { title: { de: 'Hafenchor' } }, { durationMinutes: 60 });
	expect(await settle(server, count)).toMatchObject({ place: 'Im Saal', title: { de: 'Hafenchor' }, durationMinutes: 60 });
	expect(await clashes(server)).toEqual([]);
});

test.each([1, 3])('S5.5 of one field edited twice the winner’s value stays and the other one is told once, with %i registrars', async (count) => {
	const server = await testServer();
	await conflicting(server, { place: 'Im Saal', about: { de: 'Neu' } }, { place: 'In der Küche' });
	expect(await settle(server, count)).toMatchObject({ place: 'In der Küche', about: { de: 'Neu' } });
	expect(await clashes(server)).toEqual([{ document: 'event:choir', field: 'place', kept: 'In der Küche', other: 'Im Saal', settled: false }]);
});

test('S5.5 an edit beats a deletion', async () => {
	const server = await testServer();
	await conflicting(server, { place: 'Im Saal' });
	const open = server.quarter.public;
	await writeAll(open, [{ ...choir, _id: 'event:other' }]);
	const deleted = edit((await open.get('event:other', { revs: true }))!, 'f'.repeat(32), {});
	const edited = edit((await open.get('event:other', { revs: true }))!, 'a'.repeat(32), { place: 'Im Saal' });
	await open.bulkDocs([{ _id: 'event:other', _rev: deleted._rev!, _revisions: deleted._revisions, _deleted: true }, edited], { newEdits: false });
	await settle(server);
	expect(await open.get('event:other', { conflicts: true })).toMatchObject({ place: 'Im Saal' });
});

test('S5.5 documents made twice under one id have no common ancestor: every difference is told', async () => {
	const server = await testServer();
	await server.quarter.public.bulkDocs(
		[
			{ ...choir, _rev: `1-${'a'.repeat(32)}`, title: { de: 'Eins' } },
			{ ...choir, _rev: `1-${'b'.repeat(32)}`, title: { de: 'Zwei' } }
		],
		{ newEdits: false }
	);
	expect(await settle(server)).toMatchObject({ title: { de: 'Zwei' } });
	expect(await clashes(server)).toMatchObject([{ field: 'title', kept: { de: 'Zwei' }, other: { de: 'Eins' } }]);
});

/** A database that stops in the middle: the write after the first `count` ones is lost. */
function failingAfter(database: Database, count: number): Database {
	let left = count;
	return new Proxy(database, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			if (key !== 'bulkDocs') return member.bind(target);
			return async (...given: Parameters<Database['bulkDocs']>) => {
				if (left-- <= 0) throw new Error('power cut');
				return target.bulkDocs(...given);
			};
		}
	});
}

test.each([0, 1])('S5.5 a crash after %i writes loses nothing: the next start finishes', async (count) => {
	const server = await testServer();
	await conflicting(server, { place: 'Im Saal', about: { de: 'Neu' } }, { place: 'In der Küche' });
	await expect(reconcile(server.context, server.quarter, failingAfter(server.quarter.public, count), choir._id)).rejects.toThrow('power cut');
	expect(await settle(server)).toMatchObject({ place: 'In der Küche', about: { de: 'Neu' } });
	expect(await clashes(server)).toHaveLength(1);
});
