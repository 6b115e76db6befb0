import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { requestId } from '#lib/features/request/entity.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { startRegistrar } from '../../sync-server/registrar/registrar.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { decisionFor, everything, places, requestFor, testServer, writeAll } from '../fixtures/quarter.ts';
import { type Row, median } from './row.ts';

const DATES = 40;
const ROUNDS = 9;
/** Before it counts: a server runs for months. */
const WARM = 4;

/** A season of weekly dates, decided as a desk does: all decisions in one batch. Milliseconds until all are carried out. */
async function seasons(folder: string): Promise<number[]> {
	const store = openSqlite(join(folder, 'quarter.sqlite'));
	const { context, quarter } = await testServer(places, store);
	const registrar = startRegistrar(context);
	const times: number[] = [];
	for (let round = 0; round < WARM + ROUNDS; round++) {
		const id = crypto.randomUUID();
		const span = { from: `${String(8 + round).padStart(2, '0')}:00`, to: `${String(9 + round).padStart(2, '0')}:00` };
		const requests = Array.from({ length: DATES }, (_, index) => requestFor({ _id: requestId(id, index + 1), series: id, date: addDays('2027-02-01', index * 7), ...span }));
		await writeAll(quarter.desk, requests);
		await registrar.settled();
		const begun = performance.now();
		await writeAll(quarter.desk, requests.map(({ _id }) => decisionFor(_id)));
		await registrar.settled();
		times.push(performance.now() - begun);
	}
	await registrar.stop();
	const told = await everything(quarter.desk, 'outcome');
	if (told.length !== (WARM + ROUNDS) * DATES || told.some(({ result }) => result !== 'confirmed')) throw new Error('not every date was confirmed');
	await store.close();
	return times.slice(WARM);
}

/** The same writes straight into a file as durable: for each date its day, then its outcome. */
function bare(folder: string): number[] {
	const file = new DatabaseSync(join(folder, 'raw.sqlite'));
	file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE doc (id TEXT, rev TEXT, body TEXT)');
	const insert = file.prepare('INSERT INTO doc VALUES (?, ?, ?)');
	const body = JSON.stringify(requestFor());
	const times = Array.from({ length: WARM + ROUNDS }, () => {
		const begun = performance.now();
		for (let write = 0; write < DATES * 2; write++) insert.run(`doc:${write}`, '1-0', body);
		return performance.now() - begun;
	});
	file.close();
	return times.slice(WARM);
}

/** How long a series of 40 dates takes from the decision to the last outcome. */
export async function run(): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'quartierslotse-bench-'));
	const [own, raw] = [median(await seasons(folder)), median(bare(folder))];
	await rm(folder, { recursive: true, force: true });
	return [{ name: `confirming a series of ${DATES} dates`, value: own, unit: 'ms', against: `raw node:sqlite, the same ${DATES * 2} commits, ${raw.toFixed(1)} ms`, ratio: own / raw, goal: '≤ 100 ms', most: { value: 100 } }];
}
