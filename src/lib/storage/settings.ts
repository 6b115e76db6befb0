import type { Day, Instant } from '#lib/kernel/moments.ts';
import { database } from './database.ts';

/** What a device remembers about itself, by key. */
export type Settings = {
	/** When this device last knew everything the server knew. */
	stand: Instant;
	/** Who is signed in at this device's desk. */
	member: { name: string; roles: string[] };
	/** The desk's session is over; work goes on, sending waits. */
	parked: boolean;
	/** How often somebody signed in at this device's desk: tells one session from the next. */
	signIns: number;
	/** The days `occurrence` and `occupancy` cover; `to` is the first day beyond. */
	window: { from: Day; to: Day };
	/** Documents of this device that the server has not confirmed to hold, by id. */
	unpushed: Record<string, { database: 'public' | 'desk'; rev: string }>;
	/** Signed out without network: the session still has to be ended at the server. */
	farewell: boolean;
};

/** The value of a setting, or undefined where it was never set. */
export async function setting<K extends keyof Settings>(key: K): Promise<Settings[K] | undefined> {
	return (await database.setting.get(key))?.value as Settings[K] | undefined;
}

/** Remembers a setting; joins the transaction it is called in. */
export async function remember<K extends keyof Settings>(key: K, value: Settings[K]): Promise<void> {
	await database.setting.put({ key, value });
}

/** Forgets a setting; joins the transaction it is called in. */
export const forget = (key: keyof Settings): Promise<void> => database.setting.delete(key);
