import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Body, bytes, DB, type Files, md5, MOST, openFiles, png } from '../../tests/sync/server-attachments.ts';
import { event } from '../../tests/sync/server-rig.ts';

let files: Files;
beforeAll(async () => {
	files = await openFiles();
});
afterAll(() => files.server.close());
beforeEach(async () => {
	await files.send('DELETE', DB);
	await files.send('PUT', DB);
});

const put = (path: string, body: Body, headers: Record<string, string> = {}) => files.send('PUT', path, { body, headers: { 'Content-Type': 'image/png', ...headers } });
const read = async (path: string, headers: Record<string, string> = {}) => {
	const answer = await files.send('GET', path, { headers });
	return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString('latin1'), of: (name: string) => answer.headers.get(name) };
};
const revOf = async (answer: Response) => ((await answer.json()) as { rev: string }).rev;
const fault = async (answer: Promise<Response>) => [(await answer).status, await (await answer).json()];

describe('S3.31 an attachment of its own address', () => {
	test('is written into a new document, over a revision, and into none that is not named', async () => {
		const first = await put('a/x.png', 'eins');
		expect(first.status).toBe(201);
		const body = (await first.json()) as Record<string, string>;
		expect(body).toEqual({ ok: true, id: 'a', rev: expect.stringMatching(/^1-/) });
		expect(await fault(put('a/x.png', 'zwei'))).toEqual([409, { error: 'conflict', reason: 'Document update conflict.' }]);
		expect(await fault(put('a/x.png?rev=7-abc', 'zwei'))).toEqual([409, { error: 'not_found', reason: 'missing_rev' }]);
		const second = await revOf(await put(`a/x.png?rev=${body.rev}`, 'zwei'));
		const third = await revOf(await put('a/y.png', 'drei', { 'If-Match': `"${second}"` }));
		expect(third).toMatch(/^3-/);
		expect((await files.json('GET', 'a')).body._attachments).toMatchObject({ 'x.png': { revpos: 2, length: 4 }, 'y.png': { revpos: 3, length: 4 } });
		expect([(await read('a/x.png')).text, (await read(`a/x.png?rev=${body.rev}`)).text]).toEqual(['zwei', 'eins']);
		expect((await put('a/x.png?rev=1-a', 'vier', { 'If-Match': second })).status, 'two revisions are none').toBe(400);
	});

	test('leaves the fields of its document as they are', async () => {
		const rev = await files.put('a', { n: 1, _attachments: { x: png('eins') } });
		await put(`a/y?rev=${rev}`, 'zwei');
		expect((await files.json('GET', 'a')).body).toMatchObject({ n: 1, _attachments: { x: { revpos: 1 }, y: { revpos: 2 } } });
	});

	test('is told with ETag, MD5, length and its type as it was sent', async () => {
		await put('a/x', 'eins', { 'Content-Type': 'Image/X-Eigen; a="b c"' });
		const { status, text, of } = await read('a/x');
		expect([status, text]).toEqual([200, 'eins']);
		expect([of('ETag'), of('Content-MD5'), of('Content-Length'), of('Content-Type'), of('Accept-Ranges')]).toEqual([`"${md5('eins')}"`, md5('eins'), '4', 'Image/X-Eigen; a="b c"', 'bytes']);
		expect(of('Cache-Control')).toContain('no-store');
		expect((await read('a/x', { 'If-None-Match': `"${md5('eins')}"` })).status).toBe(304);
		expect((await read('a/x', { 'If-None-Match': `"x", W/"${md5('eins')}"` })).status).toBe(304);
		expect((await read('a/x', { 'If-None-Match': '"x"' })).status).toBe(200);
		const head = await files.send('HEAD', 'a/x');
		expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '4', '']);
	});

	test('without a type is bytes', async () => {
		await files.send('PUT', 'a/x', { body: Uint8Array.from(bytes('eins')) });
		expect((await read('a/x')).of('Content-Type')).toBe('application/octet-stream');
		await files.send('PUT', 'b/leer');
		expect(await read('b/leer')).toMatchObject({ status: 200, text: '' });
	});

	test.each([
		['a/b/c.png', 'a', 'b/c.png'],
		['a/b%2Fc.png', 'a', 'b/c.png'],
		['a%2Fb/c.png', 'a/b', 'c.png'],
		['_design/x/y/z.png', '_design/x', 'y/z.png'],
		['_design%2Fx/y.png', '_design/x', 'y.png'],
		['a/%C3%BC%20%2B+%3F.png', 'a', 'ü ++?.png'],
		['a/_%2e_/..%2f', undefined, '']
	])('the address %s', async (path, id, name) => {
		const answer = await put(path, 'eins');
		if (id === undefined) return expect(await answer.json()).toEqual({ error: 'bad_request', reason: `Attachment name '_._/../' starts with prohibited character '_'` });
		expect(answer.status).toBe(201);
		expect(Object.keys((await files.json('GET', encodeURIComponent(id))).body._attachments)).toEqual([name]);
		expect((await read(path)).text).toBe('eins');
	});

	test('what is not there is told in CouchDB’s words', async () => {
		const rev = await revOf(await put('a/x', 'eins'));
		expect(await fault(files.send('GET', 'nie/x'))).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		expect(await fault(files.send('GET', 'a/nie'))).toEqual([404, { error: 'not_found', reason: 'Document is missing attachment' }]);
		expect(await fault(files.send('GET', 'a/x?rev=1-abc'))).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		expect(await fault(files.send('GET', 'a/x?rev=abc'))).toEqual([400, { error: 'bad_request', reason: 'Invalid rev format' }]);
		await files.send('DELETE', `a?rev=${rev}`);
		expect(await fault(files.send('GET', 'a/x'))).toEqual([404, { error: 'not_found', reason: 'deleted' }]);
		expect(await fault(files.send('POST', 'a/x'))).toMatchObject([405, { error: 'method_not_allowed' }]);
	});

	test('is deleted over the revision named', async () => {
		const first = await files.put('a', { n: 1, _attachments: { x: png('eins'), y: png('zwei') } });
		expect(await fault(files.send('DELETE', 'a/x'))).toEqual([409, { error: 'conflict', reason: 'Document update conflict.' }]);
		expect(await fault(files.send('DELETE', 'a/nie'))).toEqual([404, { error: 'not_found', reason: 'Document is missing attachment' }]);
		expect(await fault(files.send('DELETE', 'nie/x'))).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		expect(await fault(files.send('DELETE', `a/nie?rev=${first}`))).toEqual([404, { error: 'not_found', reason: 'Document is missing attachment' }]);
		const answer = await files.send('DELETE', `a/x?rev=${first}`);
		expect([answer.status, await answer.json()]).toEqual([200, { ok: true, id: 'a', rev: expect.stringMatching(/^2-/) }]);
		expect((await files.json('GET', 'a')).body).toMatchObject({ n: 1, _attachments: { y: { revpos: 1 } } });
		expect(await fault(files.send('DELETE', `a/y?rev=${first}`)), 'stale').toMatchObject([409, {}]);
	});

	test('a Content-MD5 that is not the body’s is refused', async () => {
		expect(await fault(put('a/x', 'eins', { 'Content-MD5': md5('zwei') }))).toEqual([400, { error: 'content_md5_mismatch', reason: 'Possible message corruption.' }]);
		expect((await put('a/x', 'eins', { 'Content-MD5': md5('eins') })).status).toBe(201);
	});
});

