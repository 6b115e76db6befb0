import { type Slot, occupancyId } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import type { Device } from './device.ts';
import type { Server } from './server.ts';
import { Broken, type Revision, type Witness } from './witness.ts';

/** What one run has seen so far that a later step must not contradict. */
export type Seen = { ledgers: Map<Device, Map<string, Revision>>; writes: number; released: Set<string> };
export const nothingSeen = (): Seen => ({ ledgers: new Map(), writes: 0, released: new Set() });

/**
 * What must be so after every single step, whatever happened.
 * @param touched the devices that something may have reached since the last check.
 * @throws Broken
 */
export async function checkStep(server: Server, witness: Witness, touched: readonly Device[], seen: Seen): Promise<void> {
	if (witness.wrong[0]) throw witness.wrong[0];
	for (const device of touched) await checkLedger(server, device, seen);
	await checkKept(server, witness.acknowledged.splice(0), 'was acknowledged and is not there');
	if (witness.writes === seen.writes) return;
	seen.writes = witness.writes;
	await checkConfirmed(server, witness, seen);
}

/** @throws Broken where the server lacks one of these revisions. */
export async function checkKept(server: Server, revisions: readonly Revision[], what: string): Promise<void> {
	for (const { name, id, rev } of revisions) {
		const database = server.database(name);
		const isThere = rev ? Object.keys(await database.revsDiff({ [id]: [rev] })).length === 0 : (await database.get(id)) !== undefined;
		if (!isThere) throw new Broken(`${name} ${id} ${rev} ${what}`);
	}
}

/** What a desk strikes off its list of what the server lacks, the server has, or it is shown as refused. */
async function checkLedger(server: Server, device: Device, seen: Seen): Promise<void> {
	const { database } = device.code;
	const row = await database.setting.get('unpushed');
	const owed = new Map(Object.entries((row?.value ?? {}) as Record<string, { database: 'public' | 'desk'; rev: string }>));
	const now = new Map([...owed].map(([id, { database: name, rev }]) => [`${id} ${rev}`, { name, id, rev }]));
	const struck = [...(seen.ledgers.get(device) ?? [])].filter(([key, { id }]) => !now.has(key) && !owed.has(id)).map(([, revision]) => revision);
	seen.ledgers.set(device, now);
	for (const revision of struck) if (!(await database.refused.get(revision.id))) await checkKept(server, [revision], `is no longer owed by ${device.name} and is not at the server`);
}

/**
 * Who was told "confirmed" has the slot, and its outcome says so, until it was given back; or the date that takes its place has
 * one, which comes before the word about the earlier one. Removed sample content is released from that.
 */
async function checkConfirmed(server: Server, witness: Witness, { released }: Seen): Promise<void> {
	const [open, desk] = [server.database('public'), server.database('desk')];
	for (const [id, by] of witness.confirmed) {
		if (released.has(id)) continue;
		const request = (await desk.get(id)) as unknown as Wish | undefined;
		const { rows } = await desk.allDocs({ startkey: `outcome:${nameOf(id)}:`, endkey: `outcome:${nameOf(id)}:\ufff0`, includeDocs: true });
		const outcomes = rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as unknown as Outcome] : []));
		const standing = stateOf([], outcomes);
		if (isClosed(standing.state)) {
			released.add(id);
			continue;
		}
		if (!outcomes.some(({ result }) => result === 'confirmed')) throw new Broken(`${by} told that ${id} is confirmed, and no outcome says so`);
		const { room, date } = timeOf(request!, standing);
		const day = await open.get(occupancyId(room, date));
		const slot = day && !day._deleted ? (day.slots as Slot[]).find((one) => one.request === id) : undefined;
		if (!slot && !(await isMoved(server, id))) throw new Broken(`${by} told that ${id} is confirmed, and it has no slot`);
	}
}

/** Whether a request that replaces this one has a slot. */
async function isMoved(server: Server, id: string): Promise<boolean> {
	const all = async (name: 'public' | 'desk', kind: string) => (await server.database(name).allDocs({ startkey: `${kind}:`, endkey: `${kind}:\ufff0`, includeDocs: true })).rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));
	const later = new Set((await all('desk', 'request')).filter(({ replaces }) => replaces === id).map(({ _id }) => _id));
	return (await all('public', 'occupancy')).some(({ slots }) => (slots as Slot[]).some(({ request }) => later.has(request)));
}
