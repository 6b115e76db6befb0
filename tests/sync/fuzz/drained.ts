import { isDeepStrictEqual } from 'node:util';
import { type Kind, catalogue } from '#lib/features/catalogue.ts';
import { overlaps } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { stateOf } from '#lib/features/request/rules.ts';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Database, StoredDoc } from '../../../sync-server/store/store.ts';
import { OLD_CONTACT, paddingOf } from './content.ts';
import { type Device, emptied } from './device.ts';
import { checkKept } from './invariants.ts';
import { Broken } from './witness.ts';
import type { World } from './world.ts';

type Contents = Record<string, unknown[]>;

/** What must be so once everything is drained; that replicas are equal and ledgers empty, `drain` has waited for. @throws Broken */
export async function checkDrained(world: World): Promise<void> {
	await checkKept(world.server, world.witness.everAcknowledged, 'was acknowledged and is gone');
	await checkConflicts(world);
	await checkSaved(world);
	await checkRequests(world);
	await checkContacts(world);
	await checkSlots(world);
	for (const device of world.desks) await checkProjection(world, device);
	await checkMirror(world);
}

const all = async (database: Database): Promise<StoredDoc[]> => (await database.allDocs({ includeDocs: true })).rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));

/** Conflicting edits are merged: no document has two open revisions, and what lost can still be read. */
async function checkConflicts({ server }: World): Promise<void> {
	for (const name of ['public', 'desk'] as const) {
		const database = server.database(name);
		for (const { id, changes } of (await database.changes({ style: 'all_docs' })).results) {
			const leaves = await database.openRevisions(id, changes.map(({ rev }) => rev));
			const open = leaves.filter((leaf) => 'ok' in leaf && !leaf.ok._deleted);
			if (open.length > 1) throw new Broken(`${id} still has ${open.length} open revisions`);
		}
	}
}

/** Once its time has passed a contact is nowhere any more. */
async function checkContacts({ server, desks }: World): Promise<void> {
	if (toLocal(Date.now()) < OLD_CONTACT.keepUntil) return;
	if (!(await server.database('desk').get(OLD_CONTACT._id))?._deleted) throw new Broken('the server keeps a contact whose time has passed');
	for (const { name, code } of desks) if (await code.database.table('contact').get(OLD_CONTACT._id)) throw new Broken(`${name} keeps a contact whose time has passed`);
}

/** Every slot is somebody's who stands confirmed: what was given back is free. And who waits for a time that is free has an offer, or somebody older has. */
async function checkSlots({ server }: World): Promise<void> {
	const docs = await all(server.database('desk'));
	const outcomes = Map.groupBy(docs.filter(({ kind }) => kind === 'outcome') as unknown as Outcome[], ({ request }) => request);
	const standings = new Map(docs.filter(({ kind }) => kind === 'request').map((doc) => [doc._id, { request: doc as unknown as Wish, ...stateOf([], outcomes.get(doc._id as Wish['_id']) ?? []) }]));
	const slots: (Slot & { room: string; date: string })[] = [];
	for (const day of (await all(server.database('public'))).filter(({ kind }) => kind === 'occupancy')) {
		for (const slot of day.slots as Slot[]) {
			const state = standings.get(slot.request)?.state;
			if (!slot.sample && state !== 'confirmed') throw new Broken(`${slot.request} is ${state} and holds a slot of ${day._id}`);
			slots.push({ ...slot, room: String(day.room), date: String(day.date) });
		}
	}
	const held = [...slots, ...[...standings.values()].flatMap(({ state, outcome }) => (state === 'offered' && outcome?.offer ? [outcome.offer] : []))];
	const answerable = toLocal(Date.now() + 2 * 3_600_000 + 26 * 3_600_000);
	for (const { request, state } of standings.values()) {
		if (state !== 'waiting' || `${request.date}T${request.from}` <= answerable) continue;
		const padding = paddingOf(request.room);
		if (!held.some((other) => other.room === request.room && other.date === request.date && overlaps({ ...padding, ...other }, { ...request, ...padding }))) throw new Broken(`${request._id} waits for a time that is free`);
	}
}

const kinds = () => Object.keys(catalogue) as Kind[];

async function contentsOf(device: Device): Promise<Contents> {
	const { database } = device.code;
	const names = [...kinds(), 'occurrence', 'unreadable'];
	return database.transaction('r', names, async () => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await database.table(name).toArray()] as const))));
}