describe('S3.32 ranges', () => {
	test('one, several, and none that is there', async () => {
		await put('a/x', '0123456789');
		const one = await read('a/x', { Range: 'bytes=2-4' });
		expect([one.status, one.text, one.of('Content-Range'), one.of('Content-Length'), one.of('Content-MD5')]).toEqual([206, '234', 'bytes 2-4/10', '3', null]);
		const open = await read('a/x', { Range: 'bytes=7-' });
		expect([open.status, open.text, open.of('Content-Range')]).toEqual([206, '789', 'bytes 7-9/10']);
		const outside = await read('a/x', { Range: 'bytes=10-' });
		expect([outside.status, JSON.parse(outside.text), outside.of('Content-Range')]).toMatchObject([416, { error: 'requested_range_not_satisfiable' }, 'bytes */10']);
		expect(await read('a/x', { Range: 'bytes=0-' })).toMatchObject({ status: 200, text: '0123456789' });
		const several = await read('a/x', { Range: 'bytes=0-1,8-9' });
		const boundary = /^multipart\/byteranges; boundary="(.+)"$/.exec(several.of('Content-Type') ?? '')?.[1];
		const part = (range: string, text: string) => `--${boundary}\r\nContent-Type: image/png\r\nContent-Range: bytes ${range}/10\r\n\r\n${text}\r\n`;
		expect([several.status, several.text]).toEqual([206, `${part('0-1', '01')}${part('8-9', '89')}--${boundary}--`]);
	});

	test('not of what is kept packed', async () => {
		await put('a/x', 'viel Text', { 'Content-Type': 'text/plain' });
		const answer = await read('a/x', { Range: 'bytes=0-1' });
		expect([answer.status, answer.text, answer.of('Accept-Ranges')]).toEqual([200, 'viel Text', 'none']);
	});
});

