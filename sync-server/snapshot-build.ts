import { setImmediate } from 'node:timers/promises';
import { type Doc, catalogue, readDocument } from '#lib/features/catalogue.ts';
import { type Occurrence, hasDates, instantsOf, occurrencesOf, repeats, windowAround } from '#lib/features/occurrence/rules.ts';
import { type Day, type Instant, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import type { Quarter } from './context.ts';
import { LAST, storedBetween } from './reading.ts';
import type { StoredDoc } from './store/store.ts';

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

/** How long others wait for an answer while a snapshot is put together, in milliseconds. */
const BREATH = 10;

/**
 * Puts together what is current in `public` and its window (SPEC 4.1). The seq is read first: what is written meanwhile
 * is in the snapshot, in the changes since, or in both.
 * @param known the dates of an earlier snapshot; left with those of this one.
 */
export async function buildSnapshot(
	{ name, public: open }: Pick<Quarter, 'name' | 'public'>,
	now: Date,
	known: KnownDates = new Map()
): Promise<Snapshot> {
	const { update_seq: seq } = await open.info();
	const span = windowAround(dayOf(toLocal(now)));
	const before = new Map(known);
	known.clear();
	let busySince = performance.now();
	const docs: StoredDoc[] = [];
	const occurrences: Occurrence[] = [];
	for (const kind of publicKinds) {
		for await (const raw of storedBetween(open, `${kind}:`, `${kind}:${LAST}`)) {
			if (performance.now() - busySince > BREATH) {
				await setImmediate();
				busySince = performance.now();
			}
			const { value } = readDocument(raw);
			const key = `${raw._id} ${raw._rev} ${span.from}`;
			if (value && hasDates(value)) known.set(key, before.has(key) ? before.get(key) : datesOf(value, span));
			const dates = known.get(key);
			if (value && !isCurrent(value, span, dates)) continue;
			docs.push(raw);
			if (value && hasDates(value) && repeats(value)) occurrences.push(...(dates ?? []));
		}
	}
	return { quarter: name, generation: seq.slice(seq.indexOf('-') + 1), seq, at: now.toISOString(), docs, occurrences };
}

const publicKinds = Object.values(catalogue)
	.filter(({ database }) => database === 'public')
	.map(({ kind }) => kind);

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
