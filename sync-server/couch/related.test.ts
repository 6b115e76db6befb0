import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { base64, type Body, DB, type Files, md5, openFiles, png } from '../../tests/sync/server-attachments.ts';
import { boundaryOf, type Part, readMultipart } from './multipart.ts';

let files: Files;
beforeAll(async () => {
	files = await openFiles();
});
afterAll(() => files.server.close());
beforeEach(async () => {
	await files.send('DELETE', DB);
	await files.send('PUT', DB);
});

type Sent = { headers?: Record<string, string>; body: string | Uint8Array };
const related = (doc: unknown, ...parts: Sent[]) => {
	const all: Sent[] = [{ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(doc) }, ...parts];
	const pieces = all.flatMap(({ headers = {}, body }) => ['\r\n--grenze\r\n', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`), '\r\n', body]);
	return Uint8Array.from(Buffer.concat([...pieces, '\r\n--grenze--'].map((piece) => Buffer.from(piece as string))));
};
const send = async (body: Body, path = 'a', type = 'multipart/related; boundary="grenze"') => {
	const answer = await files.send('PUT', path, { body, headers: { 'Content-Type': type } });
	return { status: answer.status, body: (await answer.json()) as Record<string, any> };
};
const follows = (text: string | Uint8Array, more = {}) => ({ content_type: 'image/png', follows: true, length: Buffer.from(text as string).length, ...more });
const contents = async (id = 'a') => {
	const { _attachments } = (await files.json('GET', `${id}?attachments=true`)).body;
	return Object.fromEntries(Object.entries(_attachments as Record<string, { data: string }>).map(([name, { data }]) => [name, Buffer.from(data, 'base64').toString()]));
};
const named = (name: string, body: string | Uint8Array, headers = {}): Sent => ({ headers: { 'Content-Disposition': `attachment; filename="${name}"`, ...headers }, body });

describe('S3.36 a document and its attachments in one body', () => {
	test('as CouchDB’s replicator sends it', async () => {
		const doc = { _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 1, _attachments: { 'b.png': follows('eins', { revpos: 1, digest: `md5-${md5('eins')}` }), 'a.png': follows('zwei', { revpos: 2 }) } };
		const headers = (length: number) => ({ 'Content-Type': 'image/png', 'Content-Length': String(length) });
		expect(await send(related(doc, named('b.png', 'eins', headers(4)), named('a.png', 'zwei', headers(4))), 'a?new_edits=false')).toEqual({ status: 201, body: { ok: true, id: 'a', rev: '2-b' } });
		expect((await files.json('GET', 'a')).body).toMatchObject({ _rev: '2-b', n: 1, _attachments: { 'b.png': { revpos: 1 }, 'a.png': { revpos: 2 } } });
		expect(await contents()).toEqual({ 'b.png': 'eins', 'a.png': 'zwei' });
	});

	test('parts are told apart by their file names, else by their order', async () => {
		const doc = { _attachments: { b: follows('eins'), 'a "x"': follows('zwei'), c: png('drei') } };
		expect((await send(related(doc, named('a "x"', 'zwei'), named('b', 'eins')))).status).toBe(201);
		expect(await contents()).toEqual({ b: 'eins', 'a "x"': 'zwei', c: 'drei' });
		expect((await send(related(doc, { body: 'eins' }, named('b', 'zwei')), 'b')).status).toBe(201);
		expect(await contents('b')).toEqual({ b: 'eins', 'a "x"': 'zwei', c: 'drei' });
	});

	test('beside stubs of what is there already', async () => {
		const first = await files.put('a', { _attachments: { x: png('eins') } });
		expect((await send(related({ _rev: first, _attachments: { x: { stub: true, revpos: 1 }, y: follows('zwei') } }, { body: 'zwei' }))).status).toBe(201);
		expect(await contents()).toEqual({ x: 'eins', y: 'zwei' });
		const lost = { _rev: '2-a', _revisions: { start: 2, ids: ['a', 'c'] }, _attachments: { x: { stub: true, revpos: 1 }, y: follows('zwei') } };
		expect(await send(related(lost, { body: 'zwei' }), 'b?new_edits=false')).toEqual({ status: 412, body: { error: 'missing_stub', reason: 'Invalid attachment stub in b for x' } });
	});

	test('packed content stays packed, and both its lengths are told', async () => {
		const text = 'viel Text '.repeat(100);
		const packed = gzipSync(text);
		const told = { content_type: 'text/plain', follows: true, length: text.length, encoded_length: packed.length, encoding: 'gzip', digest: `md5-${md5(packed)}` };
		expect((await send(related({ _attachments: { x: told } }, named('x', packed, { 'Content-Encoding': 'gzip' })))).status).toBe(201);
		expect((await files.json('GET', 'a?att_encoding_info=true')).body._attachments.x).toEqual({
			content_type: 'text/plain', digest: `md5-${md5(packed)}`, length: text.length, encoding: 'gzip', encoded_length: packed.length, revpos: 1, stub: true
		});
		expect(await contents()).toEqual({ x: text });
		const onlyHeader = { content_type: 'text/plain', follows: true, length: text.length };
		expect((await send(related({ _attachments: { x: onlyHeader } }, named('x', packed, { 'Content-Encoding': 'gzip' })), 'b')).status).toBe(201);
		expect(await contents('b')).toEqual({ x: text });
	});

	test('without attachments it is a document like any other, and revisions are named as ever', async () => {
		expect((await send(related({ n: 1 }))).status).toBe(201);
		expect(await send(related({ n: 2 }))).toMatchObject({ status: 409 });
		const { _rev } = (await files.json('GET', 'a')).body;
		expect((await send(related({ n: 2 }), `a?rev=${_rev}`)).status).toBe(201);
	});

	const doc = { _attachments: { x: follows('eins') } };
	const digest = `md5-${md5('zwei')}`;
	test.each<[what: string, body: Body, status: number, error: string, reason: unknown]>([
		['too short a part', related(doc, { body: 'ein' }), 400, 'bad_request', 'attachment shorter than expected'],
		['too long a part', related(doc, { body: 'einszwei' }), 400, 'bad_request', 'attachment longer than expected'],
		['a part whose header says another length', related({ _attachments: { x: { follows: true } } }, named('x', 'eins', { 'Content-Length': '3' })), 400, 'bad_request', 'attachment longer than expected'],
		['a part that lacks', related(doc), 400, 'bad_request', 'attachment shorter than expected'],
		['a part too many', related(doc, { body: 'eins' }, { body: 'zwei' }), 400, 'bad_request', expect.any(String)],
		['another digest', related({ _attachments: { x: follows('eins', { digest }) } }, { body: 'eins' }), 400, 'content_md5_mismatch', expect.any(String)],
		['what only says it is packed', related({ _attachments: { x: follows('eins', { encoding: 'gzip' }) } }, { body: 'eins' }), 400, 'bad_request', 'Invalid attachment data for x'],
		['an encoding nobody knows', related({ _attachments: { x: follows('eins', { encoding: 'br' }) } }, { body: 'eins' }), 415, 'bad_content_type', expect.any(String)],
		['a body that is cut', related(doc, { body: 'eins' }).slice(0, -3), 400, 'bad_request', expect.any(String)],
		['nothing', '', 400, 'bad_request', expect.any(String)],
		['no part', '--grenze--', 400, 'bad_request', expect.any(String)],
		['a first part that is no JSON', '--grenze\r\n\r\n{}\r\n--grenze--', 415, 'bad_content_type', 'Content-Type must be application/json'],
		['JSON that is none', '--grenze\r\nContent-Type: application/json\r\n\r\n{\r\n--grenze--', 400, 'bad_request', expect.any(String)]
	])('refuses %s', async (_, body, status, error, reason) => {
		expect(await send(body)).toEqual({ status, body: { error, reason } });
		expect((await files.json('GET', 'a')).status).toBe(404);
	});

	test('refuses a body without a boundary', async () => {
		expect(await send(related(doc), 'a', 'multipart/related')).toMatchObject({ status: 400, body: { error: 'bad_request' } });
	});
});

const read = async (path: string, accept: string) => {
	const answer = await files.send('GET', path, { headers: { Accept: accept } });
	return { status: answer.status, type: answer.headers.get('Content-Type'), length: answer.headers.get('Content-Length'), body: Buffer.from(await answer.arrayBuffer()) };
};
const partsOf = (type: string | null | undefined, body: Buffer, subtype = 'related') => readMultipart(body, boundaryOf(type ?? null, subtype)!)!;
const docOf = (parts: readonly Part[]) => JSON.parse(parts[0]!.body.toString()) as Record<string, any>;

describe('S3.37 the answer in one body', () => {
	test('multipart/related: the JSON says what follows, in order', async () => {
		await files.put('a', { n: 1, _attachments: { 'b.png': png('eins'), 'a "ü".txt': { content_type: 'text/plain', data: base64('zwei') }, leer: png('') } });
		const { status, type, length, body } = await read('a?attachments=true&revs=true', 'multipart/related');
		expect([status, length]).toEqual([200, String(body.length)]);
		const parts = partsOf(type, body);
		expect(docOf(parts)).toMatchObject({ _id: 'a', n: 1, _revisions: { start: 1 } });
		expect(docOf(parts)._attachments).toEqual({
			'b.png': { content_type: 'image/png', digest: `md5-${md5('eins')}`, length: 4, revpos: 1, follows: true },
			'a "ü".txt': { content_type: 'text/plain', digest: `md5-${md5('zwei')}`, length: 4, revpos: 1, follows: true },
			leer: { content_type: 'image/png', digest: `md5-${md5('')}`, length: 0, revpos: 1, follows: true }
		});
		expect(parts.slice(1).map(({ headers, body }) => [Object.fromEntries(headers), body.toString()])).toEqual([
			[{ 'content-disposition': 'attachment; filename="b.png"', 'content-type': 'image/png', 'content-length': '4' }, 'eins'],
			[{ 'content-disposition': 'attachment; filename="a %22ü%22.txt"', 'content-type': 'text/plain', 'content-length': '4' }, 'zwei'],
			[{ 'content-disposition': 'attachment; filename="leer"', 'content-type': 'image/png', 'content-length': '0' }, '']
		]);
	});

	test('is taken back as it is', async () => {
		const packed = gzipSync('viel Text');
		await send(related({ n: 1, _attachments: { x: follows(packed, { encoding: 'gzip', encoded_length: packed.length, length: 9 }), y: follows('eins'), z: { content_type: 'text/plain', data: base64('Text') } } }, { body: packed }, { body: 'eins' }));
		const { type, body } = await read('a?attachments=true&revs=true', 'multipart/related');
		await files.send('PUT', '/db/copy');
		const answer = await files.send('PUT', '/db/copy/a?new_edits=false', { body: Uint8Array.from(body), headers: { 'Content-Type': type! } });
		expect([answer.status, await answer.json()]).toMatchObject([201, { id: 'a' }]);
		const query = 'a?attachments=true&att_encoding_info=true&revs=true';
		expect((await files.json('GET', `/db/copy/${query}`)).body).toEqual((await files.json('GET', query)).body);
		await files.send('DELETE', '/db/copy');
	});

	test('JSON where nothing follows, or nobody asked for content', async () => {
		const rev = await files.put('a', { _attachments: { x: png('eins') } });
		await files.put('b', {});
		expect((await read('b?attachments=true', 'multipart/related')).type).toBe('application/json');
		expect((await read('a', 'multipart/related')).type).toBe('application/json');
		expect((await read('a?attachments=true', 'application/json')).type).toBe('application/json');
		expect((await read('a?attachments=true', '*/*')).type).toBe('application/json');
		const known = await read(`a?atts_since=["${rev}"]`, 'multipart/related');
		expect([known.type, JSON.parse(known.body.toString())._attachments.x.stub]).toEqual(['application/json', true]);
	});

	test('open_revs as multipart/mixed: with attachments, without, and missing', async () => {
		const docs = [
			{ _id: 'a', _rev: '2-c', _revisions: { start: 2, ids: ['c', 'b'] }, _attachments: { x: { ...png('eins'), revpos: 1 }, y: { ...png('zwei'), revpos: 2 } } },
			{ _id: 'a', _rev: '1-a' }
		];
		await files.json('POST', '_bulk_docs', { docs, new_edits: false });
		const { status, type, body } = await read(`a?revs=true&latest=true&open_revs=["2-c","1-a","9-d"]&atts_since=["1-b"]`, 'multipart/mixed');
		expect(status).toBe(200);
		const [withThem, without, lost, ...rest] = partsOf(type, body, 'mixed');
		expect(rest).toEqual([]);
		const inner = partsOf(withThem!.headers.get('content-type'), withThem!.body);
		expect(docOf(inner)).toMatchObject({ _rev: '2-c', _revisions: { start: 2, ids: ['c', 'b'] }, _attachments: { x: { stub: true, revpos: 1 }, y: { follows: true, revpos: 2, length: 4 } } });
		expect(inner.slice(1).map(({ body }) => body.toString())).toEqual(['zwei']);
		expect([without!.headers.get('content-type'), JSON.parse(without!.body.toString())]).toMatchObject(['application/json', { _id: 'a', _rev: '1-a' }]);
		expect([lost!.headers.get('content-type'), JSON.parse(lost!.body.toString())]).toEqual(['application/json; error="true"', { missing: '9-d' }]);
		expect(body.toString('latin1').endsWith('--'), 'nothing behind it').toBe(true);

		const all = await read('a?open_revs=all', 'multipart/mixed');
		expect(docOf(partsOf(partsOf(all.type, all.body, 'mixed')[0]!.headers.get('content-type'), partsOf(all.type, all.body, 'mixed')[0]!.body))).not.toHaveProperty('_revisions');
		expect((await read('a?open_revs=all', 'application/json')).type).toBe('application/json');
		expect((await read('nie?open_revs=all', 'multipart/mixed')).status).toBe(404);
	});
});
