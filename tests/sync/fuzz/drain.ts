import type { Local } from './client.ts';
import { nextTimer, quiet } from './clockwork.ts';
import { dealWithRefused } from './desk-acts.ts';
import type { Device } from './device.ts';
import { Broken } from './witness.ts';
import { letRegistrarsWork } from './steps.ts';
import { type World, arrow } from './world.ts';

/** How often time may have to pass until nothing is left to do; the rest is a run that never comes to rest. */
const PATIENCE = 400;
/** Milliseconds until a registrar has tried again what a CouchDB did not hear. */
const TRIED_AGAIN = 6000;

/** Everything holds from now on: every message arrives, sessions are renewed, people deal with what was refused. @throws Broken */
export async function drain(world: World): Promise<void> {
	const everybody = [...world.desks, world.resident];
	world.server.skew = 0;
	for (const device of everybody) Object.assign(device, { skew: 0, online: true });
	world.note('from here on everything arrives');
	const rested = Date.now() + (world.server.isOverCouch ? TRIED_AGAIN : 0);
	let left: string | undefined;
	for (let times = 0; times < PATIENCE; times++) {
		if (times % 20 === 0) for (const device of everybody) device.code.post({ wake: 'all' });
		await flow(world);
		for (const device of world.desks) await attend(world, device);
		await flow(world);
		world.count('rounds');
		left = await firstLeft(world);
		if (left === undefined && Date.now() >= rested) return;
		nextTimer();
		await quiet();
	}
	throw new Broken(`it never comes to rest: ${left}`);
}

/** Lets everything through that is on its way, until nothing moves without time. */
export async function flow(world: World): Promise<void> {
	await quiet();
	for (;;) {
		const calls = world.network.calls;
		if (await letRegistrarsWork(world)) continue;
		if (calls.length === 0) return;
		for (const call of calls) world.note(arrow(call));
		await world.move(calls);
		await world.check();
	}
}

/** Lets everything through and some time pass, timer by timer: what was done so far arrives at whoever has a line. */
export async function pass(world: World, timers: number): Promise<void> {
	for (let count = 0; count < timers; count++) {
		await flow(world);
		nextTimer();
		await quiet();
	}
	await flow(world);
}

async function attend(world: World, device: Device): Promise<void> {
	if (await world.during(device.code.setting('parked'))) await world.signIn(device);
	await dealWithRefused(world, device);
	world.touch(device);
}

/** Something that is still to be done, in words; what is cheap to find out comes first. */
async function firstLeft(world: World): Promise<string | undefined> {
	return (await leftOnDesks(world)) ?? (await leftOnPhone(world)) ?? (await leftInReplicas(world));
}

async function leftOnDesks({ desks }: World): Promise<string | undefined> {
	for (const { name, code } of desks) {
		const { database } = code;
		if (await database.write.count()) return `${name} has changes that its replica does not have`;
		if (await database.refused.count()) return `${name} has refused documents`;
		if (await code.setting('parked')) return `${name} is signed out`;
		const unpushed = await code.setting('unpushed');
		if (Object.keys(Object(unpushed)).length) return `${name} owes ${JSON.stringify(unpushed)}`;
	}
	return undefined;
}

async function leftOnPhone({ resident, server }: World): Promise<string | undefined> {
	const { outbox, receipt, cursor } = resident.code.database;
	if ((await outbox.toArray()).some(({ refused }) => !refused)) return 'the resident has requests that are not sent';
	if ((await receipt.toArray()).some(({ answer }) => !answer)) return 'the resident has receipts without an answer';
	const [{ seq } = { seq: '0' }, { last_seq }] = [await cursor.get('mirror'), await server.database('public').changes({ since: 'now' })];
	const [here, there] = [seq, last_seq].map((one) => one.split('-')[0]);
	return here === there ? undefined : `the resident has read to ${here} of ${there}`;
}

async function leftInReplicas(world: World): Promise<string | undefined> {
	for (const { name, replica, code } of world.desks) {
		for (const audience of ['public', 'desk'] as const) {
			const local = replica!.local[audience];
			const difference = await differenceOf(world, audience, local);
			if (difference) return `${name} ${audience}: ${difference}`;
			const cursor = await code.database.cursor.get(`replica-${audience}`);
			if (Number(cursor?.seq) < Number((await local.info()).update_seq)) return `${name} has not shown all of ${audience}`;
		}
	}
	return undefined;
}

/** The first document whose open revisions or text differ between the server and a replica. */
async function differenceOf(world: World, name: 'public' | 'desk', local: Local): Promise<string | undefined> {
	const theirs = await world.server.database(name).changes({ style: 'all_docs', includeDocs: true });
	const ours = await local.changes({ since: 0, style: 'all_docs', include_docs: true });
	const standing = (rows: readonly { id: string; changes: readonly { rev: string }[]; doc?: unknown }[]) =>
		new Map(rows.map(({ id, changes, doc }) => [id, JSON.stringify([changes.map(({ rev }) => rev).sort(), sorted(doc as object)])]));
	const [here, there] = [standing(ours.results), standing(theirs.results)];
	for (const id of new Set([...here.keys(), ...there.keys()])) if (here.get(id) !== there.get(id)) return `${id} is ${here.get(id)}, at the server ${there.get(id)}`;
	return undefined;
}

const sorted = (doc: object) => Object.entries(doc).sort(([a], [b]) => (a < b ? -1 : 1));
