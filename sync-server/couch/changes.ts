import type { ChangesOptions } from '../store/store.ts';
import { badRequest, json } from './answer.ts';
import { type Asked, isTrue, numberOf, type Verb } from './asked.ts';
import { longpoll } from './longpoll.ts';

/** `GET /{db}/_changes`: `feed=normal` or `longpoll`. A filter that is not kept here is refused, never ignored. */
export const changes: Verb = async (asked) => {
	const { database, query } = asked;
	const feed = query.get('feed') ?? 'normal';
	if (feed !== 'normal' && feed !== 'longpoll') return badRequest('feed must be normal or longpoll.');
	if (query.has('filter')) return badRequest('filter is not answered here.');
	const numbers = ['limit', 'timeout', 'heartbeat'].filter((name) => query.get(name) !== 'true').map((name) => numberOf(query, name));
	if (numbers.some(Number.isNaN)) return badRequest('limit, timeout and heartbeat must be whole numbers from 0.');

	const options = optionsOf(asked);
	const page = await database.changes(options);
	if (feed === 'normal' || page.results.length > 0 || options.limit === 0) return json(page);
	return longpoll(asked, { ...options, since: page.last_seq });
};

function optionsOf({ query }: Asked): ChangesOptions {
	const limit = numberOf(query, 'limit');
	return {
		since: query.get('since') ?? '0',
		...(limit !== undefined && { limit }),
		descending: isTrue(query, 'descending'),
		style: query.get('style') === 'all_docs' ? 'all_docs' : 'main_only',
		includeDocs: isTrue(query, 'include_docs'),
		conflicts: isTrue(query, 'conflicts')
	};
}
