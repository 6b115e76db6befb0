import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withFloor } from './floor.ts';
import { couchdb, couchOf, documents, send, withServer } from './over-port.ts';
import type { Row } from './row.ts';

const BATCH = 500;
const PUTS = 2000;
/** Written before, unmeasured, by everybody that is measured: a server runs for months, not for its first second. */
const WARM = 1000;
const WARM_BATCHES = 40;
/** Up to here the curve goes; a million takes minutes. */
const CURVE = Number(process.env.BENCH_DOCUMENTS ?? 100_000);
/** The curve begins with as many documents in each of so many new databases: two batches alone tell what the disk did just then. */
const SMALL = 1000;
const SMALL_DATABASES = 20;

type Speeds = { put: number; curve: Map<number, number> };

/** Documents per second, one PUT after the other. */
async function putsOf(agent: Agent, database: string): Promise<number> {
	const put = async (count: number, from: number) => {
		for (const doc of documents(count, from)) await send(agent, `${database}/${doc._id}`, 'PUT', doc);
	};
	await put(WARM, PUTS);
	const begun = performance.now();
	await put(PUTS, 0);
	return (PUTS * 1000) / (performance.now() - begun);
}

/** Documents per second: single ones, then batches at each size of the database. */
async function speedsOf(couch: string): Promise<Speeds> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const curve = new Map<number, number>();
	const small = Array.from({ length: SMALL_DATABASES }, (_, index) => `small-${index}`);
	const names = ['put', 'bulk', 'warm', ...small];
	for (const name of names) await send(agent, `${couch}/bench-${name}`, 'PUT');
	const puts = await putsOf(agent, `${couch}/bench-put`);
	const batch = (name: string, from: number) => send(agent, `${couch}/bench-${name}/_bulk_docs`, 'POST', { docs: documents(BATCH, from) });
	for (let count = 0; count < WARM_BATCHES; count++) await batch('warm', count * BATCH);
	let since = performance.now();
	for (const name of small) for (let at = 0; at < SMALL; at += BATCH) await batch(name, at);
	curve.set(SMALL, (SMALL * SMALL_DATABASES * 1000) / (performance.now() - since));
	let before = 0;
	since = performance.now();
	for (let at = 0; at < CURVE; at += BATCH) {
		await batch('bulk', at);
		const size = at + BATCH;
		if (![10_000, 100_000, 1_000_000].includes(size)) continue;
		curve.set(size, ((size - before) * 1000) / (performance.now() - since));
		[before, since] = [size, performance.now()];
	}
	for (const name of names) await send(agent, `${couch}/bench-${name}`, 'DELETE');
	agent.destroy();
	return { put: puts, curve };
}

/** The same rows straight into a file as durable: one commit each, and one a batch. */
async function raw(): Promise<{ put: number; bulk: number }> {
	const folder = await mkdtemp(join(tmpdir(), 'quartierslotse-bench-'));
	const file = new DatabaseSync(join(folder, 'raw.sqlite'));
	file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE doc (id TEXT PRIMARY KEY, rev TEXT, body TEXT)');
	const insert = file.prepare('INSERT INTO doc VALUES (?, ?, ?)');
	const write = (count: number, from: number, batch: number) => {
		const begun = performance.now();
		for (let at = 0; at < count; at += batch) {
			file.exec('BEGIN');
			for (const doc of documents(batch, from + at)) insert.run(doc._id, '1-0', JSON.stringify(doc));
			file.exec('COMMIT');
		}
		return (count * 1000) / (performance.now() - begun);
	};
	write(WARM, PUTS, 1);
	const put = write(PUTS, 0, 1);
	write(WARM_BATCHES * BATCH, PUTS + WARM, BATCH);
	const bulk = write(20_000, PUTS + WARM + WARM_BATCHES * BATCH, BATCH);
	file.close();
	await rm(folder, { recursive: true, force: true });
	return { put, bulk };
}

/** Taking documents over a port, durable: one by one, in batches, and how that holds as the database grows. */
export async function run(): Promise<Row[]> {
	const bare = await raw();
	const own = await withServer((server) => speedsOf(couchOf(server)));
	const floor = await withFloor((origin) => putsOf(new Agent({ keepAlive: true, maxSockets: 1 }), origin.replace('//', '//admin:x@')));
	const peer = couchdb && (await speedsOf(couchdb));
	const beside = (value: number, other: number | undefined) => `raw node:sqlite ${Math.round(value)}/s${other ? `, CouchDB ${Math.round(other)}/s` : ''}`;
	return [
		{
			name: 'PUT, one after the other', value: own.put, unit: 'docs/s', goal: '≥ 2,040/s', least: 2040,
			against: `${beside(bare.put, peer ? peer.put : undefined)}, a bare Node server committing one row ${Math.round(floor)}/s`, ratio: own.put / bare.put
		},
		...[...own.curve].map(([size, value]): Row => ({
			name: `_bulk_docs, 500 a batch over a port, up to ${size} documents`, value, unit: 'docs/s',
			against: beside(bare.bulk, peer ? peer.curve.get(size) : undefined), ratio: value / bare.bulk, goal: '≥ 45,000/s, flat', least: 45_000
		}))
	];
}
