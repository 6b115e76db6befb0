import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../tests/sync/scratch.ts';
import { Visitor } from '../../tests/sync/server-rig.ts';

let scratch: Scratch;
let mia: Visitor;
beforeAll(async () => {
	scratch = await openScratch();
	mia = await new Visitor(scratch.server).signIn('mia');
	await scratch.put('a', { n: 1 });
});
afterAll(() => scratch.close());

const DOC = ['_id', '_rev', '_deleted', '_attachments', '_revisions', 'start', 'ids', 'id', 'rev', 'atts_since', 'kind', 'schema', 'a', 'event:x', 'room:x'];
const SELECTOR = ['$and', '$or', '$not', '$in', '$gt', '$regex', '$elemMatch', '$mod', '$exists'];
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		fc.constantFrom<unknown>(null, true, -1, 1.5, 1e300, '', 'a', '1-a', 'event:x', '_local/a', '_design/a', {}, [], { toString: 1 }, { length: -1 }),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom(...DOC, ...SELECTOR, 'toString', 'valueOf', 'constructor'), tie('value'), { maxKeys: 4 })
	)
}));
/** Any JSON, but mostly with the members a verb reads. */
const bodyOf = (names: readonly string[], lists: readonly string[] = []) =>
	fc.oneof(
		{ arbitrary: json, weight: 1 },
		{ arbitrary: fc.tuple(fc.dictionary(fc.constantFrom(...names), json), fc.dictionary(fc.constantFrom(...names, ...lists), fc.array(json, { maxLength: 3 }))).map(([any, listed]) => ({ ...any, ...listed })), weight: 6 }
	);
const RANGE = ['key', 'keys', 'startkey', 'endkey', 'limit', 'skip', 'descending', 'include_docs', 'conflicts', 'update_seq', 'inclusive_end'];
const ranges = fc.oneof(bodyOf(RANGE), fc.tuple(fc.constantFrom(...RANGE), json).map(([name, value]) => ({ [name]: value })));
const named = json.map((_id) => ({ _id }));
const docs = fc.oneof(fc.array(named, { maxLength: 3 }), fc.array(json, { maxLength: 3 }), fc.array(fc.dictionary(fc.constantFrom(...DOC), json), { maxLength: 3 }));
const queries = fc.oneof(bodyOf(['selector', 'fields', 'sort', 'use_index', 'bookmark', 'limit', 'skip', 'stale', 'partition', 'r']), json.map((selector) => ({ selector })));

const bodies: [path: string, body: fc.Arbitrary<unknown>][] = [
	['_all_docs', ranges],
	['_design_docs', ranges],
	['_local_docs', ranges],
	['_all_docs/queries', fc.oneof(fc.array(ranges, { maxLength: 3 }), json).map((given) => ({ queries: given }))],
	['_bulk_get', docs.map((given) => ({ docs: given }))],
	['_bulk_docs', fc.tuple(docs, fc.constantFrom<unknown>(undefined, true, false, 'x'), fc.boolean()).map(([given, newEdits, oneStep]) => ({ docs: given, new_edits: newEdits, all_or_nothing: oneStep }))],
	['', fc.oneof(json, named, fc.dictionary(fc.constantFrom(...DOC), json))],
	['_revs_diff', bodyOf(['a', 'event:x', 'toString'])],
	['_missing_revs', bodyOf(['a', 'event:x', 'toString'])],
	['_find', queries],
	['_explain', queries],
	['_changes?filter=_selector', bodyOf(['selector', 'fields'])],
	['_changes?filter=_doc_ids', bodyOf(['doc_ids'])]
];

test.each(bodies)('S3.22 POST /{db}/%s answers whatever JSON comes, and never by a mistake of its own', async (path, body) => {
	const anyone = new Visitor(scratch.server);
	const senders = [(sent: unknown) => scratch.raw('POST', `/scratch/${path}`, JSON.stringify(sent)), ...[anyone, mia].map((who) => (sent: unknown) => who.send('POST', `/db/hafencity-public/${path}`, sent))];
	const sends = fc.constantFrom(...senders);
	await fc.assert(
		fc.asyncProperty(sends, body, async (send, sent) => {
			const answer = await send(sent);
			expect(answer.status).toBeLessThan(500);
			JSON.parse(await answer.text());
		}),
		{ numRuns: 80 }
	);
});
