import { database } from '#lib/storage/database.ts';
import { type Settings, remember, setting } from '#lib/storage/settings.ts';

/** The revisions of this device that the server has not confirmed to hold. Empty means: everything is there. */
export type Ledger = Settings['unpushed'];

export const ledger = async (): Promise<Ledger> => (await setting('unpushed')) ?? {};

/** Adds a revision to what the server lacks; joins the transaction it is called in. */
export const owe = (id: string, name: 'public' | 'desk', rev: string): Promise<void> =>
	database.transaction('rw', database.setting, async () => remember('unpushed', { ...(await ledger()), [id]: { database: name, rev } }));

/** Strikes off what the server holds (or refused), unless a newer revision came meanwhile. Joins the transaction. */
export const strikeOff = (settled: ReadonlyMap<string, string>): Promise<void> =>
	database.transaction('rw', database.setting, async () => {
		const left = Object.entries(await ledger()).filter(([id, { rev }]) => settled.get(id) !== rev);
		await remember('unpushed', Object.fromEntries(left));
	});
