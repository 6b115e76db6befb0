import { database } from '#lib/storage/database.ts';

/** Who signed in to the desk on this device. */
export type Member = { name: string; roles: string[] };

/** The member signed in on this device, or null. It says who works here, not that the session still holds. */
export async function memberHere(): Promise<Member | null> {
	const row = await database.setting.get('member');
	return (row?.value as Member | undefined) ?? null;
}

/** How many documents of this device are sample content (their slots in the occupancies not counted). */
export async function countSamples(): Promise<number> {
	const tables = [database.event, database['office-hour'], database.request, database.organisation];
	const counts = await Promise.all(tables.map((table) => table.filter((doc) => doc.sample === true).count()));
	return counts.reduce((sum, count) => sum + count, 0);
}

/** When this desk last knew everything of the office's database; undefined before the first time. */
export async function deskLoadedAt(): Promise<string | undefined> {
	const cursor = await database.cursor.get('replica-desk');
	return cursor?.complete ? cursor.at : undefined;
}

/** Whether single keys (J, K) step through the inbox on this device; people who speak to their computer turn them off. */
export const keysWanted = async (): Promise<boolean> => (await database.setting.get('keys'))?.value !== false;
