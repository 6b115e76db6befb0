import { type Doc, readDocument } from '#lib/features/catalogue.ts';
import { type RoomFacts, freeSpans } from '#lib/features/booking/rules.ts';
import { addDays, clockAt, dayOf, minutesOf, toLocal } from '#lib/kernel/moments.ts';

/** Everything a new device is given. */
export type Snapshot = { docs: Doc[]; occurrences: { of: string; start: string; end: string; cancelled: boolean }[] };

export async function snapshotOf(origin: string): Promise<Snapshot> {
	const { docs, occurrences } = (await (await fetch(`${origin}/api/hafencity/snapshot`)).json()) as { docs: Record<string, unknown>[]; occurrences: Snapshot['occurrences'] };
	return { docs: docs.map((doc) => readDocument(doc).value).filter((doc) => doc !== undefined), occurrences };
}

const ofKind = <K extends Doc['kind']>(docs: Doc[], kind: K) => docs.filter((doc): doc is Doc<K> => doc.kind === kind);

/** What the rules know about every room of a snapshot. */
export const factsOf = ({ docs }: Snapshot): RoomFacts[] =>
	ofKind(docs, 'room').flatMap((room) => {
		const house = ofKind(docs, 'house').find(({ _id }) => _id === room.house);
		return house ? [{ room, house, closures: ofKind(docs, 'closure'), occupancies: ofKind(docs, 'occupancy'), terms: ofKind(docs, 'terms') }] : [];
	});

export type Evening = { facts: RoomFacts; date: string; from: string; to: string };

/** Two free hours of a bookable room, at least `ahead` days from today, in any house or in this one: found by the product's own rules, whatever day it is. */
export async function freeTwoHours(origin: string, ahead = 3, house?: string): Promise<Evening> {
	const snapshot = await snapshotOf(origin);
	const today = dayOf(toLocal(Date.now()));
	for (const date of Array.from({ length: 20 }, (_, index) => addDays(today, ahead + index))) {
		for (const facts of factsOf(snapshot).filter((facts) => house === undefined || facts.house._id === house)) {
			const span = freeSpans(facts, date).find(({ from, to }) => minutesOf(to) - minutesOf(from) >= 120);
			if (span) return { facts, date, from: span.from, to: clockAt(minutesOf(span.from) + 120) };
		}
	}
	throw new Error('no free time in three weeks: the starter content has no bookable room with opening hours');
}
