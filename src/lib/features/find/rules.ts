import type { LocalText } from '#lib/kernel/text.ts';

/** Text as people type it: lower case, without accents, ß as ss. */
const plainOf = (text: string) => text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{Mn}/gu, '');

/**
 * The things whose words hold every typed word, those that begin with it first.
 * @returns at most `most`, nothing for an empty query.
 */
export function matchesFor<T extends { text: LocalText; date?: string }>(query: string, things: readonly T[], most = 12): T[] {
	const wanted = plainOf(query).split(/\s+/).filter(Boolean);
	if (wanted.length === 0) return [];
	const scored = things.flatMap((thing) => {
		const words = plainOf(`${Object.values(thing.text).join(' ')} ${thing.date ?? ''}`);
		if (!wanted.every((word) => words.includes(word))) return [];
		return [{ thing, begins: wanted.every((word) => words.startsWith(word) || words.includes(` ${word}`)) }];
	});
	return scored.sort((one, other) => Number(other.begins) - Number(one.begins)).slice(0, most).map(({ thing }) => thing);
}
