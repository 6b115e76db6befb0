import type { ChangeRow, ChangesOptions, Database } from '../store/store.ts';
import type { Filter } from './changes-filter.ts';

/** Rows read at a time: what an answer of any length needs of memory. */
const PAGE = 500;
/** Where the rows hold the content of attachments. */
const PAGE_OF_CONTENTS = 10;

/** What was asked of `_changes`. `since` is absent for a descending list, which begins at the newest. */
export type ChangesAsked = { options: ChangesOptions; limit: number; filter: Filter | undefined };

/** One step of reading: rows that are told, how far was looked, and whether that was all there is for now. */
export type Step = { rows: ChangeRow[]; last_seq: string; pending: number; done: boolean };

/** All that was asked for, step by step. */
export async function* steps(database: Database, wanted: ChangesAsked): AsyncGenerator<Step, void> {
	for (let asked = wanted; ; ) {
		const step = await readStep(database, asked);
		asked = further(asked, step);
		yield step;
		if (step.done) return;
	}
}

/**
 * One step: it tells what it scanned even where the filter left nothing of it, so that nobody waits for a row that is
 * further on, or goes over the same ground again.
 */
export async function readStep(database: Database, { options, limit, filter }: ChangesAsked): Promise<Step> {
	const includeDocs = options.includeDocs === true || filter?.needsDoc === true;
	const attachments = options.includeDocs === true && options.attachments === true;
	const page = attachments ? PAGE_OF_CONTENTS : PAGE;
	const most = filter && limit > 0 ? page : Math.min(page, limit);
	const found = await database.changes({ ...options, includeDocs, attachments, limit: most });
	const step: Step = { rows: [], last_seq: found.last_seq, pending: found.pending, done: found.results.length < most };
	for (const [index, row] of found.results.entries()) {
		const told = filter ? await filter.apply(row) : row;
		if (!told) continue;
		step.rows.push(options.includeDocs ? told : withoutDoc(told));
		if (step.rows.length < limit) continue;
		step.last_seq = row.seq;
		step.pending = found.pending + found.results.length - 1 - index;
		break;
	}
	step.done ||= step.rows.length >= limit;
	return step;
}

/** The same question from where a step ended. */
export const further = ({ options, limit, filter }: ChangesAsked, { rows, last_seq }: Step): ChangesAsked => ({
	options: { ...options, since: last_seq },
	limit: limit - rows.length,
	filter
});

const withoutDoc = ({ doc: _, ...row }: ChangeRow): ChangeRow => row;

/** The text of an answer that ends, step by step. */
export async function* pageOf(reading: Iterable<Step> | AsyncIterable<Step>): AsyncGenerator<string> {
	let separator = '{"results":[\n';
	for await (const { rows, last_seq, pending, done } of reading) {
		if (rows.length > 0) {
			yield separator + rows.map((row) => JSON.stringify(row)).join(',\n');
			separator = ',\n';
		}
		if (done) yield `${separator === ',\n' ? '' : separator}\n],\n"last_seq":${JSON.stringify(last_seq)},"pending":${pending}}\n`;
	}
}
