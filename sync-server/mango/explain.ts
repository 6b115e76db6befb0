import { isCovered } from './find.ts';
import type { FindRequest } from './find-request.ts';
import { describe, type IndexDefinition } from './index-definition.ts';
import { choose, type Choice, covers, fieldsOf, type Plan, planOf, type Reason } from './plan.ts';
import { indexableFields, keysOf, MAX, MIN } from './ranges.ts';

/** CouchDB's answer to `_explain`: the index a query would use, the range of it, and why not the others. */
export function explain(dbname: string, indexes: readonly IndexDefinition[], request: FindRequest): Record<string, unknown> {
	const choice = choose(indexes, request);
	const best = choice.ranked[0]?.index;
	const { selector, ...opts } = request;
	const fields = request.fields ?? [];
	const indexable = indexableFields(selector);
	return {
		dbname,
		index: best ? describe(best) : null,
		partitioned: false,
		selector,
		opts: { ...opts, bookmark: request.bookmark ?? 'nil', sort: Object.fromEntries(request.sort), fields },
		limit: request.limit,
		skip: request.skip,
		fields,
		index_candidates: candidates(choice, request),
		selector_hints: [{ type: 'json', indexable_fields: indexable, unindexable_fields: [...new Set(fieldsOf(selector))].filter((field) => !indexable.includes(field)) }],
		...(best && { mrargs: viewArguments(planOf(best, request), request), covering: isCovered(request, best) })
	};
}

function viewArguments(plan: Plan, request: FindRequest): Record<string, unknown> {
	const [start, end] = keyRange(plan);
	const stale = request.stale === 'ok';
	return {
		include_docs: request.r === 1 && !isCovered(request, plan.index),
		view_type: 'map',
		reduce: false,
		partition: null,
		start_key: plan.descending ? end : start,
		end_key: plan.descending ? start : end,
		direction: plan.descending ? 'rev' : 'fwd',
		stable: request.stable || stale,
		update: request.update && !stale,
		conflicts: request.conflicts || 'undefined'
	};
}

function keyRange({ index, ranges }: Plan): [start: unknown, end: unknown] {
	if (ranges === 'empty') return [null, null];
	const shown = (value: unknown) => (value === MAX ? '<MAX>' : value === MIN ? '' : value);
	if (index.ddoc === null) return [shown(ranges[0]!.low), shown(ranges[0]!.high)];
	const { start, end } = keysOf(ranges);
	return [start, end.map(shown)];
}

/** By how far an index came, the last first, as CouchDB ranks and lists them. */
function candidates({ ranked, losers }: Choice, { fields }: FindRequest) {
	const has = (...reasons: Reason[]) => losers.some(({ reason }) => reasons.includes(reason));
	const unfavoured = Math.max(1, ranked.length);
	const excluded = unfavoured + (has('unfavored_type') ? 1 : 0);
	const unusable = excluded + (has('excluded_by_user') ? 1 : 0);
	const outOfScope = unusable + (has('field_mismatch', 'needs_text_search', 'sort_order_mismatch') ? 1 : 0);
	const rank: Partial<Record<Reason, number>> = { unfavored_type: unfavoured, excluded_by_user: excluded, is_partial: outOfScope };
	const rankOf = (index: IndexDefinition, reason: Reason) => {
		const place = ranked.findIndex((one) => one.index === index);
		return place > 0 ? place : (rank[reason] ?? unusable);
	};
	const usable: Reason[] = ['excluded_by_user', 'unfavored_type', 'less_overlap', 'too_many_fields', 'alphabetically_comes_after'];
	return [...losers]
		.sort((a, b) => (orderOf(a.index) < orderOf(b.index) ? 1 : -1))
		.map(({ index, reason }) => ({
			index: describe(index),
			analysis: {
				usable: usable.includes(reason),
				reasons: [{ name: reason }],
				ranking: rankOf(index, reason),
				covering: index.ddoc === null ? null : covers(index, fields)
			}
		}));
}

const orderOf = ({ ddoc, name }: IndexDefinition) => [ddoc ?? '', name].join('\u0000');