describe('S3.33 packed content', () => {
	const text = 'viel Text '.repeat(500);

	test('text is kept packed and served so to whoever takes it; digest and length are of the text', async () => {
		await put('a/x', text, { 'Content-Type': 'text/plain' });
		const stub = (await files.json('GET', 'a?att_encoding_info=true')).body._attachments.x;
		expect(stub).toEqual({ content_type: 'text/plain', digest: `md5-${md5(text)}`, length: text.length, revpos: 1, stub: true, encoding: 'gzip', encoded_length: expect.any(Number) });
		expect(stub.encoded_length).toBeLessThan(text.length / 10);
		expect((await files.json('GET', 'a')).body._attachments.x).not.toHaveProperty('encoding');
		const plain = await read('a/x');
		expect([plain.text, plain.of('Content-Encoding'), plain.of('Content-Length')]).toEqual([text, null, String(text.length)]);
		const packed = await files.send('GET', 'a/x', { headers: { 'Accept-Encoding': 'br, gzip' } });
		expect([packed.headers.get('Content-Encoding'), packed.headers.get('Content-Length'), packed.headers.get('ETag')]).toEqual(['gzip', String(stub.encoded_length), `"${md5(text)}"`]);
		expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(text);
		expect((await read('a/x', { 'Accept-Encoding': 'gzip;q=0' })).text).toBe(text);
	});

	test('a picture is not, and nothing on the way packs it', async () => {
		await put('a/x', text);
		const answer = await read('a/x', { 'Accept-Encoding': 'gzip' });
		expect([answer.text, answer.of('Content-Encoding')]).toEqual([text, null]);
		await put('b/x', text, { 'Content-Type': 'image/svg+xml' });
		expect((await read('b/x', { 'Accept-Encoding': 'gzip' })).of('Content-Encoding')).toBeNull();
	});

	test('what comes packed stays as it came: so does its digest', async () => {
		const packed = gzipSync(text);
		const answer = await put('a/x', Uint8Array.from(packed), { 'Content-Encoding': 'gzip' });
		expect(answer.status).toBe(201);
		const stub = { content_type: 'image/png', digest: `md5-${md5(packed)}`, length: packed.length, encoding: 'gzip', encoded_length: packed.length };
		expect((await files.json('GET', 'a?att_encoding_info=true')).body._attachments.x).toMatchObject(stub);
		expect((await read('a/x')).text).toBe(text);
		const back = await files.send('GET', 'a/x', { headers: { 'Accept-Encoding': 'gzip' } });
		expect(Buffer.from(await back.arrayBuffer()).equals(packed)).toBe(true);
		expect((await files.json('GET', 'a?attachments=true')).body._attachments.x.data).toBe(Buffer.from(text).toString('base64'));
	});

	test('what only says it is packed is refused', async () => {
		expect(await fault(put('a/x', 'eins', { 'Content-Encoding': 'gzip' }))).toMatchObject([400, { error: 'bad_request' }]);
		expect(await fault(put('a/x', 'eins', { 'Content-Encoding': 'br' }))).toEqual([415, { error: 'bad_content_type', reason: 'Only gzip and identity content-encodings are supported' }]);
	});
});

