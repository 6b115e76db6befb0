import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from './sqlite.ts';
import type { Database, IncomingDoc, Store } from './store.ts';

let at: string;
let store: Store;
let desk: Database;
beforeEach(async () => {
	at = mkdtempSync(join(tmpdir(), 'attachments-'));
	store = openSqlite(join(at, 'x.sqlite'));
	await store.create('desk');
	desk = (await store.database('desk'))!;
});
afterEach(async () => {
	await store.close();
	rmSync(at, { recursive: true });
});

const SECRET = 'geheim '.repeat(2000);
const png = (text: string) => ({ content_type: 'image/png', data: Buffer.from(text).toString('base64') });
const put = async (doc: IncomingDoc) => ((await desk.bulkDocs([doc])) as { rev: string }[])[0]!.rev;
/** What the file holds, as another process sees it. */
function kept(): number {
	const file = new DatabaseSync(join(at, 'x.sqlite'), { readOnly: true });
	const { contents, references } = file.prepare('SELECT (SELECT count(*) FROM attachment) AS contents, (SELECT count(*) FROM attached) AS "references"').get() as Record<string, number>;
	file.close();
	if (contents === 0) expect(references).toBe(0);
	return contents!;
}

test('S3.38 the same content is kept once per database', async () => {
	await put({ _id: 'a', _attachments: { x: png('eins'), y: png('eins') } });
	await put({ _id: 'b', _attachments: { z: png('eins') } });
	await store.create('other');
	await (await store.database('other'))!.bulkDocs([{ _id: 'a', _attachments: { x: png('eins') } }]);
	expect(kept()).toBe(2);
	const before = (await desk.info()).sizes.external;
	await put({ _id: 'c', _attachments: { x: png('eins') } });
	expect((await desk.info()).sizes.external - before, 'only what the document says of it').toBeLessThan(200);
});

test.each<[what: string, forget: (rev: string) => Promise<unknown>]>([
	['replaced and compacted', async (_rev) => (await put({ _id: 'a', _rev }), await desk.compact())],
	['deleted in every branch', (_rev) => put({ _id: 'a', _rev, _deleted: true })],
	['deleted with its history kept, and compacted', async (_rev) => (await desk.bulkDocs([{ _id: 'a', _rev, _deleted: true }], { keepHistory: true }), await desk.compact())],
	['purged', (rev) => desk.purge({ a: [rev] })],
	['removed with its database', () => store.remove('desk')],
	[
		'fallen off the end of the history',
		async (rev) => {
			await desk.setRevsLimit(2);
			let _rev = rev;
			for (const n of [1, 2, 3]) _rev = await put({ _id: 'a', _rev, n });
		}
	]
])('S3.38 content that is %s is in no file any more', async (_, forget) => {
	const before = (await desk.info()).sizes.external;
	const rev = await put({ _id: 'a', _attachments: { x: png(SECRET) } });
	expect(kept()).toBe(1);
	expect((await desk.info()).sizes.external - before).toBeGreaterThan(SECRET.length);
	await forget(rev);
	expect(kept()).toBe(0);
	expect((await desk.info()).sizes.external).toBeLessThan(500);
	await store.close();
	for (const file of readdirSync(at)) expect(readFileSync(join(at, file)).includes(SECRET.slice(0, 100)), file).toBe(false);
});

test('a refused batch leaves nothing', async () => {
	await desk.bulkDocs([{ _id: 'a', _attachments: { x: png('eins') } }], { guard: () => ({ error: 'forbidden', reason: 'no' }) });
	await desk.bulkDocs([{ _id: 'a', _attachments: { x: png('eins'), y: { stub: true } } }]);
	expect(kept()).toBe(0);
});

test('names that reach into prototypes are names', async () => {
	const _attachments = JSON.parse('{"__proto__": {"content_type": "image/png", "data": "ZWlucw=="}, "constructor": {"content_type": "image/png", "data": "ZWlucw=="}}') as Record<string, ReturnType<typeof png>>;
	await put({ _id: 'a', _attachments });
	expect(Object.keys((await desk.get('a'))!._attachments!)).toEqual(['__proto__', 'constructor']);
	expect(Buffer.from((await desk.attachment('a', '__proto__'))!.body).toString()).toBe('eins');
	await put((await desk.get('a'))!);
	expect(Buffer.from((await desk.attachment('a', '__proto__'))!.body).toString()).toBe('eins');
});
