import { expect, test } from 'vitest';
import { couchPeer } from '../../tests/contract/couch-peer.ts';
import { readCouchAddress } from './couchdb-address.ts';
import { connect } from './couchdb-http.ts';
import { openCouchdb } from './couchdb.ts';
import type { Database } from './store.ts';

const address = readCouchAddress('http://office:geheim@couch.example:5984')!;
const answering = (...statuses: number[]) => {
	const asked: string[] = [];
	const fetch = async (input: unknown, init: RequestInit = {}) => {
		asked.push(`${init.method} ${input} ${new Headers(init.headers).get('Authorization')}`);
		const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
		if (status === 0) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
		return new Response(status === 299 ? '<html>' : '{"ok":true}', { status: status === 299 ? 200 : status });
	};
	return { asked, couch: connect(address, fetch as typeof globalThis.fetch) };
};

test('reading is repeated where CouchDB is out of breath, and what may be done twice; nothing else is', async () => {
	for (const passing of [0, 408, 429, 500, 502, 503, 504]) {
		const { couch, asked } = answering(passing, 200);
		expect(await couch.ask('GET', '/one')).toEqual({ status: 200, body: { ok: true } });
		expect(asked, String(passing)).toEqual(Array(2).fill(`GET http://couch.example:5984/one Basic ${btoa('office:geheim')}`));
	}
	const { couch, asked } = answering(503, 200);
	await expect(couch.ask('POST', '/one/_bulk_docs', { body: {} })).rejects.toThrow('CouchDB at couch.example:5984 answered 503 to POST.');
	expect(asked).toHaveLength(1);
	expect((await couch.ask('POST', '/one/_revs_diff', { body: {}, repeatable: true })).status).toBe(200);
});

test('what is no passing weakness is told at once, in a sentence without credentials', async () => {
	for (const [status, words] of [[401, 'does not accept this name and password'], [403, 'does not allow that'], [299, 'is no CouchDB'], [501, 'answered 501']] as const) {
		const { couch, asked } = answering(status);
		const error: Error = await couch.ask('GET', '/one').catch((caught: Error) => caught) as Error;
		expect(error.message).toContain(words);
		expect(error.message).toContain('couch.example:5984');
		expect(error.stack).not.toMatch(/geheim|Basic/);
		expect(asked).toHaveLength(1);
	}
	expect((await answering(404).couch.ask('GET', '/one')).status).toBe(404);
	const known = connect(address, async () => Response.json({ error: 'unauthorized', reason: 'You are not a server admin.' }, { status: 401 }));
	await expect(known.ask('PUT', '/one'), 'whoever is no administrator of CouchDB').rejects.toThrow('does not allow that');
});

test('many at once wait for their turn, and all have it', async () => {
	let now = 0;
	let most = 0;
	const fetch = async () => {
		most = Math.max(most, ++now);
		await new Promise(setImmediate);
		now--;
		return new Response('{}');
	};
	const couch = connect(address, fetch);
	const answers = await Promise.all(Array.from({ length: 500 }, () => couch.ask('GET', '/one')));
	expect(answers).toHaveLength(500);
	expect(most).toBe(64);
});

test('S7.1 a CouchDB that does not let us in, and what is none, are told so', async () => {
	const peer = await couchPeer();
	await expect(openCouchdb({ ...peer.address, authorization: `Basic ${btoa('admin:falsch')}` }, 'hafencity', peer.fetch)).rejects.toThrow('does not accept this name and password');
	await expect(openCouchdb(address, 'hafencity', async () => Response.json({ hello: 'world' }))).rejects.toThrow('is no CouchDB');
	await peer.close();
});

