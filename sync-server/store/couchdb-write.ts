import { gunzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Couch } from './couchdb-http.ts';
import { pathOf, queryOf } from './couchdb-query.ts';
import { ranksBefore } from './couchdb-rank.ts';
import { type Guard, type IncomingDoc, type Refusal, type StoredDoc, StoreError, type WriteResult } from './store.ts';

/** How often what only a minority of a cluster's copies took is written again, and the first pause, in milliseconds. */
const TRIES = 5;
const PAUSE = 100;

/** A batch that CouchDB refuses for one of its documents: a stub of nothing, or too much of it. */
const AS_A_WHOLE = new Set([412, 413]);
/** Rows that say nothing about their document: a copy was not there, or not in time. */
const WEAK = new Set(['error', 'internal_server_error', 'not_found', 'timeout', 'unknown_error']);

/** CouchDB's row: of `new_edits: false` only those that failed come. `accepted`: fewer copies took it than should. */
type Row = { id?: string; rev?: string; ok?: true; accepted?: true; error?: string; reason?: string };

/**
 * Writes one batch. CouchDB has no transactions: the guard decides against the winner as it was just before, and what is
 * written then goes by revisions as ever, so that a race is a conflict (SPEC 7.3, docs/decisions/0007).
 * Resolves when a majority of copies has it; of what is brought with its revision CouchDB says only that a copy has.
 */
export async function writeDocs(
	couch: Couch,
	database: string,
	docs: readonly IncomingDoc[],
	{ newEdits = true, guard }: { newEdits?: boolean; guard?: Guard }
): Promise<WriteResult[]> {
	const refusals = guard ? await refusalsOf(couch, database, docs, newEdits, guard) : [];
	const allowed = docs.filter((_, index) => !refusals[index]);
	const rows = (allowed.length > 0 ? await post(couch, database, allowed, newEdits) : []).values();
	return docs.map((doc, index): WriteResult => {
		const refusal = refusals[index];
		return refusal ? { id: doc._id, ...(doc._rev !== undefined && { rev: doc._rev }), ...refusal } : rows.next().value!;
	});
}

/** By document, why the guard refuses it. Not asked about what is known, nor about what cannot be but a conflict. */
async function refusalsOf(couch: Couch, database: string, docs: readonly IncomingDoc[], newEdits: boolean, guard: Guard): Promise<(Refusal | undefined)[]> {
	const [winners, unknown] = await Promise.all([winnersOf(couch, database, docs), newEdits ? undefined : unknownOf(couch, database, docs)]);
	return docs.map((doc) => {
		const winner = winners.get(doc._id);
		const isAlive = winner !== undefined && !winner._deleted;
		// One copy tells what is unknown, and may not have it yet; a majority tells the winner.
		if (unknown && (winner?._rev === doc._rev || !unknown.has(`${doc._id} ${doc._rev}`))) return undefined;
		if (!unknown && (isAlive ? doc._rev === undefined : doc._rev !== undefined || (winner && doc._deleted))) return undefined;
		const refusal = guard(doc, winner);
		// What comes later in the same batch is decided as if this was written.
		if (!refusal && !newEdits && !(winner && ranksBefore(winner, doc as StoredDoc))) winners.set(doc._id, doc as StoredDoc);
		return refusal;
	});
}

async function winnersOf(couch: Couch, database: string, docs: readonly IncomingDoc[]): Promise<Map<string, StoredDoc>> {
	const keys = [...new Set(docs.map(({ _id }) => _id))];
	const { body } = await couch.ask('POST', `${database}/_all_docs?include_docs=true`, { body: { keys }, repeatable: true });
	const rows = body.rows as { id?: string; value?: { rev: string; deleted?: true }; doc?: StoredDoc | null }[];
	return new Map(rows.flatMap(({ id, value, doc }) => (id && value ? [[id, doc ?? { _id: id, _rev: value.rev, _deleted: true as const }]] : [])));
}

async function unknownOf(couch: Couch, database: string, docs: readonly IncomingDoc[]): Promise<Set<string>> {
	const asked: Record<string, string[]> = {};
	for (const { _id, _rev } of docs) (asked[_id] ??= []).push(_rev!);
	const { body } = await couch.ask('POST', `${database}/_revs_diff`, { body: asked, repeatable: true });
	return new Set(Object.entries(body as Record<string, { missing: string[] }>).flatMap(([id, { missing }]) => missing.map((rev) => `${id} ${rev}`)));
}

/** A stub of nothing is refused when other shards may have written their part of the batch, which cannot be edited twice: what has stubs is written alone. */
const hasStub = ({ _attachments = {} }: IncomingDoc) => Object.values(_attachments).some((one) => 'stub' in one);

async function postApart(couch: Couch, database: string, docs: readonly IncomingDoc[]): Promise<WriteResult[]> {
	const rest = docs.filter((doc) => !hasStub(doc));
	const rows = (rest.length > 0 ? await post(couch, database, rest, true) : []).values();
	const results: WriteResult[] = [];
	for (const doc of docs) results.push(hasStub(doc) ? (await post(couch, database, [doc], true))[0]! : rows.next().value!);
	return results;
}

