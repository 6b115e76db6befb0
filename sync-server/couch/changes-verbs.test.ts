import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());

type Row = { seq: string; id: string; changes: { rev: string }[]; deleted?: true; doc?: Record<string, unknown> };
type Page = { results: Row[]; last_seq: string; pending: number };
const fill = (...docs: Record<string, unknown>[]) => db('POST', '/_bulk_docs', { docs });
const page = async (query = '', body?: unknown) => {
	const [status, answer] = await (body === undefined ? db('GET', `/_changes${query}`) : db('POST', `/_changes${query}`, body));
	expect(status, query).toBe(200);
	return answer as Page;
};
const ids = async (query?: string, body?: unknown) => (await page(query, body)).results.map(({ id }) => id);
const numbered = (seq: string) => Number(seq.split('-')[0]);

describe('S3.10 a normal feed', () => {
	test('goes on from where it was, up and down', async () => {
		await fill({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
		const first = await page('?limit=2');
		expect([first.results.length, first.pending, first.last_seq]).toEqual([2, 1, first.results[1]!.seq]);
		expect(await ids(`?since=${first.last_seq}`)).toEqual(['c']);
		expect(await ids(`?since=${encodeURIComponent(JSON.stringify(first.last_seq))}`), 'a seq as JSON').toEqual(['c']);
		expect(await ids(`?last-event-id=${first.last_seq}`)).toEqual(['c']);
		expect(await page('?since=now')).toMatchObject({ results: [], pending: 0, last_seq: expect.stringMatching(/^3-/) });
		expect(await ids('?descending=true')).toEqual(['c', 'b', 'a']);
		expect(await ids('?descending=true&limit=1&since=0')).toEqual(['c']);
		expect(await page(`?since=${first.last_seq}&limit=0`)).toEqual({ results: [], last_seq: first.last_seq, pending: 1 });
	});

	test('every row has its seq, also where only some were asked for', async () => {
		await fill({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
		expect((await page('?seq_interval=2')).results.map(({ seq }) => numbered(seq))).toEqual([1, 2, 3]);
		expect(await db('GET', '/_changes?seq_interval=x')).toEqual(refusal(400, 'bad_request', 'invalid_seq_interval'));
	});

	test('tells every leaf, the document and its conflicts', async () => {
		await scratch.push({ _id: 'a', _rev: '1-a', n: 1 }, { _id: 'a', _rev: '1-b', n: 2 }, { _id: 'a', _rev: '1-c', _deleted: true }, { _id: 'b', _rev: '1-x', _deleted: true });
		expect((await page('?style=all_docs&include_docs=true&conflicts=true')).results).toMatchObject([
			{ id: 'a', changes: [{ rev: '1-b' }, { rev: '1-a' }, { rev: '1-c' }], doc: { _rev: '1-b', n: 2, _conflicts: ['1-a'] } },
			{ id: 'b', changes: [{ rev: '1-x' }], deleted: true, doc: { _id: 'b', _rev: '1-x', _deleted: true } }
		]);
		expect((await page()).results[0]).toEqual({ seq: expect.stringMatching(/^3-/), id: 'a', changes: [{ rev: '1-b' }] });
	});

	test('has an ETag that changes with the database', async () => {
		await fill({ _id: 'a' });
		const tag = (await scratch.ask('GET', '/scratch/_changes')).headers.get('ETag')!;
		expect((await db('GET', '/_changes', undefined, { 'If-None-Match': tag }))[0]).toBe(304);
		expect((await db('GET', '/_changes?since=now', undefined, { 'If-None-Match': tag }))[0]).toBe(200);
		await fill({ _id: 'b' });
		expect((await db('GET', '/_changes', undefined, { 'If-None-Match': tag }))[0]).toBe(200);
	});

	test('of any length comes whole, page by page', async () => {
		const all = Array.from({ length: 1700 }, (_, n) => `doc${n}`);
		await fill(...all.map((_id) => ({ _id })));
		expect(await ids()).toEqual(all);
		expect(await ids('?descending=true')).toEqual(all.toReversed());
		expect(await ids('?limit=1200')).toEqual(all.slice(0, 1200));
		const answer = await scratch.raw('GET', '/scratch/_changes?include_docs=true');
		expect(answer.headers.get('Content-Length')).toBe(null);
		await answer.body!.cancel();
	});
});

describe('S3.10 a filter', () => {
	test('_doc_ids, from the body or the address', async () => {
		await fill({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
		expect(await ids('?filter=_doc_ids', { doc_ids: ['c', 'a', 'nie'] })).toEqual(['a', 'c']);
		expect(await ids(`?filter=_doc_ids&doc_ids=${encodeURIComponent('["b"]')}`)).toEqual(['b']);
		const reason = '`doc_ids` filter parameter is not a list of doc ids.';
		expect(await db('POST', '/_changes?filter=_doc_ids', {})).toEqual(refusal(400, 'bad_request', reason));
		expect(await db('POST', '/_changes?filter=_doc_ids', { doc_ids: [1] })).toEqual(refusal(400, 'bad_request', reason));
		expect(await db('GET', '/_changes?filter=_doc_ids')).toEqual(refusal(400, 'bad_request', reason));
	});

	test('_selector, leaf by leaf', async () => {
		await fill({ _id: 'a', n: 1 }, { _id: 'b', n: 2 }, { _id: 'c', n: 3 });
		expect(await ids('?filter=_selector', { selector: { n: { $gt: 1 } } })).toEqual(['b', 'c']);
		const { results } = await page('?filter=_selector&include_docs=true', { selector: { _id: 'b' } });
		expect(results).toMatchObject([{ id: 'b', doc: { n: 2 } }]);
		expect(await ids('?filter=_selector', { selector: {} })).toEqual(['a', 'b', 'c']);
		await scratch.push({ _id: 'd', _rev: '1-a', n: 9 }, { _id: 'd', _rev: '1-b', n: 0 });
		expect((await page('?filter=_selector&style=all_docs', { selector: { n: 9 } })).results).toMatchObject([{ id: 'd', changes: [{ rev: '1-a' }] }]);
		expect(await ids('?filter=_selector', { selector: { n: 9 } })).toEqual([]);
		expect((await db('POST', '/_changes?filter=_selector', { selector: 'x' }))[0]).toBe(400);
		expect(await db('GET', '/_changes?filter=_selector')).toEqual(refusal(400, 'bad_request', 'Selector must be specified in POST payload'));
	});

	test('_selector, of the documents only the fields asked for', async () => {
		await fill({ _id: 'a', n: 1, of: { x: 1, y: 2 } });
		const docOf = async (fields: unknown) => (await page('?filter=_selector&include_docs=true', { selector: { n: 1 }, fields })).results.map(({ doc }) => doc);
		expect(await docOf(['_id', 'of.y', 'nie'])).toEqual([{ _id: 'a', of: { y: 2 } }]);
		expect(await docOf([])).toMatchObject([{ _id: 'a', n: 1, of: { x: 1, y: 2 } }]);
		const refused = (fields: unknown) => db('POST', '/_changes?filter=_selector', { selector: {}, fields });
		expect(await refused('n')).toEqual(refusal(400, 'bad_request', 'Selector error: fields must be JSON array'));
		expect(await refused([1])).toEqual(refusal(400, 'bad_request', 'Invalid JSON for field spec: 1'));
		expect(await refused(['a..b'])).toEqual(refusal(400, 'bad_request', 'Invalid field name: a..b'));
	});

	test('S8.1 _selector, with no more fields than a query may name', async () => {
		await fill({ _id: 'a', n: 1 });
		const asked = (fields: string[]) => db('POST', '/_changes?filter=_selector&include_docs=true', { selector: {}, fields });
		expect(await asked(Array(1000).fill('n'))).toMatchObject([200, { results: [{ doc: { n: 1 } }] }]);
		expect(await asked(Array(1001).fill('n'))).toEqual(refusal(400, 'bad_request', 'At most 1000 fields may be named.'));
		expect(await asked([Array(51).fill('n').join('.')])).toEqual(refusal(400, 'bad_request', 'A field may be 50 names deep.'));
		expect((await asked(['n'.repeat(1_000_000)]))[0], 'nor is it longer than a query').toBe(413);
	});

	test('S8.2 _selector lets others go on while it reads', async () => {
		await fill(...Array.from({ length: 400 }, (_, n) => ({ _id: `doc${n}`, list: Array(200).fill(n) })));
		let turns = 0;
		const counting = setInterval(() => (turns += 1));
		const selector = { $or: Array.from({ length: 300 }, () => ({ list: { $elemMatch: { $gt: 'x' } } })) };
		expect(await ids('?filter=_selector', { selector })).toEqual([]);
		clearInterval(counting);
		expect(turns).toBeGreaterThan(3);
	});

	test('_design', async () => {
		await fill({ _id: 'a' }, { _id: '_design/x' });
		expect(await ids('?filter=_design')).toEqual(['_design/x']);
		expect(await ids('', {}), 'a body without a filter').toEqual(['a', '_design/x']);
	});

	test('never ends a page early: what was scanned without a hit is passed over, and told', async () => {
		await fill(...Array.from({ length: 1300 }, (_, n) => ({ _id: `doc${n}`, n })));
		const first = await page('?filter=_selector&limit=1', { selector: { n: { $gte: 1100 } } });
		expect([first.results.map(({ id }) => id), numbered(first.last_seq), first.pending]).toEqual([['doc1100'], 1101, 199]);
		const none = await page('?filter=_selector', { selector: { n: -1 } });
		expect([none.results, numbered(none.last_seq), none.pending]).toEqual([[], 1300, 0]);
	});
});

describe('S3.11 a feed that waits', () => {
	const reading = async (query: string, headers: Record<string, string> = {}, body?: unknown) => {
		const answer = await scratch.raw(body ? 'POST' : 'GET', `/scratch/_changes?${query}`, body, headers);
		const reader = answer.body!.getReader();
		return { answer, next: async () => new TextDecoder().decode((await reader.read()).value), end: () => reader.cancel() };
	};
	const rowsIn = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as Row & Page);

	test('continuous: a line per change, as it happens, and a last one when it ends', async () => {
		await fill({ _id: 'a' }, { _id: 'b' });
		const feed = await reading('feed=continuous&timeout=60000&limit=4');
		expect(rowsIn(await feed.next())).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		const waiting = feed.next();
		await fill({ _id: 'c' });
		expect(rowsIn(await waiting)).toMatchObject([{ id: 'c', changes: [{ rev: expect.any(String) }] }]);
		await fill({ _id: 'd' }, { _id: 'e' });
		expect(rowsIn(await feed.next()), 'no more than asked for').toMatchObject([{ id: 'd' }]);
		expect(rowsIn(await feed.next())).toEqual([{ last_seq: expect.stringMatching(/^4-/), pending: 1 }]);
		expect(await feed.next()).toBe('');
	});

	test('continuous: ends when the time is out, with how far it looked', async () => {
		await fill({ _id: 'a' });
		const answer = await scratch.raw('GET', '/scratch/_changes?feed=continuous&timeout=1');
		expect(answer.headers.get('Content-Type')).toBe('application/json');
		expect(rowsIn(await answer.text())).toMatchObject([{ id: 'a' }, { last_seq: expect.stringMatching(/^1-/), pending: 0 }]);
		expect(rowsIn(await (await scratch.raw('GET', '/scratch/_changes?feed=live&timeout=1&since=now')).text())).toMatchObject([{ last_seq: expect.stringMatching(/^1-/) }]);
	});

	test('continuous with a filter tells what passes, and how far it looked', async () => {
		const answer = await reading('feed=continuous&timeout=60000&filter=_selector&limit=1', {}, { selector: { good: true } });
		const first = answer.next();
		await fill({ _id: 'a' });
		await fill({ _id: 'b', good: true });
		expect(rowsIn(await first)).toMatchObject([{ id: 'b' }]);
		expect(rowsIn(await answer.next())).toMatchObject([{ last_seq: expect.stringMatching(/^2-/) }]);
	});

	test('feeds that a write wakes are read for together, each as it asked', async () => {
		const asked = ['continuous', 'continuous', 'continuous', 'continuous', 'continuous&include_docs=true', 'eventsource'];
		const feeds = await Promise.all(asked.map((query) => reading(`feed=${query}&timeout=60000&since=now`)));
		const waiting = feeds.map((feed) => feed.next());
		const changes = vi.spyOn((await scratch.server.app.context.store.database('scratch'))!, 'changes');
		await fill({ _id: 'a', n: 1 });
		const [first = '', ...others] = await Promise.all(waiting);
		expect(rowsIn(first)).toEqual([{ id: 'a', seq: expect.any(String), changes: [expect.anything()] }]);
		expect(others.slice(0, 3)).toEqual([first, first, first]);
		expect(rowsIn(others[3]!)).toMatchObject([{ id: 'a', doc: { n: 1 } }]);
		expect(others[4]).toMatch(/^data: .*"id":"a"/);
		expect(changes).toHaveBeenCalledTimes(3);
	});

	test('a feed that takes its time hears what was written meanwhile, as those do that are faster', async () => {
		const [fast, slow] = [await reading('feed=continuous&timeout=60000&since=now'), await reading('feed=continuous&timeout=60000&since=now')];
		for (const id of ['a', 'b', 'c']) {
			await fill({ _id: id });
			expect(rowsIn(await fast.next())).toMatchObject([{ id }]);
		}
		let heard = '';
		while (!heard.includes('"id":"c"')) heard += await slow.next();
		expect(rowsIn(heard).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	});

	test('eventsource: data and id, resumed by Last-Event-ID', async () => {
		await fill({ _id: 'a' }, { _id: 'b' });
		const feed = await reading('feed=eventsource&timeout=60000');
		expect(feed.answer.headers.get('Content-Type')).toBe('text/event-stream');
		expect(feed.answer.headers.get('Cache-Control')).toBe('no-store, no-transform');
		const events = (await feed.next()).trim().split('\n\n');
		expect(events[0]).toMatch(/^data: \{.*"id":"a".*\}\nid: "1-[0-9a-f]+"$/);
		await feed.end();
		const id = /id: (.*)$/.exec(events[0]!)![1]!;
		const resumed = await reading('feed=eventsource&timeout=60000&since=now', { 'Last-Event-ID': id });
		expect(await resumed.next()).toMatch(/^data: .*"id":"b"/);
		await resumed.end();
	});

	test('longpoll waits on where a filter leaves nothing', async () => {
		await fill({ _id: 'a' });
		const feed = await reading('feed=longpoll&timeout=60000&filter=_doc_ids', {}, { doc_ids: ['c'] });
		const first = feed.next();
		await fill({ _id: 'b' });
		await fill({ _id: 'c' });
		expect(JSON.parse(await first)).toMatchObject({ results: [{ id: 'c' }], last_seq: expect.stringMatching(/^3-/), pending: 0 });
		expect(await feed.next()).toBe('');
	});

	test('longpoll answers at once with what there is, and with nothing where nothing was wanted', async () => {
		await fill({ _id: 'a' }, { _id: 'b' });
		expect(await page('?feed=longpoll&limit=1')).toMatchObject({ results: [{ id: 'a' }], pending: 1 });
		expect(await page('?feed=longpoll&limit=0&since=now')).toMatchObject({ results: [], pending: 0 });
	});

	test('HEAD is not kept waiting', async () => {
		expect((await scratch.raw('HEAD', '/scratch/_changes?feed=continuous')).status).toBe(200);
	});

	test.each([
		['feed=quatsch', 'bad_request', 'Supported `feed` types: normal, continuous, live, longpoll, eventsource'],
		['heartbeat=0', 'bad_request', 'The heartbeat value should be a positive integer (in milliseconds).'],
		['heartbeat=x', 'bad_request', 'Invalid heartbeat value. Expecting a positive integer value (in milliseconds).'],
		['timeout=x', 'query_parse_error', 'Invalid value for integer: "x"'],
		['limit=x', 'query_parse_error', 'Invalid value for integer: "x"']
	])('is refused for %s', async (query, error, reason) => {
		expect(await db('GET', `/_changes?${query}`)).toEqual(refusal(400, error, reason));
	});
});
