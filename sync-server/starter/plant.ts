import { catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { type Day, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { OWN, type Quarter, type ServerContext, createQuarter, openQuarter } from '../context.ts';
import type { Database, IncomingDoc } from '../store/store.ts';
import { starterDocuments } from './documents.ts';
import { holidayClosures } from './holidays.ts';
import { sampleDocuments } from './sample.ts';

/** The local document of `public` that says what was planted. What the office deleted since does not come back. */
const MARKER = `${OWN}starter`;
const BATCH = 500;
/** Years of holidays ahead of the current one: rooms can be asked for up to 18 months ahead. */
const YEARS_AHEAD = 2;

type Raw = Record<string, unknown>;
type Content = {
	starter: (quarter: string) => Raw[] | Promise<Raw[]>;
	sample: typeof sampleDocuments;
	holidays: (from: Day, to: Day) => Raw[];
};
/** `begun`: when this quarter first started. `planted`: all of starter and sample is there. `holidaysTo`: the last day looked at. */
type Marker = { begun: string; planted: boolean; holidaysTo?: Day };

const ours: Content = { starter: starterDocuments, sample: sampleDocuments, holidays: holidayClosures };

/**
 * Fills a new quarter with what it starts with, and with the holidays of this and the next two years on every start.
 * Creates its databases where they are missing. Doing it again, also after a crash in the middle, adds only what is new.
 * @throws Error naming the document of `content` that its schema refuses; then nothing is written.
 */
export async function plantStarter(context: Pick<ServerContext, 'store' | 'settings' | 'now'>, content: Content = ours): Promise<void> {
	await createQuarter(context);
	const quarter = await openQuarter(context, context.settings.quarter);
	if (!quarter) throw new Error('the databases of the quarter could not be created');
	// The marker is written before the first document: what has documents and none was moved here by replication.
	const { doc_count } = await quarter.public.info();
	const found = (await quarter.public.getLocal(MARKER)) as Partial<Marker> | undefined;
	const now = context.now().toISOString();
	const marker: Marker = { begun: found?.begun ?? now, planted: found?.planted ?? doc_count > 0, ...(found?.holidaysTo ? { holidaysTo: found.holidaysTo } : {}) };
	if (!marker.planted) await keep(quarter, marker);

	const year = toLocal(now).slice(0, 4);
	const holidaysTo = `${Number(year) + YEARS_AHEAD}-12-31`;
	const planned = [
		...content.holidays(`${year}-01-01`, holidaysTo).filter((day) => !marker.holidaysTo || String(day.from) > marker.holidaysTo),
		...(marker.planted ? [] : await firstContent(context, marker.begun, content))
	];
	for (const doc of planned) validate(doc);
	for (const name of ['public', 'desk'] as const) await write(quarter[name], planned.filter((doc) => databaseOf(doc) === name));
	await keep(quarter, { ...marker, planted: true, holidaysTo });
}

/** Relative to the first start, so that after a crash in the middle the same documents come again and none twice. */
async function firstContent({ settings }: Pick<ServerContext, 'settings'>, begun: string, { starter, sample }: Content): Promise<Raw[]> {
	const base = await starter(settings.quarter);
	if (!settings.sample || settings.quarter !== 'hafencity') return base;
	const invented = sample(dayOf(toLocal(begun)), begun);
	return [...base, ...invented.public, ...invented.desk];
}

const databaseOf = ({ kind }: Raw) => (isKind(kind) ? catalogue[kind].database : undefined);

function validate(doc: Raw): void {
	const [first] = readDocument(doc).failures ?? [];
	if (first) throw new Error(`${doc._id}: ${first.field ?? 'the document'} is ${first.code}`);
}

/** What exists already stays as it is. */
async function write(database: Database, docs: readonly Raw[]): Promise<void> {
	for (let at = 0; at < docs.length; at += BATCH) {
		for (const result of await database.bulkDocs(docs.slice(at, at + BATCH) as IncomingDoc[])) {
			if ('error' in result && result.error !== 'conflict') throw new Error(`${result.id} could not be written: ${result.error}`);
		}
	}
}

async function keep({ public: open }: Quarter, marker: Marker): Promise<void> {
	const before = await open.getLocal(MARKER);
	await open.putLocal(MARKER, marker, before?._rev);
}
