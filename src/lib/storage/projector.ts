import { type Kind, catalogue, isKind } from '#lib/features/catalogue.ts';
import { type Occurrence, windowAround } from '#lib/features/occurrence/rules.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { type Day, type Instant, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { type Source, database } from './database.ts';
import { type RawDoc, type Rows, type Window, expanderFor, overlaid, rowsOf } from './rows.ts';
import { remember, setting } from './settings.ts';

/** Raise it when the same documents give other rows than before: every device then rebuilds its tables. */
export const PROJECTION = 2;
/** A projection that no version has: what was read so must be read anew. */
const NONE = -1;

/** What `GET /api/<quarter>/snapshot` answers. */
export type Snapshot = { quarter: string; generation: string; seq: string; at: Instant; docs: RawDoc[]; occurrences: Occurrence[] };

const databaseOf = (source: Source) => (source === 'replica-desk' ? 'desk' : 'public');
const kindsOf = (name: 'public' | 'desk') =>
	Object.values(catalogue)
		.filter((entity) => entity.database === name)
		.map(({ kind }) => kind as Kind);
/** Ids of kinds this version does not know count as public. */
const databaseOfId = (id: string) => (isKind(kindOf(id)) ? catalogue[kindOf(id) as Kind].database : 'public');
const tablesOf = (kinds: Iterable<Kind>) => [...new Set(kinds)].map((kind) => database.table(kind));
const own = () => [database.occurrence, database.unreadable, database.cursor, database.write, database.setting];
const today = (): Day => dayOf(toLocal(Date.now()));

/** The window the device carries; the one around today where none was kept yet. */
export const currentWindow = async (): Promise<Window> => (await setting('window')) ?? windowAround(today());

/** How far a source was read, or undefined: never, or by another version of the projection. */
export async function cursorOf(source: Source): Promise<{ seq: string; at: Instant } | undefined> {
	const row = await database.cursor.get(source);
	return row?.projection === PROJECTION ? row : undefined;
}

/** Has every source read from its beginning; what is there stays until then. */
export const readAnew = (): Promise<unknown> => database.cursor.toCollection().modify({ projection: NONE });

async function moveCursor(source: Source, seq: string) {
	const { complete } = (await database.cursor.get(source)) ?? {};
	await database.cursor.put({ source, seq, projection: PROJECTION, at: new Date().toISOString(), ...(complete && { complete }) });
}

/** Notes that a replica was read to its end, also where there was nothing to read. */
export const markComplete = (source: Source): Promise<void> =>
	database.transaction('rw', database.cursor, database.setting, async () => {
		if (!(await isWanted(source))) return;
		if (!(await database.cursor.get(source))) await moveCursor(source, '0');
		await database.cursor.update(source, { complete: true });
	});

/** Signing out clears the desk while a batch of its replica may be on its way: that must not bring anything back. */
const isWanted = async (source: Source) => source === 'mirror' || (await setting('member')) !== undefined;

async function write(rows: Rows) {
	const gone = [...rows.gone].map(([kind, ids]) => database.table(kind).bulkDelete(ids));
	const puts = [...rows.puts].map(([kind, docs]) => database.table(kind).bulkPut(docs));
	await Promise.all([
		...gone,
		...puts,
		rows.occurrences.length ? database.occurrence.bulkPut(rows.occurrences) : undefined,
		rows.unreadable.length ? database.unreadable.bulkPut(rows.unreadable) : undefined
	]);
}

/**
 * Writes a batch of one source: rows, dates and cursor in one transaction, so that a crash leaves all or nothing.
 * @param docs the winners as stored, with `_deleted` for tombstones; the same batch twice is the same as once.
 * A replica's batch means nothing any more where nobody is signed in.
 * @param cursor the seq up to which the source is read with this batch.
 */
export async function project(source: Source, docs: readonly RawDoc[], cursor: string): Promise<void> {
	const expand = await expanderFor(source === 'mirror' ? docs : [...docs, ...(await database.write.toArray()).map(({ set }) => set)]);
	const window = await currentWindow();
	const prepared = rowsOf(docs, window, expand);
	const kinds = [...prepared.puts.keys(), ...prepared.gone.keys()];
	await database.transaction('rw', [...tablesOf(kinds), ...own()], async () => {
		if (!(await isWanted(source))) return;
		const ids = docs.map(({ _id }) => _id);
		const pending = (await database.write.count()) ? await database.write.where('doc').anyOf(ids).sortBy('seq') : [];
		const rows = pending.length ? rowsOf(overlaid(docs, pending), window, expand) : prepared;
		if (rows.dated.length) await database.occurrence.where('of').anyOf(rows.dated).delete();
		if (await database.unreadable.count()) await database.unreadable.bulkDelete(rows.readable);
		await write(rows);
		if (!(await setting('window'))) await remember('window', window);
		await moveCursor(source, cursor);
	});
}

/**
 * Puts everything of a source in place of what was there: a new projection, or a snapshot. What is not among `docs` goes.
 * @param expanded expanded dates of what repeats, by document id; what is missing is expanded here.
 */
export async function replace(source: Source, docs: readonly RawDoc[], cursor: string, expanded?: ReadonlyMap<string, Occurrence[]>): Promise<void> {
	const name = databaseOf(source);
	const lacking = docs.filter(({ _id }) => !expanded?.has(_id));
	const expand = await expanderFor([...lacking, ...(await database.write.toArray()).map(({ set }) => set)]);
	const covered = windowAround(today());
	const prepared = rowsOf(docs, covered, expand, expanded);
	const kinds = kindsOf(name);
	await database.transaction('rw', [...tablesOf(kinds), ...own()], async () => {
		if (!(await isWanted(source))) return;
		const pending = (await database.write.orderBy('seq').toArray()).filter((row) => row.database === name);
		const rows = pending.length ? rowsOf(overlaid(docs, pending), covered, expand) : prepared;
		await Promise.all(tablesOf(kinds).map((table) => table.clear()));
		if (name === 'public') await database.occurrence.clear();
		await database.unreadable.filter(({ id }) => databaseOfId(id) === name).delete();
		await write(rows);
		await remember('window', covered);
		await moveCursor(source, cursor);
	});
}

/** Puts a snapshot of the server in place of everything public; uses the dates the server expanded. */
export async function projectSnapshot(snapshot: Snapshot): Promise<void> {
	const expanded = new Map<string, Occurrence[]>();
	for (const doc of snapshot.docs) if (doc.rrule !== undefined) expanded.set(doc._id, []);
	for (const occurrence of snapshot.occurrences) expanded.get(occurrence.of)?.push(occurrence);
	await replace('mirror', snapshot.docs, snapshot.seq, expanded);
}
