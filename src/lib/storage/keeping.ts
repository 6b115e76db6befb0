import { type Failure, failure } from '#lib/kernel/failure.ts';

/**
 * Runs something that stores what a person typed.
 * @returns undefined once it is durable, else `storage`: a full disk or a broken database must be told, never swallowed.
 */
export async function keeping(store: () => Promise<unknown>): Promise<Failure | undefined> {
	try {
		await store();
		return undefined;
	} catch {
		return failure('storage');
	}
}
