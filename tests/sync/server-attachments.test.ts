import nanoOf from 'nano';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../../sync-server/listen.ts';
import { boundaryOf, readMultipart } from '../../sync-server/couch/multipart.ts';
import { base64, type Body, type Files, md5, openFiles, png } from './server-attachments.ts';
import { openReplica, remoteOf } from './server-replicas.ts';
import { ADMIN_PASSWORD } from './server-rig.ts';

const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function start(): Promise<Files> {
	const files = await openFiles();
	open.push(files.server.close);
	return files;
}
const replica = () => {
	const local = openReplica();
	open.push(() => local.destroy());
	return local;
};

describe('S3.30 attachments replicate with PouchDB', () => {
	/** The administrator signs in by Basic, whoever else asks by session. */
	const remote = ({ send }: Files) =>
		remoteOf({ fetch: (path, { method = 'GET', headers = {}, body } = {}) => send(method, new URL(path).pathname + new URL(path).search, { headers, ...(body != null && { body: body as Body }) }) }, 'files');
	const contentOf = async (db: ReturnType<typeof openReplica>, id: string, name: string) => Buffer.from(await db.getAttachment(id, name)).toString();

	/** In its own memory PouchDB counts that from when it got the attachment. */
	const withoutRevpos = <D extends object>(doc: D): D => JSON.parse(JSON.stringify(doc, (key, value: unknown) => (key === 'revpos' ? undefined : value))) as D;

	test('both ways, changed, kept and removed, text and pictures, a conflict', async () => {
		const files = await start();
		const there = remote(files);
		const [one, two] = [replica(), replica()];
		const text = 'Ümläute '.repeat(300);
		await one.put({ _id: 'a', n: 1, _attachments: { 'ü b/c.txt': { content_type: 'text/plain', data: base64(text) }, 'x.png': png('eins'), leer: png('') } });
		expect(await one.replicate.to(there)).toMatchObject({ ok: true, docs_written: 1, doc_write_failures: 0 });
		const stubs = (await files.json('GET', 'a')).body._attachments;
		expect(stubs).toEqual((await one.get<{ _attachments: unknown }>('a'))._attachments);
		expect(await two.replicate.from(there)).toMatchObject({ ok: true, docs_written: 1 });
		expect([await contentOf(two, 'a', 'ü b/c.txt'), await contentOf(two, 'a', 'x.png'), await contentOf(two, 'a', 'leer')]).toEqual([text, 'eins', '']);

		const read = await two.get<{ _attachments: Record<string, object> }>('a');
		await two.put({ ...read, _attachments: { 'x.png': read._attachments['x.png']!, 'y.png': png('neu') } });
		await one.put({ ...(await one.get('a')), n: 2 });
		await two.replicate.to(there);
		await one.replicate.to(there);
		await one.replicate.from(there);
		await two.replicate.from(there);
		const [mine, theirs, ours] = await Promise.all([one, two, there].map(async (db) => withoutRevpos(await db.get('a', { conflicts: true }))));
		expect([theirs, ours]).toEqual([mine, mine]);
		const revs = [mine!._rev, ...mine!._conflicts!];
		const names = await Promise.all(revs.map(async (rev) => Object.keys((await one.get<{ _attachments: object }>('a', { rev }))._attachments).sort()));
		expect(names.sort()).toEqual([['leer', 'x.png', 'ü b/c.txt'], ['x.png', 'y.png']]);
		for (const db of [one, two, there]) {
			for (const rev of revs) {
				const { _attachments } = await db.get<{ _attachments: Record<string, { data: string; digest: string }> }>('a', { rev, attachments: true });
				for (const { data, digest } of Object.values(_attachments)) expect(`md5-${md5(Buffer.from(data, 'base64'))}`).toBe(digest);
			}
		}
	});

	test('through the remote itself', async () => {
		const there = remote(await start());
		const { rev } = await there.putAttachment('a', 'x.png', Buffer.from('eins'), 'image/png');
		const second = await there.putAttachment('a', 'y z.txt', rev, base64('zwei'), 'text/plain');
		expect([await contentOf(there, 'a', 'x.png'), await contentOf(there, 'a', 'y z.txt')]).toEqual(['eins', 'zwei']);
		await there.removeAttachment('a', 'x.png', second.rev);
		await expect(there.getAttachment('a', 'x.png')).rejects.toMatchObject({ status: 404 });
		await expect(there.put({ _id: 'a', _rev: (await there.get('a'))._rev, _attachments: { nie: { stub: true } } })).rejects.toMatchObject({ status: 412 });
	});
});

test('S3.36 nano: attachments of their own, and several in one body', async () => {
	const { server } = await start();
	const { address, close } = await listen(server.app.fetch, { host: '127.0.0.1', port: 0 });
	open.push(close);
	const options = { url: `${address.replace('//', `//admin:${ADMIN_PASSWORD}@`)}/db`, parseUrl: false };
	const db = nanoOf(options).use('files');
	const { rev } = await db.attachment.insert('a', 'x.png', Buffer.from('eins'), 'image/png');
	expect((await db.attachment.get('a', 'x.png')).toString()).toBe('eins');
	const second = await db.attachment.insert('a', 'y.txt', 'zwei', 'text/plain', { rev });
	expect(String(await db.attachment.get('a', 'y.txt'))).toBe('zwei');
	await db.attachment.destroy('a', 'x.png', { rev: second.rev });
	await expect(db.attachment.get('a', 'x.png')).rejects.toMatchObject({ statusCode: 404, reason: 'Document is missing attachment' });

	const several = [
		{ name: 'b.png', data: Buffer.from([0, 255, 13, 10, 45, 45]), content_type: 'image/png' },
		{ name: 'a.txt', data: 'zwei\r\n--', content_type: 'text/plain' }
	];
	const inserted = await db.multipart.insert({ n: 1 } as object, several, 'm');
	expect(inserted).toMatchObject({ ok: true, id: 'm' });
	const packed = (await db.multipart.get('m')) as unknown as Buffer | string;
	const body = Buffer.from(packed);
	const boundary = /^--([^\r]+)/.exec(body.toString('latin1'))![1]!;
	const parts = readMultipart(body, boundaryOf(`multipart/related; boundary="${boundary}"`, 'related')!)!;
	expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual(['application/json', 'image/png', 'text/plain']);
	expect((await db.attachment.get('m', 'b.png')).equals(several[0]!.data as Buffer)).toBe(true);
	expect(JSON.parse(parts[0]!.body.toString())).toMatchObject({ n: 1, _attachments: { 'b.png': { follows: true, length: 6 }, 'a.txt': { follows: true } } });
});
