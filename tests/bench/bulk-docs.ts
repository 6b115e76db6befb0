import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQuarter } from '../../sync-server/context.ts';
import { createApp } from '../../sync-server/app.ts';
import { defaults } from '../../sync-server/settings.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Row } from './row.ts';

const BATCH = 500;
const BATCHES = 20;
const batches = Array.from({ length: BATCHES }, (_, batch) =>
	Array.from({ length: BATCH }, (_, index) => ({
		_id: `situation:${batch}-${index}`,
		kind: 'situation',
		schema: 0,
		phrase: { de: `Ich weiß nicht weiter mit Nummer ${index}`, en: `I do not know what to do about number ${index}` },
		order: index,
		keywords: ['Hilfe', 'Rat', 'Nummer']
	}))
);

async function ours(folder: string): Promise<number> {
	const store = openSqlite(join(folder, 'ours.sqlite'));
	const settings = { ...defaults, adminPassword: 'a long bench password' };
	const app = createApp({ store, settings });
	await createQuarter({ store, settings });
	const post = (path: string, body: unknown, headers = {}) =>
		app.fetch(new Request(`http://127.0.0.1${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }));
	const session = await post('/db/_session', { name: 'admin', password: settings.adminPassword });
	const Cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
	const begun = performance.now();
	for (const docs of batches) {
		const answer = await post('/db/hafencity-public/_bulk_docs', { docs }, { Cookie });
		const written = (await answer.json()) as { ok?: true }[];
		if (answer.status !== 201 || written.some(({ ok }) => !ok)) throw new Error(`_bulk_docs answered ${answer.status} ${JSON.stringify(written[0])}`);
	}
	const took = performance.now() - begun;
	app.close();
	await store.close();
	return took;
}

function raw(folder: string): number {
	const file = new DatabaseSync(join(folder, 'raw.sqlite'));
	file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE doc (id TEXT PRIMARY KEY, rev TEXT, body TEXT)');
	const insert = file.prepare('INSERT INTO doc VALUES (?, ?, ?)');
	const begun = performance.now();
	for (const docs of batches) {
		file.exec('BEGIN');
		for (const doc of docs) insert.run(doc._id, '1-0', JSON.stringify(doc));
		file.exec('COMMIT');
	}
	const took = performance.now() - begun;
	file.close();
	return took;
}

/** How fast the server takes documents, against the same bytes written straight into the same kind of file. */
export async function run(): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'quartierslotse-bench-'));
	try {
		const peer = raw(folder);
		const own = await ours(folder);
		const perSecond = (BATCH * BATCHES * 1000) / own;
		return [{ name: '_bulk_docs, 500 a batch, checked and durable', value: perSecond, unit: 'docs/s', against: `raw node:sqlite ${Math.round((BATCH * BATCHES * 1000) / peer)} docs/s`, ratio: own / peer, goal: 'watched (time over raw)' }];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