/** The tables of a device are what they would be, had they been built anew from its documents. */
async function compare(world: World, device: Device, rebuild: () => Promise<unknown>): Promise<void> {
	device.crash();
	// As each page does every hour.
	await world.during(device.code.extendWindow(dayOf(toLocal(Date.now()))));
	const followed = await world.during(contentsOf(device));
	await world.during(emptied(device.code.database, Object.keys(followed)));
	await world.during(rebuild());
	const rebuilt = await world.during(contentsOf(device));
	for (const [name, rows] of Object.entries(followed)) {
		if (!isDeepStrictEqual(rows, rebuilt[name])) throw new Broken(`${device.name} shows ${JSON.stringify(rows)} as ${name}, rebuilt it would be ${JSON.stringify(rebuilt[name])}`);
	}
}

const checkProjection = (world: World, device: Device) =>
	compare(world, device, async () => {
		for (const name of ['public', 'desk'] as const) {
			const { rows } = await device.replica!.local[name].allDocs({ include_docs: true });
			await device.code.replace(`replica-${name}`, rows.map(({ doc }) => doc as Record<string, unknown>), '0');
		}
	});

async function checkMirror(world: World): Promise<void> {
	const docs = await all(world.server.database('public'));
	await compare(world, world.resident, () => world.resident.code.replace('mirror', docs, '0-x'));
}

/** A request has one state: at the server, at each desk, and for who asked. */
async function checkRequests(world: World): Promise<void> {
	const docs = await all(world.server.database('desk'));
	const of = <T>(kind: string) => docs.filter((doc) => doc.kind === kind) as unknown as (T & { request: string })[];
	type Facts = Parameters<typeof stateOf>;
	const stateAt = (request: string, decisions: readonly { request: string }[], outcomes: readonly { request: string }[]) =>
		stateOf(decisions.filter((one) => one.request === request) as Facts[0] & [], outcomes.filter((one) => one.request === request) as Facts[1] & []).state;
	for (const { _id: id } of docs.filter(({ kind }) => kind === 'request')) {
		const state = stateAt(id, of('decision'), of('outcome'));
		if (state === 'deciding') throw new Broken(`a decision about ${id} was never answered`);
		world.count(`requests ${state}`);
		for (const { name, code } of world.desks) {
			const [decisions, outcomes] = await world.during(Promise.all([code.database.decision.toArray(), code.database.outcome.toArray()]));
			const there = stateAt(id, decisions, outcomes);
			if (there !== state) throw new Broken(`${id} is ${state} at the server and ${there} at ${name}`);
		}
	}
	await checkReceipts(world, (id) => stateAt(id, of('decision'), of('outcome')));
}

async function checkReceipts(world: World, stateAt: (request: string) => string): Promise<void> {
	for (const { id, ask, answer } of await world.during(world.resident.code.database.receipt.toArray())) {
		const asked = new Request(`${world.resident.origin}/api/hafencity/receipts/${id}`, { headers: { Authorization: `Bearer ${ask.receipt}` } });
		const now = (await (await world.server.serve(asked, world.resident)).json()) as { state: string; dates: unknown[] };
		if (now.dates.length !== 1 + (ask.further?.length ?? 0)) throw new Broken(`of the dates of ${id} there are ${now.dates.length}`);
		const isFinal = ['confirmed', 'declined'].includes(stateAt(`request:${id}`));
		if (isFinal && now.state !== stateAt(`request:${id}`)) throw new Broken(`the receipt of ${id} says ${now.state}, the office ${stateAt(`request:${id}`)}`);
		const isGivenBack = ['withdrawn', 'cancelled'].includes(now.state);
		if (['confirmed', 'declined', 'expired'].includes(answer!.state) && answer!.state !== now.state && !isGivenBack) throw new Broken(`${id} was told ${answer!.state}, and now it is ${now.state}`);
	}
}

/** What somebody was told is saved stood at the server, and is there or was replaced by who had seen it, told as a clash, or refused. */
async function checkSaved(world: World): Promise<void> {
	const latest = new Map(world.saved.map((saved) => [`${saved.device.name} ${saved.id} ${saved.field}`, saved]));
	const desk = await all(world.server.database('desk'));
	const clashes = desk.filter(({ kind }) => kind === 'edit-conflict');
	for (const { device, name, id, field, value } of latest.values()) {
		if (world.refused.has(`${device.name} ${id}`)) continue;
		const winner = await world.server.database(name).get(id);
		if (winner?._deleted || isDeepStrictEqual(winner?.[field], value)) continue;
		if (world.witness.wasReplaced(name, id, field, value)) continue;
		if (clashes.some((clash) => clash.document === id && clash.field === field && [clash.other, clash.kept].some((one) => isDeepStrictEqual(one, value)))) {
			world.count('clashes');
			continue;
		}
		throw new Broken(`${device.name} was told that ${field} of ${id} is saved as ${JSON.stringify(value)}, and it is ${JSON.stringify(winner?.[field])} without a word`);
	}
}
