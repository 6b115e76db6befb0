import { database } from '#lib/storage/database.ts';
import type { RawDoc } from '#lib/storage/rows.ts';

/** Empties every table of this device. */
export async function emptyDatabase() {
	await database.transaction('rw', database.tables, () => Promise.all(database.tables.map((table) => table.clear())));
}

/** Everything the read model holds that comes from documents, in one comparable value. */
export async function contents() {
	const device = ['outbox', 'receipt', 'draft', 'setting', 'cursor', 'write', 'refused'];
	const tables = database.tables.filter(({ name }) => !device.includes(name));
	return Object.fromEntries(await Promise.all(tables.map(async (table) => [table.name, await table.toArray()] as const)));
}

export const house = (id: string, set: Record<string, unknown> = {}): RawDoc => ({
	_id: `house:${id}`,
	_rev: '1-a',
	kind: 'house',
	schema: 0,
	name: { de: `Haus ${id}` },
	order: 1,
	status: 'open',
	hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }],
	access: [],
	rules: [],
	criteria: [],
	source: 'https://example.org/',
	checkedOn: null,
	...set
});

export const room = (id: string, inHouse: string): RawDoc => ({
	_id: `room:${id}`,
	kind: 'room',
	schema: 0,
	house: `house:${inHouse}`,
	name: { de: `Raum ${id}` },
	order: 1,
	use: 'hall',
	capacity: 50,
	equipment: [],
	access: [],
	rules: [],
	bookable: true,
	source: 'https://example.org/',
	checkedOn: null
});

/** An event next week, unless told otherwise. */
export const choir = (id: string, set: Record<string, unknown>): RawDoc => ({
	_id: `event:${id}`,
	kind: 'event',
	schema: 0,
	title: { de: `Chor ${id}` },
	category: 'culture',
	start: `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T19:00`,
	durationMinutes: 90,
	zone: 'Europe/Berlin',
	status: 'confirmed',
	...set
});

export const taken = (date: string): RawDoc => ({
	_id: `occupancy:saal:${date}`,
	kind: 'occupancy',
	schema: 0,
	room: 'room:saal',
	date,
	slots: [{ request: 'request:1', from: '10:00', to: '12:00' }]
});

const admin = { Authorization: `Basic ${btoa('admin:a-long-test-password')}`, 'Content-Type': 'application/json' };

/** Writes to the server as its administrator, as if another device had done it. `omit`: without this page's session. */
export async function plant(name: 'public' | 'desk', docs: readonly RawDoc[], newEdits = true): Promise<{ id: string; rev: string }[]> {
	const answer = await fetch(`/db/hafencity-${name}/_bulk_docs`, {
		method: 'POST',
		credentials: 'omit',
		headers: admin,
		body: JSON.stringify({ docs: docs.map(({ _rev, ...doc }) => (newEdits && String(_rev).endsWith('-a') ? doc : { ...doc, ..._rev === undefined ? {} : { _rev } })), new_edits: newEdits })
	});
	if (answer.status !== 201) throw new Error(`planting failed: ${answer.status} ${await answer.text()}`);
	const rows = (await answer.json()) as { id: string; rev: string; error?: string; reason?: string }[];
	const wrong = rows.find(({ error }) => error);
	if (wrong) throw new Error(`planting failed: ${wrong.id} ${wrong.reason}`);
	return rows;
}

/** A document as the server has it now, or undefined. */
export async function atServer(name: 'public' | 'desk', id: string): Promise<RawDoc | undefined> {
	const answer = await fetch(`/db/hafencity-${name}/${encodeURIComponent(id)}`, { credentials: 'omit', headers: admin });
	return answer.status === 200 ? ((await answer.json()) as RawDoc) : undefined;
}
