import type { Page } from '@playwright/test';

/** What a device holds in one of its tables. */
export const rowsHere = (page: Page, table: string) =>
	page.evaluate(
		(table) =>
			new Promise<object[]>((resolve, reject) => {
				const open = indexedDB.open('quartierslotse');
				open.onerror = () => reject(open.error ?? new Error('closed'));
				open.onsuccess = () => {
					const all = open.result.transaction(table).objectStore(table).getAll();
					all.onerror = () => reject(all.error ?? new Error(table));
					all.onsuccess = () => (open.result.close(), resolve(all.result as object[]));
				};
			}),
		table
	);

/** The drafts that a device holds, as one text. */
export const draftsHere = async (page: Page) => JSON.stringify(await rowsHere(page, 'draft'));
