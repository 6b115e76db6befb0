import { createHash, randomUUID } from 'node:crypto';
import { encodedId, query, Side } from './couch-side.ts';
import { type Attached, type Doc, partsOf, relatedBody } from './couch-parts.ts';

/** Documents of one batch, and versions of replication ids that checkpoints are looked for under. */
const BATCH = 500;
const VERSIONS = [4, 3, 2, 1];

type Row = { seq: unknown; id: string; changes: { rev: string }[] };
type Log = Doc & { session_id?: string; source_last_seq?: unknown; history?: Record<string, unknown>[] };
type Options = { continuous?: boolean; createTarget?: Record<string, string>; selector?: object; docIds?: string[]; winningRevsOnly?: boolean };
export type Stats = { missingChecked: number; docsRead: number; docsWritten: number; failures: unknown[]; carried: number; since: unknown };

/**
 * Plays one run of Apache CouchDB's replicator (3.3–3.5) between two remote databases: its requests, in its form and order.
 * What its Erlang would not match fails here too.
 */
export class CouchReplicator {
	readonly stats: Stats = { missingChecked: 0, docsRead: 0, docsWritten: 0, failures: [], carried: 0, since: 0 };
	readonly #source: Side;
	readonly #target: Side;
	readonly #options: Options;
	readonly #id: string;
	#logs: Log[] = [];
	#began: unknown[] = [];
	#through: unknown = 0;
	readonly #session = randomUUID().replaceAll('-', '');

	constructor(source: string, target: string, options: Options = {}) {
		this.#source = new Side(source);
		this.#target = new Side(target);
		this.#options = options;
		this.#id = createHash('md5').update(JSON.stringify([source, target, options.selector, options.docIds, options.winningRevsOnly])).digest('hex');
	}

