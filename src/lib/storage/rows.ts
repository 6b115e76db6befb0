import { type Doc, type Kind, isKind, readDocument } from '#lib/features/catalogue.ts';
import { type Expand, type Occurrence, hasDates, instantsOf, occurrencesOf } from '#lib/features/occurrence/rules.ts';
import { failure } from '#lib/kernel/failure.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import type { Day } from '#lib/kernel/moments.ts';
import type { UnreadableRow, WriteRow } from './database.ts';

/** A document as it comes over the wire or out of PouchDB, tombstones included. */
export type RawDoc = Record<string, unknown> & { _id: string; _deleted?: boolean };
export type Window = { from: Day; to: Day };

/** What a batch of documents means for the tables. */
export type Rows = {
	puts: Map<Kind, Doc[]>;
	/** Ids whose row has to go: deleted, unreadable or past. */
	gone: Map<Kind, string[]>;
	unreadable: UnreadableRow[];
	/** Ids that are not (or no longer) unreadable. */
	readable: string[];
	/** Ids whose occurrences are replaced by `occurrences`. */
	dated: string[];
	occurrences: Occurrence[];
};

const noRules: Expand = () => {
	throw new Error('recurrence rules are not loaded');
};

/** The function that expands rules, loaded only where something repeats. */
export async function expanderFor(things: readonly Record<string, unknown>[]): Promise<Expand> {
	if (!things.some((thing) => thing.rrule !== undefined)) return noRules;
	return (await import('#lib/kernel/recurrence.ts')).occurrencesBetween;
}

const into = <T>(map: Map<Kind, T[]>, kind: Kind, value: T) => {
	const list = map.get(kind);
	if (list) list.push(value);
	else map.set(kind, [value]);
};

/** Whether a document lies before the window a device carries; the server's snapshot leaves out the same ones. */
export function isPast(doc: Doc, window: Window, dates: readonly Occurrence[]): boolean {
	if (doc.kind === 'occupancy') return doc.date < window.from;
	if (doc.kind === 'closure') return doc.to < window.from;
	return hasDates(doc) && dates.length === 0 && doc.start < window.to;
}

/**
 * Documents to rows: a pure function of the documents and the window, so that rebuilding equals following along.
 * Of a document that is there twice the later one counts. One that cannot be read becomes an `unreadable` row and never stops the others.
 * @param expanded expanded dates by document id, where the server brought them; the rest is expanded here.
 */
export function rowsOf(docs: readonly RawDoc[], window: Window, expand: Expand, expanded?: ReadonlyMap<string, Occurrence[]>): Rows {
	const rows: Rows = { puts: new Map(), gone: new Map(), unreadable: [], readable: [], dated: [], occurrences: [] };
	const { from, to } = instantsOf(window);
	for (const raw of new Map(docs.map((doc) => [doc._id, doc])).values()) {
		const kind = kindOf(raw._id);
		const known = isKind(kind);
		if (kind === 'event' || kind === 'office-hour') rows.dated.push(raw._id);
		if (raw._deleted) {
			if (known) into(rows.gone, kind, raw._id);
			rows.readable.push(raw._id);
			continue;
		}
		try {
			const { value: doc, failures } = readDocument(raw);
			if (failures) throw failures;
			if (doc.kind !== kind) throw [failure('invalid', 'kind')];
			const dates = hasDates(doc) ? (expanded?.get(doc._id) ?? occurrencesOf(doc, from, to, expand)) : [];
			rows.occurrences.push(...dates);
			if (isPast(doc, window, dates)) into(rows.gone, doc.kind, doc._id);
			else into(rows.puts, doc.kind, doc);
			rows.readable.push(doc._id);
		} catch (problem) {
			if (known) into(rows.gone, kind, raw._id);
			rows.unreadable.push({ id: raw._id, failures: Array.isArray(problem) ? problem : [failure('invalid', 'rrule')] });
		}
	}
	return rows;
}

/** The fields of a document with some set; `undefined` removes a field. */
export function applied(doc: Record<string, unknown>, set: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries({ ...doc, ...set }).filter(([, value]) => value !== undefined));
}

/**
 * Lays this device's own changes that are still on their way over what came from elsewhere, so that nobody sees their
 * edit vanish and return.
 * @param pending in the order they were made.
 */
export function overlaid(docs: readonly RawDoc[], pending: readonly WriteRow[]): RawDoc[] {
	const byId = new Map(docs.map((doc) => [doc._id, doc]));
	for (const { doc: id, set, isNew } of pending) {
		const current = byId.get(id);
		if (isNew && !current) byId.set(id, set as RawDoc);
		else if (current && !current._deleted) byId.set(id, applied(current, set) as RawDoc);
	}
	return [...byId.values()];
}
