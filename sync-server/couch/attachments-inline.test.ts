import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { base64, DB, type Files, md5, MOST, openFiles, png } from '../../tests/sync/server-attachments.ts';
import { event } from '../../tests/sync/server-rig.ts';
import { checkDocumentSize } from './incoming-attachments.ts';

let files: Files;
beforeAll(async () => {
	files = await openFiles();
});
afterAll(() => files.server.close());
beforeEach(async () => {
	await files.send('DELETE', DB);
	await files.send('PUT', DB);
});

const stub = (text: string, revpos: number) => ({ content_type: 'image/png', digest: `md5-${md5(text)}`, length: text.length, revpos, stub: true });
const told = async (path: string) => (await files.json('GET', path)).body._attachments;

describe('S3.30 attachments in their document', () => {
	test('are told as stubs, with content where it is asked for', async () => {
		await files.put('a', { _attachments: { x: { ...png('eins'), more: 'quatsch', digest: 'md5-x', length: 99, revpos: 9 }, y: { data: 'w7 w=\n' }, z: 'quatsch' } });
		const y = { content_type: 'application/octet-stream', digest: `md5-${md5('ü'.slice(0, 1))}`, revpos: 1 };
		expect(await told('a')).toEqual({ x: stub('eins', 1), y: { ...y, digest: expect.any(String), length: 2, stub: true } });
		expect(await told('a?attachments=true')).toEqual({
			x: { content_type: 'image/png', digest: `md5-${md5('eins')}`, revpos: 1, data: base64('eins') },
			y: { ...y, digest: expect.any(String), data: 'w7w=' }
		});
		expect((await files.json('GET', 'a')).body).not.toHaveProperty('_attachments.z');
	});

	test('an empty list is none', async () => {
		await files.put('a', { _attachments: {} });
		expect((await files.json('GET', 'a')).body).not.toHaveProperty('_attachments');
	});

	test.each<[what: string, attachments: unknown, status: number, error: string, reason: string]>([
		['a name that begins with _', { _x: png('eins') }, 400, 'bad_request', "Attachment name '_x' starts with prohibited character '_'"],
		['a name that is no text', { '\ud800': png('eins') }, 400, 'bad_request', 'invalid UTF-8 JSON'],
		['no content', { x: { content_type: 'image/png' } }, 400, 'bad_request', 'Invalid attachment data for x'],
		['content that is no base64', { x: { data: 'ZWluc*==' } }, 400, 'bad_request', 'Invalid attachment data for x'],
		['base64 that is cut', { x: { data: 'ZWlucw=' } }, 400, 'bad_request', 'Invalid attachment data for x'],
		['base64 of another alphabet', { x: { data: 'Zf-_' } }, 400, 'bad_request', 'Invalid attachment data for x'],
		['content that is a number', { x: { data: 12 } }, 400, 'bad_request', 'Invalid attachment data for x'],
		['content that follows nowhere', { x: { follows: true } }, 400, 'bad_request', 'Attachment x follows nowhere'],
		['a list', [], 400, 'doc_validation', 'Bad special document member: _attachments'],
		['a stub of nothing', { x: { stub: true } }, 412, 'missing_stub', 'Invalid attachment stub in a for x']
	])('%s is refused', async (_, _attachments, status, error, reason) => {
		expect(await files.json('PUT', 'a', { _attachments })).toEqual({ status, body: { error, reason } });
		expect((await files.json('GET', 'a')).status).toBe(404);
		const batch = await files.json('POST', '_bulk_docs', { docs: [{ _id: 'a', _attachments }, { _id: 'b' }] });
		if (status === 412) expect(batch).toMatchObject({ status: 201, body: [{ id: 'a', error, reason }, { id: 'b', ok: true }] });
		else expect(batch, 'as a whole').toEqual({ status, body: { error, reason } });
	});

	test('stubs keep what the revision before has', async () => {
		const first = await files.put('a', { _attachments: { x: png('eins'), y: png('zwei') } });
		const second = await files.put('a', { _rev: first, n: 1, _attachments: { x: { stub: true, revpos: 1, digest: 'md5-quatsch' }, y: png('neu') } });
		expect(await told('a')).toEqual({ x: stub('eins', 1), y: stub('neu', 2) });
		expect(await told(`a?rev=${first}`)).toEqual({ x: stub('eins', 1), y: stub('zwei', 1) });
		const stale = { _rev: second, _attachments: { x: { stub: true, revpos: 2 } } };
		expect(await files.json('PUT', 'a', stale)).toEqual({ status: 412, body: { error: 'missing_stub', reason: 'Invalid attachment stub in a for x' } });
	});

	test('everything that tells documents tells of them', async () => {
		const rev = await files.put('a', { _attachments: { x: png('eins'), t: { content_type: 'text/plain', data: base64('Text') } } });
		const docs = [{ id: 'a', rev }];
		for (const query of ['x=1', 'attachments=true', 'att_encoding_info=true', 'attachments=true&att_encoding_info=true']) {
			const doc = (await files.json('GET', `a?${query}`)).body;
			expect('data' in doc._attachments.x).toBe(query.includes('attachments'));
			expect('encoding' in doc._attachments.t).toBe(query.includes('info'));
			expect((await files.json('GET', `_all_docs?include_docs=true&${query}`)).body.rows[0].doc, query).toEqual(doc);
			expect((await files.json('POST', `_all_docs?include_docs=true&${query}`, { keys: ['a'] })).body.rows[0].doc, query).toEqual(doc);
			expect((await files.json('GET', `_changes?include_docs=true&${query}`)).body.results[0].doc, query).toEqual(doc);
			expect((await files.json('GET', `_changes?include_docs=true&feed=longpoll&${query}`)).body.results[0].doc, query).toEqual(doc);
			expect((await files.json('POST', `_bulk_get?${query}`, { docs })).body.results[0].docs[0].ok, query).toEqual(doc);
			expect((await files.json('GET', `a?open_revs=["${rev}"]&${query}`)).body[0].ok, query).toEqual(doc);
			expect((await files.json('GET', `a?open_revs=all&${query}`)).body[0].ok, query).toEqual(doc);
		}
	});

	test('lists that hold content are whole, however long', async () => {
		const docs = Array.from({ length: 25 }, (_, n) => ({ _id: `d${n + 10}`, _attachments: { x: png(`n${n}`) } }));
		await files.json('POST', '_bulk_docs', { docs });
		const query = 'include_docs=true&attachments=true';
		const contents = (rows: { doc: { _attachments: { x: { data: string } } } }[]) => rows.map(({ doc }) => doc._attachments.x.data);
		const all = docs.map((_, n) => base64(`n${n}`));
		expect(contents((await files.json('GET', `_all_docs?${query}`)).body.rows)).toEqual(all);
		expect(contents((await files.json('GET', `_all_docs?${query}&limit=12&skip=3`)).body.rows)).toEqual(all.slice(3, 15));
		expect(contents((await files.json('GET', `_all_docs?${query}&descending=true`)).body.rows)).toEqual(all.toReversed());
		expect(contents((await files.json('GET', `_changes?${query}`)).body.results)).toEqual(all);
		expect(contents((await files.json('GET', `_changes?${query}&limit=12`)).body.results)).toEqual(all.slice(0, 12));
		expect((await files.json('GET', '_changes?attachments=true')).body.results[0]).not.toHaveProperty('doc');
	});

	test('atts_since: content of what came after a revision that is known', async () => {
		const first = await files.put('a', { _attachments: { x: png('eins') } });
		const second = await files.put('a', { _rev: first, _attachments: { x: { stub: true }, y: png('zwei') } });
		const expected = { x: stub('eins', 1), y: { content_type: 'image/png', digest: `md5-${md5('zwei')}`, revpos: 2, data: base64('zwei') } };
		expect(await told(`a?atts_since=["${first}"]`)).toEqual(expected);
		expect((await files.json('GET', `a?open_revs=all&atts_since=["${first}","1-abc"]`)).body[0].ok._attachments).toEqual(expected);
		const docs = [{ id: 'a', rev: second, atts_since: [first] }];
		expect((await files.json('POST', '_bulk_get', { docs })).body.results[0].docs[0].ok._attachments).toEqual(expected);
		expect((await told('a?atts_since=[]')).x, 'nothing known').toHaveProperty('data');
		expect((await files.json('GET', 'a?atts_since=quatsch')).status).toBe(400);
		expect(await files.json('GET', 'a?atts_since=["x"]')).toMatchObject({ status: 400, body: { reason: 'Invalid rev format' } });
	});

	test('conflicts, and tombstones, have their own', async () => {
		const pushed = ['a', 'b'].map((hash) => ({ _id: 'a', _rev: `1-${hash}`, _attachments: { x: { ...png(hash), revpos: 1 } } }));
		expect(await files.json('POST', '_bulk_docs', { docs: pushed, new_edits: false })).toEqual({ status: 201, body: [] });
		expect([await told('a'), await told('a?rev=1-a')]).toEqual([{ x: stub('b', 1) }, { x: stub('a', 1) }]);
		const rev = await files.put('c', { _attachments: { x: png('eins') } });
		await files.json('PUT', 'c', { _rev: rev, _deleted: true, _attachments: { x: { stub: true } } });
		const [{ ok }] = (await files.json('GET', 'c?open_revs=all')).body as unknown as [{ ok: Record<string, unknown> }];
		expect(ok).toMatchObject({ _deleted: true, _attachments: { x: stub('eins', 1) } });
	});

	test('a copy has them too', async () => {
		await files.put('a', { _attachments: { x: png('eins') } });
		expect((await files.send('COPY', 'a', { headers: { Destination: 'b' } })).status).toBe(201);
		expect((await told('b?attachments=true')).x).toMatchObject({ data: base64('eins') });
	});
});