	/** A one-shot run; a continuous one goes on until `stop`. */
	async run(stop?: AbortSignal): Promise<Stats> {
		await this.#open();
		const since = this.#common();
		Object.assign(this.stats, { since });
		this.#through = since;
		if (this.#options.continuous) await this.#follow(since, stop!);
		else for (const rows of batches((await this.#changes(since, 'normal')).results)) await this.#batch(rows);
		await this.#checkpoint(since);
		for (const side of [this.#source, this.#target]) side.close();
		return this.stats;
	}

	async #open(): Promise<void> {
		const { createTarget } = this.#options;
		for (const side of [this.#source, this.#target]) await side.signIn();
		if (createTarget) await this.#target.ask('PUT', query(createTarget), { takes: [201, 202, 412] });
		const infos = [];
		for (const side of [this.#source, this.#target, this.#source, this.#target]) {
			const { update_seq, instance_start_time } = (await side.ask('GET', '')).json;
			if (update_seq === undefined || instance_start_time === undefined) throw new Error('db_not_found');
			infos.push(instance_start_time);
		}
		this.#began = infos.slice(2);
		this.#logs = [await this.#logAt(this.#source), await this.#logAt(this.#target)];
	}

	async #logAt(side: Side): Promise<Log> {
		for (const version of VERSIONS) {
			const id = version === 4 ? this.#id : createHash('md5').update(`${version}${this.#id}`).digest('hex');
			const { status, json } = await side.ask('GET', `_local/${id}`, { takes: [200, 404] });
			if (status === 200) return json as Log;
			if (json.error !== 'not_found') throw new Error(`case_clause ${json.error}`);
		}
		return { _id: `_local/${this.#id}` };
	}

	/** What both sides agree that was replicated. */
	#common(): unknown {
		const [source, target] = this.#logs as [Log, Log];
		if (source.session_id === target.session_id) return source.source_last_seq ?? 0;
		const known = new Set(target.history?.map(({ session_id }) => session_id));
		return source.history?.find(({ session_id }) => known.has(session_id))?.recorded_seq ?? 0;
	}

	#asking(since: unknown, feed: string) {
		const { selector, docIds, winningRevsOnly } = this.#options;
		const wanted = { feed, style: winningRevsOnly ? 'main_only' : 'all_docs', since: JSON.stringify(since), timeout: '10000' };
		const filter = selector ? { filter: '_selector' } : docIds ? { filter: '_doc_ids' } : {};
		const body = selector ? { selector } : docIds && { doc_ids: docIds };
		return { path: `_changes${query({ ...filter, ...wanted })}`, method: body ? 'POST' : 'GET', body };
	}

	async #changes(since: unknown, feed: string): Promise<{ results: Row[]; last_seq: unknown }> {
		const { path, method, body } = this.#asking(since, feed);
		return (await this.#source.ask(method, path, { json: body })).json as { results: Row[]; last_seq: unknown };
	}

	/** Line after line, beginning anew where the feed ends; what has come together is a batch. */
	async #follow(since: unknown, stop: AbortSignal): Promise<void> {
		for (let from = since; !stop.aborted; ) {
			const { path, method, body } = this.#asking(from, 'continuous');
			for await (const lines of this.#source.lines(method, path, body, stop)) {
				const rows = lines.filter((line) => line.changes !== undefined) as unknown as Row[];
				if (rows.length > 0) await this.#batch(rows);
				const end = lines.find((line) => line.changes === undefined);
				this.#through = from = end ? end.last_seq : rows.at(-1)!.seq;
			}
		}
	}

	async #batch(rows: readonly Row[]): Promise<void> {
		const asked = Object.fromEntries(rows.map(({ id, changes }) => [id, changes.map(({ rev }) => rev)]));
		this.stats.missingChecked += Object.values(asked).flat().length;
		const { json } = await this.#target.ask('POST', '_revs_diff', { json: asked });
		const missing = Object.entries(json as Record<string, { missing: string[]; possible_ancestors?: string[] }>).flatMap(([id, { missing, possible_ancestors = [] }]) =>
			missing.map((rev) => ({ id, rev, atts_since: possible_ancestors }))
		);
		const plain = missing.filter(({ id }) => !id.startsWith('_design/'));
		const found = plain.length > 0 ? await this.#bulkGet(plain) : [];
		const batch: Doc[] = found.flatMap((doc) => (doc && !doc._attachments ? [doc] : []));
		this.stats.docsRead += batch.length;
		const alone = [...missing.filter(({ id }) => id.startsWith('_design/')), ...plain.filter((_, index) => !found[index] || found[index]._attachments)];
		for (const one of alone) batch.push(...(await this.#fetch(one)));
		await this.#flush(batch);
		this.#through = rows.at(-1)!.seq;
	}

	async #bulkGet(docs: readonly { id: string; rev: string; atts_since: string[] }[]): Promise<(Doc | undefined)[]> {
		const { json } = await this.#source.ask('POST', '_bulk_get?latest=true&revs=true', { json: { docs, latest: true, revs: true, attachments: false } });
		const [[name, results], ...others] = Object.entries(json) as [[string, { id: string; docs: { ok?: Doc }[] }[]]];
		if (name !== 'results' || others.length > 0 || results.length !== docs.length) throw new Error('bulk_get_failed');
		return results.map(({ docs: [first] }) => first!.ok);
	}

	/** One revision as parts; what has attachments, and design documents, are put at once, the rest is for the batch. */
	async #fetch({ id, rev, atts_since }: { id: string; rev: string; atts_since: string[] }): Promise<Doc[]> {
		const since = atts_since.length > 0 ? { atts_since: JSON.stringify(atts_since) } : {};
		const path = encodedId(id) + query({ ...since, revs: 'true', open_revs: JSON.stringify([rev]), latest: 'true' });
		const { type, body } = await this.#source.ask('GET', path, { headers: { Accept: 'multipart/mixed' } });
		const batch: Doc[] = [];
		for (const told of partsOf(type, body)) {
			this.stats.docsRead++;
			if (told.doc._attachments || id.startsWith('_design/')) await this.#put(told);
			else batch.push(told.doc);
		}
		return batch;
	}

	async #put(told: Attached): Promise<void> {
		const { type, body } = relatedBody(told);
		for (const { content } of told.contents) this.stats.carried += content.length;
		const { status, json } = await this.#target.ask('PUT', `${encodedId(told.doc._id)}?new_edits=false`, { body, headers: { 'Content-Type': type }, takes: [200, 201, 202, 401, 403, 413, 415] });
		if (status > 202) this.stats.failures.push(json);
		else if (json.rev === told.doc._rev) this.stats.docsWritten++;
		else throw new Error(`doc_write_failed ${JSON.stringify(json)}`);
	}

	async #flush(docs: readonly Doc[]): Promise<void> {
		if (docs.length === 0) return;
		const body = Buffer.from(`{"new_edits":false,"docs":[${docs.map((doc) => JSON.stringify(doc)).join(',')}]}`);
		const headers = { 'Content-Type': 'application/json', 'X-Couch-Full-Commit': 'false' };
		const { status, json } = await this.#target.ask('POST', '_bulk_docs', { body, headers, takes: [201, 413, 417] });
		if (status === 413 && docs.length > 1) {
			for (const half of [docs.slice(0, docs.length >> 1), docs.slice(docs.length >> 1)]) await this.#flush(half);
			return;
		}
		const errors = status === 413 ? [json] : (json as unknown as { error?: string }[]).filter(({ error }) => error !== undefined);
		this.stats.failures.push(...errors);
		this.stats.docsWritten += docs.length - errors.length;
	}

	async #checkpoint(started: unknown): Promise<void> {
		if (this.#through === started) return;
		const { json: pending } = await this.#source.ask('GET', `_changes${query({ since: JSON.stringify(this.#through), limit: '0' })}`);
		if (!Number.isInteger(pending.pending)) throw new Error('pending is not told');
		const sides = [this.#source, this.#target];
		for (const [index, side] of sides.entries()) {
			const { json } = await side.ask('POST', '_ensure_full_commit', { headers: { 'Content-Type': 'application/json' }, takes: [201] });
			if (json.instance_start_time !== this.#began[index]) throw new Error('checkpoint_commit_failure');
		}
		const { missingChecked, docsRead, docsWritten, failures } = this.stats;
		const entry = { session_id: this.#session, start_last_seq: started, end_last_seq: this.#through, recorded_seq: this.#through, missing_checked: missingChecked, docs_read: docsRead, docs_written: docsWritten, doc_write_failures: failures.length };
		for (const [index, side] of sides.entries()) {
			const { _id, _rev, history = [] } = this.#logs[index]!;
			const revisions = _rev ? { _rev, _revisions: { start: 0, ids: [_rev.slice(2)] } } : { _revisions: { start: 0, ids: [] } };
			const body = Buffer.from(JSON.stringify({ _id, ...revisions, session_id: this.#session, source_last_seq: this.#through, replication_id_version: 4, history: [entry, ...history].slice(0, 50) }));
			await side.ask('PUT', _id, { body, headers: { 'Content-Type': 'application/json', 'X-Couch-Full-Commit': 'false' }, takes: [200, 201, 202] });
		}
	}
}

const batches = (rows: readonly Row[]) => Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) => rows.slice(at * BATCH, (at + 1) * BATCH));