test('S7.2 servers of one quarter share uuid and key, also when they start at once; another quarter has its own', async () => {
	const peer = await couchPeer();
	const [one, other, ...rest] = await Promise.all([peer.open(), peer.open(), peer.open('ost'), peer.open('ost')]);
	expect([other!.store.uuid, other!.secret]).toEqual([one!.store.uuid, one!.secret]);
	expect(rest[0]!.secret).toBe(rest[1]!.secret);
	expect(rest[0]!.secret).not.toBe(one!.secret);
	expect(one!.secret).toMatch(/^[0-9a-f]{64}$/);

	await one!.store.create('_users');
	await rest[0]!.store.create('_users');
	expect(await one!.store.names()).toContain('_users');
	for (const name of ['hafencity-users', 'hafencity-server', '_replicator']) {
		expect(await one!.store.database(name), name).toBeUndefined();
		expect(await one!.store.create(name), name).toBe(false);
		expect(await one!.store.remove(name), name).toBe(false);
	}
	expect((await other!.store.database('_users'))?.name).toBe('_users');
	await peer.close();
});

test('whoever may neither list nor make databases has those of the quarter that were made for it', async () => {
	const peer = await couchPeer();
	const { store: administrator } = await peer.open();
	for (const name of ['hafencity-public', 'hafencity-desk', '_users', 'ost-public']) await administrator.create(name);
	const limited = (async (input: string, init: RequestInit) => {
		const { pathname } = new URL(input);
		const may = /\/hafencity-[a-z]+(\/.*)?$|\/db\/$/.test(pathname) && !(init.method === 'PUT' && /-[a-z]+$/.test(pathname));
		return may ? peer.fetch(input, init) : Response.json({ error: 'forbidden' }, { status: 403 });
	}) as typeof fetch;
	const { store } = await openCouchdb(peer.address, 'hafencity', limited);
	expect(await store.names()).toEqual(['_users', 'hafencity-desk', 'hafencity-public']);
	expect(await store.create('hafencity-public')).toBe(false);
	expect(await store.database('ost-public')).toBeUndefined();
	await expect(store.create('another')).rejects.toThrow('does not allow that');
	await peer.close();
});

test('a database that another server removed is not there any more, once that was found out', async () => {
	const peer = await couchPeer();
	const [one, other] = await Promise.all([peer.open(), peer.open()]);
	await one.store.create('x');
	const known = (await one.store.database('x'))!;
	await other.store.remove('x');
	await expect(known.get('a')).rejects.toThrow('x is not there any more');
	expect(await one.store.database('x')).toBeUndefined();
	await peer.close();
});

test('S7.6 of two servers that write the same own document over the same revision one does; nobody sees it in `_local_docs`', async () => {
	const peer = await couchPeer();
	const databases = await Promise.all(
		[await peer.open(), await peer.open()].map(async ({ store }) => {
			await store.create('hafencity-desk');
			return (await store.database('hafencity-desk'))!;
		})
	);
	const [one, other] = databases as [Database, Database];
	const written = await Promise.all(databases.map((database, by) => database.putLocal('server:note', { by }, undefined)));
	expect(written.filter((rev) => rev !== undefined)).toHaveLength(1);
	const note = await one.getLocal('server:note');
	expect(note).toEqual({ _id: '_local/server:note', _rev: expect.any(String), by: written.findIndex((rev) => rev !== undefined) });
	expect(await other.getLocal('server:note')).toEqual(note);
	expect(await other.putLocal('server:note', { by: 2 }, undefined)).toBeUndefined();
	expect(await other.putLocal('server:note', { by: 3 }, note!._rev)).toBeDefined();
	expect(await one.putLocal('server:note', { by: 4 }, note!._rev)).toBeUndefined();
	await one.putLocal('server:other', {}, undefined);
	const { rows } = await one.localDocs({ startkey: '_local/server:n', endkey: '_local/server:n\ufff0', includeDocs: true });
	expect(rows).toMatchObject([{ id: '_local/server:note', key: '_local/server:note', doc: { _id: '_local/server:note', by: 3 } }]);
	expect((await one.localDocs()).rows).toEqual([]);
	expect([await one.deleteLocal('server:note'), await other.deleteLocal('server:note'), await other.getLocal('server:note')]).toEqual([true, false, undefined]);
	expect(await other.putLocal('server:note', {}, undefined), 'and again').toBeDefined();
	await peer.close();
});
