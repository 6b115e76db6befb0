import type { Failure } from '#lib/kernel/failure.ts';
import { change } from '#lib/storage/write.ts';
import type { EditConflict } from './entity.ts';

/**
 * Chooses one of the two values of a field that two people changed. Works without network. Null stands for the field removed.
 * @returns the failures; `not-found` if the document is gone and the other value was chosen.
 */
export async function settleConflict({ _id, document, field, other }: EditConflict, choice: 'kept' | 'other'): Promise<Failure[] | undefined> {
	const failures = choice === 'other' ? await change(document, { [field]: other ?? undefined }) : undefined;
	return failures ?? change(_id, { settled: true });
}
