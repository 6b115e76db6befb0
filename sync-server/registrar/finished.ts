import type { Contact } from '#lib/features/contact/entity.ts';
import { editConflictId } from '#lib/features/edit-conflict/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import { type PastUse, pastUse, pastUseId } from '#lib/features/past-use/entity.ts';
import { type Request, firstOf } from '#lib/features/request/entity.ts';
import { stateOf, timeOf } from '#lib/features/request/rules.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { type Day, dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { LAST, documentsUnder, storedBetween, tombstoneOf } from '../reading.ts';
import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';
import { keepUntil } from './contacts.ts';

type Context = Pick<ServerContext, 'now' | 'settings'>;

/** As many documents are deleted in one batch. */
const BATCH = 500;

/**
 * Deletes what was asked for when its time has come: with the contact the requests themselves, what was decided, said and
 * written about them, and their keys and money (SPEC 5.6). Of a use that took place a `past-use` stays. An ask goes as a
 * whole: the contact counts while there is one, else its last date. Doing it again after a crash goes on where it ended.
 * @returns how many requests went.
 */
export async function deleteFinished(context: Context, { desk }: Pick<Quarter, 'desk'>): Promise<number> {
	const today = dayOf(toLocal(context.now()));
	const contacts = new Set((await documentsUnder<'contact'>(desk, 'contact:')).map(({ _id }) => _id));
	const asks = Map.groupBy(await documentsUnder<'request'>(desk, 'request:'), ({ _id }) => firstOf(_id));
	const due = [...asks.values()].filter((dates) => isDue(dates, contacts, today, context)).flat();
	const gone = await aboutThem(desk, new Set(due.map(({ _id }) => _id)), new Set([...asks.values()].flat().map(({ _id }) => _id)));
	if (due.length + gone.length === 0) return 0;
	const outcomes = Map.groupBy(await documentsUnder<'outcome'>(desk, 'outcome:'), ({ request }) => request);
	await write(desk, due.flatMap((request) => factOf(request, outcomes.get(request._id) ?? [])));
	await write(desk, gone.map(tombstoneOf));
	await write(desk, due.map((request) => tombstoneOf(request as Request & { _rev: string })));
	await desk.erase();
	return due.length;
}

function isDue(dates: readonly Request[], contacts: ReadonlySet<Contact['_id']>, today: Day, { settings }: Context): boolean {
	if (dates.some(({ contact }) => contact && contacts.has(contact))) return false;
	const last = dates.reduce((latest, { date }) => (date > latest ? date : latest), '');
	return keepUntil(last, settings.retentionDays) < today;
}

/** Nothing of what was only asked for. */
function factOf(request: Request, outcomes: readonly Outcome[]): PastUse[] {
	const standing = stateOf([], outcomes);
	if (standing.state !== 'confirmed') return [];
	const { _id, groupSize, use, units, sample, ...held } = timeOf(request, standing);
	const { room, date, from, to } = held;
	return [
		{
			_id: pastUseId(_id), kind: 'past-use', schema: pastUse.version, room, date, from, to, groupSize,
			...(use && { use }), ...(units === undefined ? {} : { units }), ...(sample && { sample })
		}
	];
}

/**
 * Everything of the desk that is about requests that are due, and what conflicting edits of it left. Also what is about one
 * that is deleted already: a desk that was away may bring it back. What is about none that ever was may be early.
 */
async function aboutThem(desk: Database, due: ReadonlySet<unknown>, alive: ReadonlySet<unknown>): Promise<StoredDoc[]> {
	const found: StoredDoc[] = [];
	const lone: StoredDoc[] = [];
	for (const kind of ['decision', 'outcome', 'reply', 'message', 'letting']) {
		for await (const doc of storedBetween(desk, `${kind}:`, `${kind}:${LAST}`)) {
			if (due.has(doc.request)) found.push(doc);
			else if (!alive.has(doc.request)) lone.push(doc);
		}
	}
	const { rows } = lone.length ? await desk.allDocs({ keys: lone.map(({ request }) => String(request)) }) : { rows: [] };
	found.push(...lone.filter((_, index) => 'value' in rows[index]! && rows[index].value.deleted));
	for (const { _id } of found.filter(({ kind }) => kind === 'letting')) {
		const clashes = editConflictId(await hashOf(_id));
		for await (const clash of storedBetween(desk, clashes, clashes + LAST)) found.push(clash);
	}
	return found;
}

async function write(desk: Database, docs: readonly (IncomingDoc | PastUse)[]): Promise<void> {
	for (let from = 0; from < docs.length; from += BATCH) {
		const failed = (await desk.bulkDocs(docs.slice(from, from + BATCH) as IncomingDoc[])).find((result) => 'error' in result && result.error !== 'conflict');
		if (failed) throw new Error(`${failed.id} could not be written`);
	}
}
