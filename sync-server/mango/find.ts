import type { FindAnswer, StoredDoc } from '../store/store.ts';
import { takeTurns } from '../turns.ts';
import { readBookmark, writeBookmark } from './bookmark.ts';
import { picker } from './field.ts';
import type { FindRequest } from './find-request.ts';
import type { IndexDefinition } from './index-definition.ts';
import { tookTooLong } from './mango-error.ts';
import { compile } from './match.ts';
import { covers, fieldsOf, isNamed, type Plan } from './plan.ts';
import type { Place, Row } from './rows.ts';

type Source = (plan: Plan, options: { conflicts: boolean; after?: Place | undefined }) => AsyncIterable<Row[]>;

/** Milliseconds a query may take. */
const PATIENCE = 30_000;
/** More documents read than this for one that matched, and the answer advises an index. */
const MANY_PER_RESULT = 10;

/**
 * Reads the rows the plan names until enough of them match, letting other requests go on in between.
 * @throws MangoError `timeout`, `invalid_bookmark`. @throws the signal's reason when it is aborted.
 */
export async function find(request: FindRequest, plan: Plan, source: Source, signal?: AbortSignal): Promise<FindAnswer> {
	const matches = compile(request.selector);
	const shown = request.fields ? picker(request.fields) : (doc: StoredDoc) => doc;
	const after = request.bookmark === undefined ? undefined : readBookmark(request.bookmark);
	if (plan.ranges === 'empty') return { docs: [] };
	const began = performance.now();
	const counted = { keys: 0, skipped: 0 };
	const docs: Record<string, unknown>[] = [];
	let place: Place | undefined;
	const turn = takeTurns();
	const goOn = async () => {
		await turn();
		signal?.throwIfAborted();
		if (performance.now() - began > PATIENCE) throw tookTooLong();
	};

	reading: for await (const page of source(plan, { conflicts: request.conflicts, after })) {
		for (const row of page) {
			counted.keys += 1;
			// One more is read than is answered, as CouchDB does: it shows in the statistics.
			if (docs.length === request.limit) break reading;
			await goOn();
			if (isDesign(row, plan.index) || !matches(row.doc)) continue;
			place = row;
			if (counted.skipped < request.skip) counted.skipped += 1;
			else docs.push(shown(row.doc));
		}
	}

	const covered = isCovered(request, plan.index);
	const loaded = covered ? 0 : counted.keys;
	return {
		docs,
		bookmark: place ? writeBookmark(place) : (request.bookmark ?? 'nil'),
		...(request.execution_stats && {
			execution_stats: {
				total_keys_examined: counted.keys,
				total_docs_examined: request.r === 1 ? loaded : 0,
				total_quorum_docs_examined: request.r === 1 ? 0 : counted.keys,
				results_returned: docs.length,
				execution_time_ms: Math.round((performance.now() - began) * 1000) / 1000
			}
		}),
		...warningOf(request, plan.index, loaded / Math.max(docs.length, 1))
	};
}

/** Design documents are found by an index of their own kind only, which there is none of. */
const isDesign = ({ id }: Row, { ddoc }: IndexDefinition) => ddoc === null && id.startsWith('_design/');

export const isCovered = ({ fields, selector, r }: FindRequest, index: IndexDefinition) => r === 1 && covers(index, fields && [...fields, ...fieldsOf(selector)]);

function warningOf({ use_index: [design, name], use_index }: FindRequest, index: IndexDefinition, perResult: number): { warning?: string } {
	const asked = design?.replace(/^_design\//, '');
	const warnings = [
		asked !== undefined &&
			!isNamed(index, use_index) &&
			(name === undefined
				? `_design/${asked} was not used because it does not contain a valid index for this query.`
				: `_design/${asked}, ${name} was not used because it is not a valid index for this query.`),
		index.ddoc === null && 'No matching index found, create an index to optimize query time.',
		perResult > MANY_PER_RESULT &&
			'The number of documents examined is high in proportion to the number of results returned. Consider adding a more specific index to improve this.'
	].filter((warning) => warning !== false);
	return warnings.length > 0 ? { warning: warnings.join('\n') } : {};
}
