import type { LocalText } from './text.ts';

/** A text as it is typed, in three fields; a language that is left empty is left out. */
export function localTextOf({ de, easy, en }: { de: string; easy: string; en: string }): LocalText {
	const given = { de: de.trim(), 'de-x-leicht': easy.trim(), en: en.trim() };
	return { de: given.de, ...(given['de-x-leicht'] && { 'de-x-leicht': given['de-x-leicht'] }), ...(given.en && { en: given.en }) };
}