describe('S2.7 where documents are the quarter’s', () => {
	test('attachments are refused, however they come', async () => {
		const public_ = '/db/hafencity-public';
		const doc = event('a', { _attachments: { x: png('eins') } });
		const refusal = { error: 'forbidden', field: '_attachments' };
		expect(await files.json('PUT', `${public_}/event:a`, doc)).toMatchObject({ status: 403, body: refusal });
		expect(await files.json('POST', `${public_}/_bulk_docs`, { docs: [doc, event('b')] })).toMatchObject({ status: 201, body: [refusal, { ok: true }] });
		const alone = await files.send('PUT', `${public_}/event:b/x.png`, { body: 'eins', headers: { 'Content-Type': 'image/png' } });
		expect([alone.status, await alone.json()]).toMatchObject([403, refusal]);
		const related = `--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(event('a', { _attachments: { x: { follows: true, length: 1 } } }))}\r\n--b\r\n\r\nx\r\n--b--`;
		const joined = await files.send('PUT', `${public_}/event:a`, { body: related, headers: { 'Content-Type': 'multipart/related; boundary=b' } });
		expect([joined.status, await joined.json()]).toMatchObject([403, refusal]);
		const large = await files.send('PUT', `${public_}/event:b/x.png`, { body: new Uint8Array(9_000_000), headers: { 'Content-Type': 'image/png' } });
		expect(large.status).toBe(413);
		expect((await files.json('PUT', '/db/_users/org.couchdb.user:rosa', { type: 'user', name: 'rosa', roles: [], password: 'passwort-von-rosa', _attachments: { x: png('eins') } })).body).toMatchObject(refusal);
	});
});