describe('S3.34 what an attachment may do in a browser', () => {
	test.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'text/javascript'])('%s', async (type) => {
		await put('a/x', '<script>1</script>', { 'Content-Type': type });
		const { of } = await read('a/x');
		expect(of('Content-Security-Policy')).toMatch(/^sandbox;/);
		expect([of('X-Content-Type-Options'), of('Content-Type'), of('Content-Disposition')]).toEqual(['nosniff', type, null]);

		// Nobody writes attachments into the quarter's databases through this server; a CouchDB behind it may hold some.
		const open = (await files.server.store.database('hafencity-public'))!;
		const [row] = await open.bulkDocs([{ ...event(type.replace(/\W/g, '')), _attachments: { x: { content_type: type, data: 'PA==' }, y: png('eins') } }]);
		const active = await files.visitor.fetch(`/db/hafencity-public/${row!.id}/x`);
		expect([active.status, active.headers.get('Content-Disposition'), active.headers.get('Content-Security-Policy')]).toEqual([200, 'attachment', expect.stringMatching(/^sandbox;/)]);
		expect((await files.visitor.fetch(`/db/hafencity-public/${row!.id}/y`)).headers.get('Content-Disposition')).toBeNull();
	});

	test('is a download where anybody but the administrator may have written it', async () => {
		await put('a/x', '<script>1</script>', { 'Content-Type': 'text/html' });
		const members = (names: string[], roles: string[]) => ({ members: { names, roles } });
		for (const security of [members(['olga'], ['_admin']), members(['_admin'], ['_admin']), members([], ['_admin', 'staff']), members([], []), {}, { ...members([], ['_admin']), admins: { names: ['olga'] } }]) {
			await files.json('PUT', '_security', security);
			expect((await read('a/x')).of('Content-Disposition'), JSON.stringify(security)).toBe('attachment');
		}
		await files.json('PUT', '_security', members([], ['_admin']));
		expect((await read('a/x')).of('Content-Disposition')).toBeNull();
	});

	test('a type that is no header is served as bytes', async () => {
		await files.put('a', { _attachments: { x: { content_type: 'text/html\r\nSet-Cookie: a=b', data: 'PA==' }, y: { content_type: 'ü→', data: 'PA==' } } });
		for (const name of ['x', 'y']) {
			const { status, of } = await read(`a/${name}`);
			expect([status, of('Content-Type'), of('Set-Cookie')]).toEqual([200, 'application/octet-stream', null]);
		}
	});
});

describe('S3.35 limits', () => {
	test('an attachment of as many bytes as the settings say is taken, one byte more is not', async () => {
		const most = new Uint8Array(MOST);
		expect((await put('a/x', most)).status).toBe(201);
		expect((await read('a/x')).of('Content-Length')).toBe(String(MOST));
		const refusal = [413, { error: 'attachment_too_large', reason: 'x' }];
		expect(await fault(put('b/x', new Uint8Array(MOST + 1)))).toEqual(refusal);
		expect(await fault(put('b/x', 'eins', { 'Content-Length': String(MOST + 1) })), 'not even read').toEqual(refusal);
		expect(await fault(put('b/x', Uint8Array.from(gzipSync(new Uint8Array(MOST + 1))), { 'Content-Encoding': 'gzip' })), 'once unpacked').toEqual(refusal);
	});
});
