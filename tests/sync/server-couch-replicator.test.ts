import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boundaryOf, readMultipart } from '../../sync-server/couch/multipart.ts';
import { type Files, openFiles } from './server-attachments.ts';

let files: Files;
beforeAll(async () => {
	files = await openFiles();
});
afterAll(() => files.server.close());

type Doc = { _id: string; _rev: string };
type Missing = Record<string, { missing: string[]; possible_ancestors?: string[] }>;

/**
 * One run as Apache CouchDB's replicator makes it: what the target lacks is asked for as `multipart/mixed`, but for the
 * attachments that the target's ancestors have; what has attachments is put document by document, the rest in a batch.
 * @returns how many bytes of attachments went over.
 */
async function replicate(source: string, target: string): Promise<number> {
	const { results } = (await files.json('GET', `/db/${source}/_changes?style=all_docs&feed=normal&since=0`)).body as { results: { id: string; changes: { rev: string }[] }[] };
	const asked = Object.fromEntries(results.map(({ id, changes }) => [id, changes.map(({ rev }) => rev)]));
	const lacking = (await files.json('POST', `/db/${target}/_revs_diff`, asked)).body as Missing;
	let carried = 0;
	for (const [id, { missing, possible_ancestors = [] }] of Object.entries(lacking)) {
		const query = `revs=true&open_revs=${JSON.stringify(missing)}&latest=true&atts_since=${JSON.stringify(possible_ancestors)}`;
		const answer = await files.send('GET', `/db/${source}/${encodeURIComponent(id)}?${query}`, { headers: { Accept: 'multipart/mixed' } });
		const batch: unknown[] = [];
		for (const { headers, body } of readMultipart(new Uint8Array(await answer.arrayBuffer()), boundaryOf(answer.headers.get('Content-Type'), 'mixed')!)!) {
			const type = headers.get('content-type')!;
			if (type === 'application/json') batch.push(JSON.parse(body.toString()));
			else {
				expect(type).toMatch(/^multipart\/related; boundary="[0-9a-f]{32}"$/);
				const written = await files.send('PUT', `/db/${target}/${encodeURIComponent(id)}?new_edits=false`, { body: Uint8Array.from(body), headers: { 'Content-Type': type } });
				expect([written.status, await written.json()]).toMatchObject([201, { ok: true, id }]);
				for (const part of readMultipart(body, boundaryOf(type, 'related')!)!.slice(1)) carried += part.body.length;
			}
		}
		const rows = await files.json('POST', `/db/${target}/_bulk_docs`, { docs: batch, new_edits: false });
		expect(rows).toEqual({ status: 201, body: [] });
	}
	return carried;
}

const everything = async (name: string) => {
	const { rows } = (await files.json('GET', `/db/${name}/_all_docs`)).body as { rows: { id: string }[] };
	const docs = await Promise.all(rows.map(async ({ id }) => (await files.json('GET', `/db/${name}/${encodeURIComponent(id)}?open_revs=all&revs=true&attachments=true&att_encoding_info=true`)).body));
	return docs.map((leaves) => (leaves as unknown as { ok: Doc }[]).map(({ ok }) => ok));
};

const type = fc.constantFrom('image/png', 'text/plain', 'application/json; charset=utf-8', 'multipart/related; boundary=x');
const content = fc.oneof(fc.string(), fc.constantFrom('\r\n--', '--\r\n', '\r\n\r\n', ''), fc.array(fc.constantFrom('\r\n--', 'a', '\0', '--'), { maxLength: 20 }).map((pieces) => pieces.join('')));
const name = fc.oneof(fc.constantFrom('x', '2', '1', 'a b/c.txt', 'ü"\\;=\r\n%22'), fc.string({ minLength: 1, maxLength: 8 })).filter((one) => !one.startsWith('_') && one.isWellFormed() && one !== '__proto__');
const attachments = fc.dictionary(name, fc.record({ content_type: type, data: content.map((text) => Buffer.from(text).toString('base64')) }), { maxKeys: 4 });
const edit = fc.record({ branch: fc.constantFrom('a', 'b'), attachments, keeps: fc.boolean(), deleted: fc.boolean() });

test('S3.37 what CouchDB’s replicator carries over is the same there: branches, tombstones, attachments new and kept', async () => {
	let run = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), async (rounds) => {
			const [source, target] = [`source${run}`, `target${run++}`];
			for (const db of [source, target]) await files.send('PUT', `/db/${db}`);
			const tips: Record<string, { ids: string[]; attachments: object }> = {};
			let n = 0;
			for (const round of rounds) {
				for (const { branch, attachments, keeps, deleted } of round) {
					const { ids, attachments: before } = (tips[branch] ??= { ids: [], attachments: {} });
					ids.unshift(`${branch}${n++}`);
					const kept = keeps ? Object.fromEntries(Object.keys(before).map((name) => [name, { stub: true }])) : {};
					const given = Object.fromEntries(Object.entries(attachments).map(([name, one]) => [name, { ...one, revpos: ids.length }]));
					tips[branch]!.attachments = { ...kept, ...given };
					const doc = { _id: 'doc/1', _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids }, n, _attachments: { ...kept, ...given }, ...(deleted && { _deleted: true }) };
					expect(await files.json('POST', `/db/${source}/_bulk_docs`, { docs: [doc], new_edits: false })).toEqual({ status: 201, body: [] });
				}
				await replicate(source, target);
				expect(await everything(target)).toEqual(await everything(source));
			}
			expect(await replicate(source, target), 'again costs nothing').toBe(0);
			for (const db of [source, target]) await files.send('DELETE', `/db/${db}`);
		}),
		{ numRuns: 15 }
	);
});

test('S3.37 an attachment that the target has is not sent again', async () => {
	for (const db of ['source', 'target']) await files.send('PUT', `/db/${db}`);
	const large = { content_type: 'image/png', data: Buffer.alloc(10_000, 'x').toString('base64') };
	const { rev } = (await files.json('PUT', '/db/source/a', { _attachments: { large } })).body as { rev: string };
	expect(await replicate('source', 'target')).toBe(10_000);
	const small = { content_type: 'image/png', data: 'ZWlucw==' };
	await files.json('PUT', '/db/source/a', { _rev: rev, n: 1, _attachments: { large: { stub: true }, small } });
	expect(await replicate('source', 'target')).toBe(4);
	expect(await everything('target')).toEqual(await everything('source'));
});
