import type { Request } from '#lib/features/request/entity.ts';
import { stateOf, waitsForOffice } from '#lib/features/request/rules.ts';
import { type ServerContext, openQuarter } from '../context.ts';
import type { BackupState } from '../keeping/nightly.ts';
import { documentsUnder } from '../reading.ts';
import { REGISTRAR_CHECKPOINT } from '../registrar/registrar.ts';
import type { Database } from '../store/store.ts';

/** One figure, with its labels beside it. */
type Reading = { value: number } & Record<string, string | number>;
export type GaugeOf = { name: string; help: string; labels?: string[]; read(): Reading[] | Promise<Reading[]> };

/** Counting what waits reads the office's documents: whoever asks sooner is told the last count. Milliseconds. */
const HOLDS = 30_000;

/** What can be read off the server at the moment it is asked. What the store does not tell at the moment is left out. */
export function gaugesOf(context: ServerContext): GaugeOf[] {
	const { feeds, now } = context;
	const office = held(() => countOffice(context), HOLDS, () => now().getTime());
	return [
		{ name: 'feeds_open', help: 'Change feeds that wait.', read: () => [{ value: feeds.waiting() }] },
		{ name: 'documents', help: 'Documents of a database that are not deleted.', labels: ['database'], read: () => perDatabase(context, async (database) => (await database.info()).doc_count) },
		{ name: 'writes', help: 'Writes that a database took since it began.', labels: ['database'], read: () => perDatabase(context, async (database) => numberIn((await database.info()).update_seq)) },
		{ name: 'store_bytes', help: 'Size of a database on the disk.', labels: ['database'], read: () => perDatabase(context, async (database) => (await database.info()).sizes.file) },
		{ name: 'registrar_lag', help: 'Changes that the registrar has not dealt with.', labels: ['database'], read: () => perDatabase(context, registrarLag) },
		{ name: 'inbox_waiting', help: 'Requests that wait for the office.', read: async () => one((await office())?.waiting) },
		{ name: 'conflicts_open', help: 'Conflicting edits that nobody settled.', read: async () => one((await office())?.conflicts) },
		...backups(context)
	];
}

/** Prometheus' way to say that a figure is not known. */
const one = (value = NaN): Reading[] => [{ value }];

/** None where backups are off, so that nobody is alarmed by what nobody wanted. */
function backups({ backup, now }: ServerContext): GaugeOf[] {
	if (backup() === 'off') return [];
	const state = () => backup() as Exclude<BackupState, 'off'>;
	const age = (at: string | null) => (at === null ? undefined : (now().getTime() - Date.parse(at)) / 1000);
	return [
		{ name: 'backup_age_seconds', help: 'Age of the newest nightly backup.', read: () => one(age(state().at)) },
		{ name: 'backup_failed', help: 'Whether the last try to make one failed.', read: () => one(Number(state().failed)) }
	];
}

/** The number in front of a seq, on every engine. */
const numberIn = (seq: string) => Number.parseInt(seq, 10) || 0;

/** A figure of both databases, told apart by audience. */
async function perDatabase(context: ServerContext, read: (database: Database) => Promise<number>): Promise<Reading[]> {
	try {
		const quarter = await openQuarter(context, context.settings.quarter);
		if (!quarter) return [];
		return [
			{ database: 'public', value: await read(quarter.public) },
			{ database: 'desk', value: await read(quarter.desk) }
		];
	} catch {
		return [];
	}
}

async function registrarLag(database: Database): Promise<number> {
	const since = String((await database.getLocal(REGISTRAR_CHECKPOINT))?.seq ?? '0');
	const { results, pending } = await database.changes({ since, limit: 1 });
	return results.length + pending;
}

async function countOffice(context: ServerContext): Promise<{ waiting: number; conflicts: number } | undefined> {
	try {
		const { desk } = (await openQuarter(context, context.settings.quarter)) ?? {};
		if (!desk) return undefined;
		const [requests, decisions, outcomes, clashes] = await Promise.all([
			documentsUnder<'request'>(desk, 'request:'),
			documentsUnder<'decision'>(desk, 'decision:'),
			documentsUnder<'outcome'>(desk, 'outcome:'),
			documentsUnder<'edit-conflict'>(desk, 'edit-conflict:')
		]);
		const [decided, answered] = [Map.groupBy(decisions, ({ request }) => request), Map.groupBy(outcomes, ({ request }) => request)];
		const waits = ({ _id }: Request) => waitsForOffice(stateOf(decided.get(_id) ?? [], answered.get(_id) ?? []).state);
		return { waiting: requests.filter(waits).length, conflicts: clashes.filter(({ settled }) => !settled).length };
	} catch {
		return undefined;
	}
}

/** The last result of some work, for a while. */
function held<T>(work: () => Promise<T>, milliseconds: number, now: () => number): () => Promise<T> {
	let last: { at: number; result: Promise<T> } | undefined;
	return () => {
		const at = now();
		if (!last || Math.abs(at - last.at) >= milliseconds) last = { at, result: work() };
		return last.result;
	};
}
