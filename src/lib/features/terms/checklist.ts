import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import { localTextOf } from '#lib/kernel/typed-text.ts';
import { type TypedText, typedText } from './form.ts';

/** As many lines a list has, and as many letters a line. */
export const MOST_LINES = 60;
const LONGEST = 200;

/** A line while it is edited; `key` stays with it wherever it is moved to. */
export type TypedLine = TypedText & { key: string };

/** A list as the form shows it. */
export const linesShown = (list: readonly LocalText[]): TypedLine[] => list.map((text, index) => ({ ...typedText(text), key: `line-${index}` }));

/**
 * What the form means. A list without a line is none: what holds for the house, or everywhere, holds then.
 * @returns the list, or every failure with the form's field.
 */
export function checklistFrom(lines: readonly TypedLine[]): { list: LocalText[] | undefined; failures?: undefined } | { failures: Failure[]; list?: undefined } {
	const failures = lines.flatMap(({ de, easy, en }, index) => [
		...(de.trim() ? [] : [failure('missing', `lines.${index}.de`)]),
		...Object.entries({ de, easy, en }).flatMap(([name, text]) => (text.trim().length > LONGEST ? [failure('too-long', `lines.${index}.${name}`)] : []))
	]);
	if (failures.length > 0) return { failures };
	return { list: lines.length > 0 ? lines.map(localTextOf) : undefined };
}

/** The lines with one of them one place further up or down. */
export function moved<T>(lines: readonly T[], from: number, by: -1 | 1): T[] {
	const to = from + by;
	return to < 0 || to >= lines.length ? [...lines] : lines.with(from, lines[to]!).with(to, lines[from]!);
}
