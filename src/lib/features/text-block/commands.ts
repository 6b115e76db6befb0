import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { change, create } from '#lib/storage/write.ts';
import { type BlockUse, type TextBlock, textBlock } from './entity.ts';

/** What the editor holds of a block, as it is typed. */
export type BlockValues = { label: string; de: string; easy: string; en: string };

const fieldsOf = ({ label, de, easy, en }: BlockValues, before?: TextBlock) => ({
	label: label.trim(),
	// What another client wrote beside these languages stays.
	text: { ...before?.text, de: de.trim(), 'de-x-leicht': easy.trim(), en: en.trim() }
});

/** What is missing, each with its field in the form. */
const missing = ({ label, de }: BlockValues): Failure[] => [...(label.trim() ? [] : [failure('missing', 'label')]), ...(de.trim() ? [] : [failure('missing', 'text.de')])];

/** Adds a block at the end of its use. @returns the failures with their fields. */
export async function addBlock(use: BlockUse, order: number, values: BlockValues): Promise<Failure[] | undefined> {
	const failures = missing(values);
	if (failures.length > 0) return failures;
	return create({ _id: newId('text-block'), kind: 'text-block', schema: textBlock.version, use, order, ...fieldsOf(values) });
}

/** Changes the words of a block. @returns the failures with their fields. */
export async function editBlock(before: TextBlock, values: BlockValues): Promise<Failure[] | undefined> {
	const failures = missing(values);
	return failures.length > 0 ? failures : change(before._id, fieldsOf(values, before));
}

/** Takes a block out of use. @returns why not. */
export const removeBlock = (block: TextBlock): Promise<Failure[] | undefined> => change(block._id, { retired: true });