async function post(couch: Couch, database: string, docs: readonly IncomingDoc[], newEdits: boolean): Promise<WriteResult[]> {
	if (newEdits && docs.length > 1 && docs.some(hasStub)) return postApart(couch, database, docs);
	const answer = await couch.ask('POST', `${database}/_bulk_docs`, { body: { docs: docs.map(sendable), new_edits: newEdits }, repeatable: !newEdits });
	if (AS_A_WHOLE.has(answer.status) && docs.length > 1) {
		const half = docs.length >> 1;
		return [...(await post(couch, database, docs.slice(0, half), newEdits)), ...(await post(couch, database, docs.slice(half), newEdits))];
	}
	if (AS_A_WHOLE.has(answer.status)) return [{ id: docs[0]!._id, error: String(answer.body.error), reason: String(answer.body.reason) }];
	const results = resultsOf(answer, docs, newEdits, couch.host);
	return answer.status === 202 && newEdits ? insist(couch, database, results, answer.body as unknown as Row[]) : results;
}

function resultsOf({ status, body }: Answer, docs: readonly IncomingDoc[], newEdits: boolean, host: string): WriteResult[] {
	if ((status !== 201 && status !== 202) || !Array.isArray(body)) throw new StoreError(`CouchDB at ${host} answered ${status} to _bulk_docs.`, status);
	const rows = body as Row[];
	const weak = rows.find(({ error = '' }) => WEAK.has(error));
	if (weak) throw new StoreError(`CouchDB at ${host} could not write a document (${weak.reason ?? weak.error}).`);
	const failed = new Map(rows.filter(({ error }) => error).map((row) => [`${row.id} ${row.rev ?? ''}`, row]));
	return docs.map(({ _id: id, _rev = '' }, index) => {
		const row = newEdits ? rows[index] : (failed.get(`${id} ${_rev}`) ?? failed.get(`${id} `));
		if (row?.error) return { id, ...(_rev && { rev: _rev }), error: row.error, reason: row.reason ?? '' };
		return { id, rev: row?.rev ?? _rev, ok: true };
	});
}

/**
 * Brings to the other copies what only a minority of them took, and writes it once more, as the next revision: CouchDB says 201
 * to what is merely brought (`new_edits: false`) however few copies there are, and the truth of what is written. What is deleted
 * CouchDB does not delete again: that is brought only.
 * @param told which rows say that a minority took them.
 * @returns the rows of what a majority has.
 * @throws StoreError where no majority can be had: then nothing is acknowledged, and whoever wrote asks again.
 */
async function insist(couch: Couch, database: string, results: readonly WriteResult[], told: readonly Row[]): Promise<WriteResult[]> {
	const rows = [...results];
	let few = rows.flatMap((row, index) => ('ok' in row && told[index]?.accepted ? [index] : []));
	for (let tries = 0, pause = PAUSE; tries < TRIES && few.length > 0; tries++, pause *= 2) {
		await wait(pause);
		const docs = await Promise.all(few.map((index) => written(couch, database, rows[index] as Written)));
		resultsOf(await couch.ask('POST', `${database}/_bulk_docs`, { body: { docs, new_edits: false }, repeatable: true }), docs, false, couch.host);
		few = few.filter((_, at) => !docs[at]!._deleted);
		const again = docs.flatMap(({ _revisions, ...doc }) => (doc._deleted ? [] : [doc as IncomingDoc]));
		if (again.length === 0) break;
		const answer = await couch.ask('POST', `${database}/_bulk_docs`, { body: { docs: again } });
		const next = resultsOf(answer, again, true, couch.host);
		if (next.some((row) => 'error' in row)) throw new StoreError(`CouchDB at ${couch.host} has something else by now than what a minority of its copies took.`);
		few.forEach((index, at) => (rows[index] = next[at]!));
		few = few.filter((_, at) => (answer.body as unknown as Row[])[at]?.accepted);
	}
	if (few.length === 0) return rows;
	throw new StoreError(`CouchDB at ${couch.host} has no majority of its copies at hand.`);
}

type Written = { id: string; rev: string };

/** What was just written, with its history. @throws StoreError where those who took it are not at hand. */
async function written(couch: Couch, database: string, { id, rev }: Written): Promise<StoredDoc> {
	const { status, body } = await couch.ask('GET', database + pathOf(id) + queryOf({ rev, revs: true, attachments: true }));
	if (status !== 200) throw new StoreError(`CouchDB at ${couch.host} does not have at hand what a minority of its copies took.`);
	return body as StoredDoc;
}

/** CouchDB reads content as base64, unpacked. */
function sendable({ _attachments, ...doc }: IncomingDoc): Record<string, unknown> {
	if (!_attachments) return doc;
	const attachments = Object.entries(_attachments).map(([name, attachment]) => {
		if ('stub' in attachment || typeof attachment.data === 'string') return [name, attachment] as const;
		const { data, encoding, length: _, ...rest } = attachment as { data: Uint8Array; encoding?: 'gzip'; length?: number };
		return [name, { ...rest, data: Buffer.from(encoding ? gunzipSync(data) : data).toString('base64') }] as const;
	});
	return { ...doc, _attachments: Object.fromEntries(attachments) };
}
