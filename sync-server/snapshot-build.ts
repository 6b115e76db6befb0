import { type Doc, catalogue, readDocument } from '#lib/features/catalogue.ts';
import { type Occurrence, hasDates, instantsOf, occurrencesOf, repeats, windowAround } from '#lib/features/occurrence/rules.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { type Day, type Instant, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import type { Quarter } from './context.ts';
import { generationIn } from './store/sequence.ts';
import type { Database, StoredDoc } from './store/store.ts';
import { takeTurns } from './turns.ts';

/** Everything a device needs to begin, with the seq to go on from. */
export type Snapshot = {
	quarter: string;
	/** What stands behind the number in `seq`: another one means that the data was restored or begun anew. */
	generation: string;
	seq: string;
	at: Instant;
	docs: StoredDoc[];
	/** The dates of what repeats; what does not has its one date in itself. */
	occurrences: Occurrence[];
};

type Span = { from: Day; to: Day };
/** Dates by revision and window; expanding rules is nearly all that a snapshot costs. Undefined where a rule cannot be read. */
export type KnownDates = Map<string, Occurrence[] | undefined>;

/** Changes read at once. */
const PAGE = 500;

/** What was read of `public` so far, by id, and how far: the next snapshot reads only what changed since. */
export type Held = { seq: string | undefined; docs: Map<string, StoredDoc> };

export const nothingHeld = (): Held => ({ seq: undefined, docs: new Map() });

/**
 * Puts together what is current in `public` and its window (SPEC 4.1). It is read from the changes and by nothing else: in a
 * cluster, a list of documents and a seq can come from copies that are not equally far.
 * @param known the dates of an earlier snapshot; left with those of this one.
 * @param held what an earlier snapshot read; brought up to date.
 */
export async function buildSnapshot(
	{ name, public: open }: Pick<Quarter, 'name' | 'public'>,
	now: Date,
	known: KnownDates = new Map(),
	held: Held = nothingHeld()
): Promise<Snapshot> {
	const turn = takeTurns();
	const seq = await readOn(open, held, turn);
	const span = windowAround(dayOf(toLocal(now)));
	const before = new Map(known);
	known.clear();
	const docs: StoredDoc[] = [];
	const occurrences: Occurrence[] = [];
	for (const raw of held.docs.values()) {
		await turn();
		const { value } = readDocument(raw);
		const key = `${raw._id} ${raw._rev} ${span.from}`;
		if (value && hasDates(value)) known.set(key, before.has(key) ? before.get(key) : datesOf(value, span));
		const dates = known.get(key);
		if (value && !isCurrent(value, span, dates)) continue;
		docs.push(raw);
		if (value && hasDates(value) && repeats(value)) occurrences.push(...(dates ?? []));
	}
	return { quarter: name, generation: generationIn(seq), seq, at: now.toISOString(), docs, occurrences };
}

/** Brings what is held up to date. In another life of the database nothing of it counts. @returns how far it is now. */
async function readOn(open: Database, held: Held, turn: () => Promise<void>): Promise<string> {
	for (;;) {
		const { results, last_seq } = await open.changes({ ...(held.seq !== undefined && { since: held.seq }), limit: PAGE, includeDocs: true });
		if (held.seq !== undefined && generationIn(last_seq) !== generationIn(held.seq)) {
			Object.assign(held, nothingHeld());
			continue;
		}
		for (const { id, deleted, doc } of results) {
			if (!deleted && doc && publicKinds.has(kindOf(id))) held.docs.set(id, doc);
			else held.docs.delete(id);
		}
		held.seq = last_seq;
		if (results.length < PAGE) return last_seq;
		await turn();
	}
}

const publicKinds = new Set<string>(
	Object.values(catalogue)
		.filter(({ database }) => database === 'public')
		.map(({ kind }) => kind)
);

/** A rule that cannot be read has no dates that are known; the document is sent all the same, and shown as unreadable. */
function datesOf(doc: Doc<'event' | 'office-hour'>, span: Span): Occurrence[] | undefined {
	const { from, to } = instantsOf(span);
	try {
		return occurrencesOf(doc, from, to, occurrencesBetween);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/**
 * Whether it is not over yet. What lies beyond the window is sent too: the device's window reaches it one day, and it comes
 * with no later change. A document that this version cannot read is for newer ones to judge.
 */
function isCurrent(doc: Doc, { from, to }: Span, dates: Occurrence[] | undefined): boolean {
	if (doc.kind === 'occupancy') return from <= doc.date;
	if (doc.kind === 'closure') return from <= doc.to;
	return !hasDates(doc) || !dates || dates.length > 0 || doc.start >= to;
}