describe('S3.35 limits', () => {
	test('a document of 8 MB is taken without its attachments, one byte more is not', async () => {
		const padded = (bytes: number) => ({ _id: 'a', text: 'x'.repeat(bytes - '{"_id":"a","text":""}'.length) });
		checkDocumentSize({ ...padded(8_000_000), _attachments: { x: png('eins') } });
		expect(() => checkDocumentSize(padded(8_000_001))).toThrow('a');
		const batch = await files.json('POST', '_bulk_docs', { docs: [{ _id: 'b' }, padded(8_000_001)] });
		expect(batch, 'as a whole').toEqual({ status: 413, body: { error: 'document_too_large', reason: 'a' } });
		expect((await files.json('GET', 'b')).status).toBe(404);
	});

	test('an attachment of more bytes than the settings say is refused, a request of more than it takes is not read', async () => {
		const data = 'A'.repeat(4 * Math.ceil((MOST + 1) / 3));
		expect(await files.json('PUT', 'a', { _attachments: { x: { data } } })).toEqual({ status: 413, body: { error: 'attachment_too_large', reason: 'x' } });
		expect(await files.json('PUT', 'a', { text: 'x'.repeat(8_000_000), more: data + data })).toEqual({ status: 413, body: { error: 'too_large', reason: 'the request entity is too large' } });
	});
});
