import { databaseNames, OWN, type ServerContext } from './context.ts';
import { changeKept } from './kept.ts';
import type { Database } from './store/store.ts';

/** How long after a restore any device may bring back what others had written before it. */
const DAYS = 30;
const LIFE = `${OWN}life`;
/** Which store the office's database lives in, and when it went on from a copy. */
type Life = { uuid: string; restoredAt?: string };

/** Notices at the start that the store went on from a copy (it has a new uuid then), and writes it down (SPEC 2.16). */
export async function noticeRestore({ store, settings, audit, now }: Pick<ServerContext, 'store' | 'settings' | 'audit' | 'now'>): Promise<void> {
	const desk = await store.database(databaseNames(settings.quarter).desk);
	let restored = false;
	await changeKept<Life>(desk!, LIFE, (life) => {
		restored = life !== undefined && life.uuid !== store.uuid;
		if (life && !restored) return undefined;
		return { uuid: store.uuid, ...(restored && { restoredAt: now().toISOString() }) };
	});
	if (restored) await audit.note({ act: 'restored', by: null });
}

/** When the store went on from a copy, for as long as that matters. */
export async function restoredLately(desk: Database, now: () => Date): Promise<string | undefined> {
	const life = (await desk.getLocal(LIFE)) as Life | undefined;
	const oldest = new Date(now().getTime() - DAYS * 86_400_000).toISOString();
	return life?.restoredAt !== undefined && life.restoredAt > oldest ? life.restoredAt : undefined;
}
