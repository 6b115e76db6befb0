import { isDeepStrictEqual } from 'node:util';
import { padded } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import type { Database, IncomingDoc, Store, StoredDoc, WriteResult } from '../../../sync-server/store/store.ts';
import { stockOf } from './content.ts';
import type { Call } from './network.ts';

export type Name = 'public' | 'desk';
export type Revision = { name: Name; id: string; rev: string };
export type Writer = 'somebody' | 'the registrar';
type Row = { id?: string; rev?: string; error?: string };

const nameOf = (database: string) => database.slice(database.lastIndexOf('-') + 1) as Name;

/** What must never be so: said at once, with the step it happened in. */
export class Broken extends Error {}

/** @throws Broken where more is in use at any moment of a day than there is, set-up and clean-up time counted, or one request has two slots. */
export function checkDay(doc: Record<string, unknown>, where: string): void {
	if (!String(doc._id).startsWith('occupancy:') || doc._deleted) return;
	const slots = doc.slots as Slot[];
	const isTwice = new Set(slots.map(({ request }) => request)).size < slots.length;
	const spans = slots.map((slot) => ({ ...padded(slot), units: slot.units ?? 1 }));
	const inUseAt = (moment: string) => spans.reduce((sum, { from, to, units }) => sum + (from <= moment && moment < to ? units : 0), 0);
	if (isTwice || spans.some(({ from }) => inUseAt(from) > stockOf(doc.room))) throw new Broken(`${where}: ${doc._id} is given twice: ${JSON.stringify(slots)}`);
}

/** Sees everything that was ever written at the server, and everything that was ever acknowledged to somebody. */
export class Witness {
	/** By document, the bodies its revisions had when they were written. */
	readonly bodies = new Map<string, StoredDoc[]>();
	/** By document and revision, the one it was written over. */
	readonly #parents = new Map<string, string>();
	/** By document and revision, what the registrar wrote. */
	readonly #merged = new Set<string>();
	/** What an answer of the server said is kept, and was not looked after yet. */
	acknowledged: Revision[] = [];
	readonly everAcknowledged: Revision[] = [];
	/** Requests that somebody was told are confirmed, with who told it first. */
	readonly confirmed = new Map<string, string>();
	/** How many revisions were written. */
	writes = 0;
	/** What became wrong outside of a check. */
	readonly wrong: Broken[] = [];

	/** A store that is watched. Goes below whatever may lie. */
	watch = (store: Store, who: Writer): Store => ({
		...store,
		database: async (name) => {
			const database = await store.database(name);
			return database && !name.startsWith('_') ? this.#watched(database, who) : database;
		}
	});

	#watched(database: Database, who: Writer): Database {
		const name = nameOf(database.name);
		const bulkDocs: Database['bulkDocs'] = async (docs, options) => {
			const results = await database.bulkDocs(docs, options);
			this.#noteAll(name, docs, results, who);
			return results;
		};
		return new Proxy(database, {
			get(target, key) {
				const value: unknown = key === 'bulkDocs' ? bulkDocs : Reflect.get(target, key, target);
				return typeof value === 'function' ? value.bind(target) : value;
			}
		});
	}

	/** What a registrar wrote without being told: it stands there all the same. */
	hearOfWrites = (database: string, docs: readonly IncomingDoc[], results: readonly WriteResult[]): void => {
		if (['public', 'desk'].includes(nameOf(database))) this.#noteAll(nameOf(database), docs, results, 'the registrar');
	};

	#noteAll(name: Name, docs: readonly IncomingDoc[], results: readonly WriteResult[], who: Writer) {
		results.forEach((result, index) => 'ok' in result && this.#note(name, docs[index]!, result.rev, who));
	}

	#note(name: Name, given: IncomingDoc, rev: string, who: Writer) {
		this.writes++;
		const key = `${name} ${given._id}`;
		if (who === 'the registrar') this.#merged.add(`${key} ${rev}`);
		const doc: StoredDoc = { ...given, _rev: rev } as StoredDoc;
		const known = this.bodies.get(key) ?? [];
		this.bodies.set(key, known);
		known.push(doc);
		const { start, ids } = (given._revisions ?? { start: 0, ids: [] }) as { start: number; ids: string[] };
		const path = ids.length ? ids.map((id, index) => `${start - index}-${id}`) : [rev, ...(given._rev && given._rev !== rev ? [given._rev] : [])];
		path.forEach((one, index) => path[index + 1] && this.#parents.set(`${key} ${one}`, path[index + 1]!));
		this.attempt(() => checkDay(doc, 'at the server'));
		if (doc.kind === 'outcome' && doc.result === 'confirmed') this.#tell(String(doc.request), `the outcome ${doc._id}`);
	}

	/** Whether a value stood at the server, and somebody who had it before them wrote another one over it, or deleted it. */
	wasReplaced(name: Name, id: string, field: string, value: unknown): boolean {
		const key = `${name} ${id}`;
		const bodies = this.bodies.get(key) ?? [];
		const had = new Set(bodies.filter((body) => isDeepStrictEqual(body[field], value)).map(({ _rev }) => _rev));
		const stood = (rev: string | undefined): boolean => rev !== undefined && (had.has(rev) || stood(this.#parents.get(`${key} ${rev}`)));
		return bodies.some((body) => !(body._deleted && this.#merged.has(`${key} ${body._rev}`)) && !had.has(body._rev) && stood(body._rev));
	}

	#tell(request: string, by: string) {
		if (!this.confirmed.has(request)) this.confirmed.set(request, by);
	}

	/** Keeps what is wrong for the end of the step: it is found deep inside somebody's write. */
	attempt(check: () => void): void {
		try {
			check();
		} catch (error) {
			this.wrong.push(error as Broken);
		}
	}

	/** Hears every answer of the server and notes what it promises, whether or not it arrives. */
	hear = ({ request: { url, method, body }, answer }: Call): void => {
		const { status, text } = answer!;
		const [, area, database = '', verb = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
		if (area === 'db' && verb === '_bulk_docs' && status === 201) this.#hearBatch(nameOf(database), JSON.parse(body!), JSON.parse(text));
		if (area === 'api' && verb === 'inbox' && status === 201) this.#keep({ name: 'desk', id: `request:${(JSON.parse(text) as { id: string }).id}`, rev: '' });
		if (area === 'api' && verb === 'receipts' && status === 200 && method === 'GET') {
			const { state } = JSON.parse(text) as { state: string };
			if (state === 'confirmed') this.#tell(`request:${rest[0]}`, 'a receipt');
		}
	};

	#hearBatch(name: Name, { docs, new_edits }: { docs: Required<Row>[] & IncomingDoc[]; new_edits?: boolean }, rows: Row[]) {
		if (new_edits !== false) return rows.forEach(({ id, rev, error }) => error || this.#keep({ name, id: id!, rev: rev! }));
		const refused = new Set(rows.filter(({ error }) => error).map(({ id }) => id));
		for (const doc of docs) if (!refused.has(doc._id)) this.#keep({ name, id: doc._id, rev: doc._rev! });
	}

	#keep(revision: Revision) {
		this.acknowledged.push(revision);
		this.everAcknowledged.push(revision);
	}
}
