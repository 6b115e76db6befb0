import { type Locale, inLocale } from '#lib/kernel/text.ts';
import type { BlockUse, TextBlock } from './entity.ts';

/** Stands in a block for what is free instead. */
export const FREE = '{frei}';

/** A block of text to start from: what the office reads on the button, and what the person will read. */
export type Block = { id: string; label: string; text: string };

/** A block's text for a reader. Where nothing is free instead, the line that speaks of it is left out. */
export const filled = (block: TextBlock, free: string, locale: Locale): string =>
	inLocale(block.text, locale)
		.text.split('\n')
		.flatMap((line) => (line.includes(FREE) ? (free ? [line.replaceAll(FREE, free)] : []) : [line]))
		.join('\n')
		.trim();

/** The blocks of one use in the office's order, filled for a reader. */
export const blocksFor = (blocks: readonly TextBlock[], use: BlockUse, free: string, locale: Locale): Block[] =>
	blocks
		.filter((block) => block.use === use)
		.sort((one, other) => one.order - other.order || (one._id < other._id ? -1 : 1))
		.map((block) => ({ id: block._id, label: block.label, text: filled(block, free, locale) }));
