import { createHash } from 'node:crypto';
import type { ChangesOptions } from '../store/store.ts';
import { badRequest, unlessKnown } from './answer.ts';
import { type Asked, docOptionsOf, isTrue, type Verb, wholeNumber } from './asked.ts';
import { feed, patienceOf } from './changes-feed.ts';
import { filterOf } from './changes-filter.ts';
import { type ChangesAsked, pageOf, steps } from './changes-read.ts';
import { streamed } from './streamed.ts';

/**
 * `GET` and `POST /{db}/_changes`: `feed=normal`, `longpoll`, `continuous` or `eventsource` (SPEC 3.5, 3.7, 3.10, 3.11).
 * `seq_interval` is taken and every row has its seq all the same: it costs nothing here.
 */
export const changes: Verb = async (asked) => {
	const { database, query, request } = asked;
	const kind = query.get('feed') ?? 'normal';
	const limit = query.get('limit');
	const patience = patienceOf(query);
	const wanted: ChangesAsked = { options: optionsOf(asked), limit: limit === null ? Infinity : wholeNumber(limit), filter: await filterOf(asked) };
	if (kind === 'longpoll' || kind === 'continuous' || kind === 'eventsource') return feed(asked, kind, wanted, patience);
	if (kind === 'live') return feed(asked, 'continuous', wanted, patience);
	if (kind !== 'normal') throw badRequest('Supported `feed` types: normal, continuous, live, longpoll, eventsource');

	const answer = (headers: Record<string, string>) => streamed(pageOf(steps(database, wanted)), headers);
	if (request.method === 'POST') return answer({});
	const { update_seq, purge_seq } = await database.info();
	const tag = createHash('md5').update(JSON.stringify([update_seq, purge_seq, request.url])).digest('base64url');
	return unlessKnown(request, tag, answer);
};

function optionsOf({ query, request }: Asked): ChangesOptions {
	const descending = isTrue(query, 'descending');
	const style = query.get('style') ?? 'main_only';
	if (style !== 'main_only' && style !== 'all_docs') throw badRequest('`style` must be main_only or all_docs');
	if (query.has('seq_interval') && !(Number(query.get('seq_interval')) > 0)) throw badRequest('invalid_seq_interval');
	const resumed = query.get('feed') === 'eventsource' ? request.headers.get('Last-Event-ID') : null;
	return {
		...docOptionsOf(query),
		...(!descending && { since: unquoted(resumed ?? query.get('last-event-id') ?? query.get('since') ?? '0') }),
		descending,
		style,
		includeDocs: isTrue(query, 'include_docs')
	};
}

/** A seq may come as the JSON text it was told as. */
const unquoted = (seq: string) => (/^".*"$/.test(seq) ? seq.slice(1, -1) : seq);
