import type { Failure } from '#lib/kernel/failure.ts';
import { database } from './database.ts';
import { keeping } from './keeping.ts';

/** By form, the last save that was begun and is not yet on the device. */
const unsaved = new Map<string, symbol>();

/** What the form held when it was last saved on this device, or undefined. */
export const loadDraft = async (form: string): Promise<unknown> => (await database.draft.get(form))?.values;

/**
 * Keeps what a form holds, across reload, update and crash.
 * @param values plain data (IndexedDB's structured clone).
 * @returns `storage` where the device could not keep it.
 */
export async function saveDraft(form: string, values: unknown): Promise<Failure | undefined> {
	const save = Symbol();
	unsaved.set(form, save);
	const failed = await keeping(() => database.draft.put({ form, values, savedAt: new Date().toISOString() }));
	if (!failed && unsaved.get(form) === save) unsaved.delete(form);
	return failed;
}

/** Forgets a draft: it was sent, or the person threw it away. */
export async function discardDraft(form: string): Promise<void> {
	unsaved.delete(form);
	await database.draft.delete(form);
}

/** Forgets a draft where it still holds what was sent; another tab may have gone on typing. Joins the transaction. */
export async function discardSent({ form, values }: { form: string; values: unknown }): Promise<void> {
	if (JSON.stringify(await loadDraft(form)) === JSON.stringify(values)) await discardDraft(form);
}

/** Whether something typed in this page is not yet safe on the device; no reload may happen then. */
export const hasUnsavedDraft = () => unsaved.size > 0;
