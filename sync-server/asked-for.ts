import type { Request as Wish } from '#lib/features/request/entity.ts';
import type { Quarter } from './context.ts';
import { generationIn } from './store/sequence.ts';

/** What is counted of a request. */
export type Asked = Pick<Wish, '_id' | 'room' | 'date' | 'group' | 'contact'>;

type Kept = { seq: string; generation: string; asked: Map<string, Asked> };

const PAGE = 1000;
/** What was read so far, by database: reading 20,000 requests takes a second or two, what came since a moment. */
const kept = new Map<string, Kept>();

/** Every request there is now, as far as it is counted. Reads on from where it was the last time; not for two callers at once. */
export async function allAsked({ desk }: Pick<Quarter, 'desk'>): Promise<Iterable<Asked>> {
	let { seq, generation, asked } = kept.get(desk.name) ?? { seq: '0', generation: '', asked: new Map<string, Asked>() };
	for (;;) {
		const { results, last_seq } = await desk.changes({ since: seq, limit: PAGE, includeDocs: true, uncounted: true });
		// Another database of this name: its changes were told from the beginning.
		if (generationIn(last_seq) !== generation) asked = new Map();
		for (const { id, deleted, doc } of results) {
			if (deleted || !doc) asked.delete(id);
			else if (id.startsWith('request:')) asked.set(id, countedOf(doc as unknown as Wish));
		}
		[seq, generation] = [last_seq, generationIn(last_seq)];
		kept.set(desk.name, { seq, generation, asked });
		if (results.length < PAGE) return asked.values();
	}
}

const countedOf = ({ _id, room, date, group, contact }: Wish): Asked => ({ _id, room, date, group, contact });
