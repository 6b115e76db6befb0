import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Attachment, Database, IncomingDoc, StoredDoc } from '../../sync-server/store/store.ts';
import { replicated, revision } from './revisions.ts';

const bytes = (text: string) => Buffer.from(text);
const base64 = (text: string) => bytes(text).toString('base64');
const md5 = (text: string) => `md5-${createHash('md5').update(text).digest('base64')}`;
const png = (text: string) => ({ content_type: 'image/png', data: base64(text) });
const contentOf = (found: Attachment | undefined) => found && Buffer.from(found.encoding ? gunzipSync(found.body) : found.body).toString();

/** The part of the contract of engines that is about attachments. `db` is an empty database. `keepsPacked`: what comes packed is kept as it came. */
export function attachmentsContract(db: () => Database, keepsPacked: () => boolean) {
	const push = (...docs: IncomingDoc[]) => db().bulkDocs(docs, { newEdits: false });
	const put = async (doc: IncomingDoc) => ((await db().bulkDocs([doc])) as { rev: string }[])[0]!.rev;
	const read = async (name: string, options: { rev?: string } = {}) => contentOf(await db().attachment('a', name, options));
	const stub = (text: string, revpos: number) => ({ content_type: 'image/png', digest: md5(text), length: bytes(text).length, revpos, stub: true });

	test('an attachment is told as a stub, with its content where that is asked for, and read on its own', async () => {
		const _attachments = { 'x.png': png('eins'), 'ü/y.png': { content_type: 'image/png', data: Uint8Array.from(bytes('zwei')) }, leer: png('') };
		await put({ _id: 'a', n: 1, _attachments });
		const told = { 'x.png': stub('eins', 1), 'ü/y.png': stub('zwei', 1), leer: stub('', 1) };
		expect(await db().get('a')).toEqual({ _id: 'a', _rev: expect.any(String), n: 1, _attachments: told });
		expect((await db().get('a', { attachments: true }))?._attachments).toEqual({
			'x.png': { content_type: 'image/png', digest: md5('eins'), revpos: 1, data: base64('eins') },
			'ü/y.png': { content_type: 'image/png', digest: md5('zwei'), revpos: 1, data: base64('zwei') },
			leer: { content_type: 'image/png', digest: md5(''), revpos: 1, data: '' }
		});
		const { body, ...rest } = (await db().attachment('a', 'ü/y.png'))!;
		expect([Buffer.from(body).toString(), rest]).toEqual(['zwei', { content_type: 'image/png', digest: md5('zwei'), length: 4, revpos: 1 }]);
		expect(await read('nie')).toBeUndefined();
		await put({ _id: 'b', _attachments: { '/z//': png('drei') } });
		expect(contentOf(await db().attachment('b', '/z//')), 'slashes are part of the name').toBe('drei');
		expect(await read('constructor')).toBeUndefined();
		expect(await db().attachment('nie', 'x.png')).toBeUndefined();
	});

	test('everything that lists documents tells of their attachments alike', async () => {
		const rev = await put({ _id: 'a', _attachments: { x: png('eins') } });
		for (const attachments of [false, true]) {
			const doc = await db().get('a', { attachments });
			expect((await db().changes({ includeDocs: true, attachments })).results).toMatchObject([{ doc }]);
			expect((await db().allDocs({ includeDocs: true, attachments })).rows).toMatchObject([{ doc }]);
			expect((await db().allDocs({ includeDocs: true, attachments, keys: ['a'] })).rows).toMatchObject([{ doc }]);
			expect(await db().openRevisions('a', [rev], { attachments })).toEqual([{ ok: doc }]);
			expect(await db().openRevisions('a', 'all', { attachments })).toEqual([{ ok: doc }]);
		}
	});

	test('stubs keep what the revision before has, and the generation it came in', async () => {
		const first = await put({ _id: 'a', _attachments: { x: png('eins'), y: png('zwei') } });
		const { _attachments } = (await db().get('a'))!;
		const second = await put({ _id: 'a', _rev: first, _attachments: { ..._attachments!, y: png('neu') } });
		expect((await db().get('a'))?._attachments).toEqual({ x: stub('eins', 1), y: stub('neu', 2) });
		expect([await read('y', { rev: first }), await read('y', { rev: second })]).toEqual(['zwei', 'neu']);
		await put({ _id: 'a', _rev: second, _attachments: { x: { stub: true } } });
		expect((await db().get('a'))?._attachments, 'what is not named is gone').toEqual({ x: stub('eins', 1) });
		expect(await read('y')).toBeUndefined();
	});

	test('a stub that stands for nothing is refused, the others of its batch are written', async () => {
		const _rev = await put({ _id: 'a', _attachments: { x: png('eins') } });
		const rows = await db().bulkDocs([
			{ _id: 'neu', _attachments: { x: { stub: true } } },
			{ _id: 'a', _rev, _attachments: { x: { stub: true }, y: { stub: true } } },
			{ _id: 'a', _rev, _attachments: { x: { stub: true, revpos: 7 } } },
			{ _id: 'b', _attachments: { x: png('eins') } }
		]);
		expect(rows.map((row) => ('error' in row ? [row.error, row.reason] : 'ok'))).toEqual([
			['missing_stub', 'Invalid attachment stub in neu for x'],
			['missing_stub', 'Invalid attachment stub in a for y'],
			['missing_stub', 'Invalid attachment stub in a for x'],
			'ok'
		]);
		expect(await db().get('neu')).toBeUndefined();
		expect((await db().get('a'))?._rev).toBe(_rev);
	});

	test('new_edits: false brings attachments with their generation; its stubs are those of the nearest ancestor that is kept', async () => {
		await push(replicated('a', ['b', 'a'], { _attachments: { x: { ...png('eins'), revpos: 1 } } }));
		expect((await db().get('a'))?._attachments).toEqual({ x: stub('eins', 1) });
		const later = { _attachments: { x: { stub: true, revpos: 1 }, y: { ...png('zwei'), revpos: 4 } } };
		expect(await push(replicated('a', ['d', 'c', 'b', 'a'], later))).toMatchObject([{ ok: true }]);
		expect((await db().get('a'))?._attachments).toEqual({ x: stub('eins', 1), y: stub('zwei', 4) });
		expect(await push(replicated('a', ['d', 'c', 'b', 'a'], { _attachments: { z: { stub: true } } })), 'known already').toMatchObject([{ ok: true }]);
		expect(await push(replicated('a', ['e'], { _attachments: { x: { stub: true } } })), 'no ancestor').toMatchObject([{ error: 'missing_stub' }]);
	});

	test('attsSince: content of what is newer than what is known already', async () => {
		await push(replicated('a', ['c', 'b', 'a'], { _attachments: { x: { ...png('eins'), revpos: 1 }, y: { ...png('zwei'), revpos: 3 } } }));
		const namesIn = ({ _attachments = {} }: StoredDoc) => Object.entries(_attachments).map(([name, told]) => ('data' in told ? name : `(${name})`));
		const known = async (...attsSince: string[]) => {
			const options = { attachments: true, attsSince };
			const doc = (await db().get('a', options))!;
			expect(await db().openRevisions('a', [doc._rev], options), 'the same of the revision').toEqual([{ ok: doc }]);
			return namesIn(doc);
		};
		expect(await known()).toEqual(['x', 'y']);
		expect(await known(revision(1, 'a'))).toEqual(['(x)', 'y']);
		expect(await known(revision(1, 'a'), revision(2, 'b'))).toEqual(['(x)', 'y']);
		expect(await known(revision(3, 'c'))).toEqual(['(x)', '(y)']);
		expect(await known(revision(3, 'd')), 'of another branch').toEqual(['x', 'y']);
	});

	test('each branch of a conflict has its own', async () => {
		await push(replicated('a', ['a'], { _attachments: { x: png('eins') } }), replicated('a', ['b'], { _attachments: { x: png('zwei') } }));
		expect([await read('x'), await read('x', { rev: revision(1, 'a') })]).toEqual(['zwei', 'eins']);
		await db().bulkDocs([{ _id: 'a', _rev: revision(1, 'b'), _deleted: true }]);
		expect(await read('x')).toBe('eins');
	});

	test('a tombstone may carry attachments', async () => {
		const _rev = await put({ _id: 'a', _attachments: { x: png('eins'), y: png('zwei') } });
		await put({ _id: 'a', _rev, _deleted: true, _attachments: { x: { stub: true } } });
		expect(await db().get('a')).toMatchObject({ _deleted: true, _attachments: { x: stub('eins', 1) } });
		expect([await read('x'), await read('y')]).toEqual(['eins', undefined]);
	});

	test('text is kept packed, and so is what comes packed; what is told and read is the same', async () => {
		const packed = gzipSync('viel Text');
		const content_type = 'text/plain; charset=utf-8';
		await put({ _id: 'a', _attachments: { x: { content_type, data: base64('viel Text') }, y: { content_type, data: packed, encoding: 'gzip', length: 9 } } });
		const { x, y } = (await db().get('a', { attEncodingInfo: true }))!._attachments!;
		expect(x).toMatchObject({ content_type, length: 9, encoding: 'gzip', encoded_length: expect.any(Number), stub: true });
		if (keepsPacked()) expect(y).toMatchObject({ content_type, encoding: 'gzip', encoded_length: packed.length, digest: md5(packed as unknown as string), stub: true });
		expect((await db().get('a'))?._attachments?.x).not.toHaveProperty('encoding');
		expect([await read('x'), await read('y')]).toEqual(['viel Text', 'viel Text']);
		const { _attachments } = (await db().get('a', { attachments: true }))!;
		expect(Object.values(_attachments!)).toMatchObject([{ data: base64('viel Text') }, { data: base64('viel Text') }]);
	});

	test('what was read can be written back', async () => {
		await put({ _id: 'a', _attachments: { x: { content_type: 'text/plain', data: base64('Text') }, y: png('eins') } });
		for (const options of [{}, { attachments: true, attEncodingInfo: true }]) {
			await put((await db().get('a', options))!);
			expect([await read('x'), await read('y')]).toEqual(['Text', 'eins']);
		}
	});

	test('content goes with the last revision that refers to it', async () => {
		const first = await put({ _id: 'a', _attachments: { x: png('x'.repeat(1000)) } });
		const { _attachments } = (await db().get('a'))!;
		await put({ _id: 'b', _attachments: { y: png('x'.repeat(1000)) } });
		const second = await put({ _id: 'a', _rev: first, _attachments: _attachments! });
		await put({ _id: 'a', _rev: second });
		await db().compact();
		expect(await read('x', { rev: second })).toBeUndefined();
		expect(contentOf(await db().attachment('b', 'y')), 'still referred to').toBe('x'.repeat(1000));
		await db().purge({ b: [(await db().get('b'))!._rev] });
		await put({ _id: 'b', _attachments: { y: png('neu') } });
		expect(contentOf(await db().attachment('b', 'y'))).toBe('neu');
	});
}
