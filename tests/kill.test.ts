import { afterAll, expect, test } from 'vitest';
import { ServerProcess } from './sync/server-process.ts';
import { event } from './sync/server-rig.ts';

const KILLS = 50;
const WRITERS = 4;
const BATCH = 10;

const server = new ServerProcess();
afterAll(() => server.remove());

/** Pushes batch after batch until the server is gone. Every id in `answered` had its 201. */
async function push(run: number, writer: number, answered: Map<string, string>, first: () => void): Promise<void> {
	for (let n = 0; ; n++) {
		const docs = Array.from({ length: BATCH }, (_, i) => ({ ...event(`${run}.${writer}.${n}.${i}`), _rev: '1-a' }));
		const answer = await server.fetch('/db/hafencity-public/_bulk_docs', { method: 'POST', body: JSON.stringify({ docs, new_edits: false }) }).catch(() => undefined);
		if (!answer) return;
		expect(answer.status).toBe(201);
		// The status stands once it arrived; the body may be cut off by the kill.
		for (const { _id, _rev } of docs) answered.set(_id, _rev);
		if (!(await answer.text().catch(() => undefined))) return;
		first();
	}
}

const revsDiff = async (answered: Map<string, string>) => {
	const body = JSON.stringify(Object.fromEntries([...answered].map(([id, rev]) => [id, [rev]])));
	const answer = await server.fetch('/db/hafencity-public/_revs_diff', { method: 'POST', body });
	return (await answer.json()) as object;
};
const uuid = async () => ((await (await server.fetch('/db/')).json()) as { uuid: string }).uuid;

test(`kill -9 in the middle of pushes, ${KILLS} times: every write answered 201 is there`, { timeout: 400_000 }, async () => {
	const all = new Map<string, string>();
	expect(await server.start(), server.printed).toBeUndefined();
	const before = await uuid();
	for (let run = 0; run < KILLS; run++) {
		const answered = new Map<string, string>();
		const begun = Promise.withResolvers<void>();
		const writers = Array.from({ length: WRITERS }, (_, writer) => push(run, writer, answered, begun.resolve));
		await begun.promise;
		await new Promise((resolve) => setTimeout(resolve, (run * 7) % 40));
		await server.end('SIGKILL');
		await Promise.all(writers);
		expect(await server.start(), server.printed).toBeUndefined();
		expect(await revsDiff(answered), `after ${run + 1} kills`).toEqual({});
		for (const [id, rev] of answered) all.set(id, rev);
	}
	expect(await revsDiff(all)).toEqual({});
	expect(await uuid()).toBe(before);
	expect(all.size).toBeGreaterThanOrEqual(KILLS * BATCH);

	const { rows } = (await (await server.fetch('/db/hafencity-public/_all_docs?include_docs=true&startkey="event:0"&endkey="event:~"')).json()) as { rows: { id: string; doc: { title?: unknown } }[] };
	expect(rows.filter(({ doc }) => !doc.title)).toEqual([]);
	expect(rows.length % BATCH, 'a batch is there as a whole or not at all').toBe(0);
	console.log(`${KILLS} kills, ${all.size} documents answered 201, none missing`);
});
