import { vi } from 'vitest';
import { quiet } from './clockwork.ts';
import type { Fate } from './couch.ts';
import type { Device } from './device.ts';
import { deskActs } from './desk-acts.ts';
import type { Inbound, Outbound } from './network.ts';
import { residentActs } from './resident-acts.ts';
import { type World, arrow } from './world.ts';

/** How often a message meets with a fault, of a hundred. */
export const weathers = { calm: 3, rough: 14, storm: 35 } as const;
export type Weather = keyof typeof weathers;

const outbound = [[3, 'twice'], [3, 'lost'], [3, 'late'], [1, 'html'], [1, 'gateway'], [2, 'busy'], [1, 'too-many']] as const satisfies [number, Outbound][];
const inbound = [[3, 'lost'], [2, 'cut'], [2, 'breaks'], [2, 'hangs'], [1, 'gateway']] as const satisfies [number, Inbound][];
const onTheWayToCouch = [[2, 'lost'], [3, 'unheard'], [2, 'busy']] as const satisfies [number, Fate][];
const HOUR = 3_600_000;

type Step = (world: World, weather: Weather) => Promise<unknown>;

/** Any message of those on their way, so that they overtake each other. Those that nobody waits for any more arrive, or are lost. */
const deliver: Step = async (world, weather) => {
	const { dice, network } = world;
	for (let left = 1 + dice.below(6); left > 0 && network.calls.length > 0; left--) {
		const call = network.calls[dice.percent(60) ? 0 : dice.below(network.calls.length)]!;
		const isFaulty = dice.percent(weathers[weather]);
		const fate: Outbound | Inbound = call.over ? dice.one(['arrives', 'lost'] as const) : !isFaulty ? 'arrives' : call.at === 'client' ? dice.weighed(outbound) : dice.weighed(inbound);
		world.note(fate === 'arrives' ? arrow(call) : `${arrow(call)}, ${fate}`, 'messages');
		if (fate !== 'arrives') world.count('faults');
		if (call.over) world.count('late requests');
		await world.move([call], fate);
		await world.check();
	}
};

/** How far a registrar goes in one step. Standing still with a write in hand, while others go on, is where it could do harm. */
const far = [[4, 'one thing'], [3, 'a few things'], [4, 'until it would write'], [2, 'everything']] as const;

/** Lets one of the registrars work for a while; the others stand still. @returns false where none wants anything. */
export async function letRegistrarsWork(world: World, weather?: Weather): Promise<boolean> {
	const busy = world.server.registrars.filter((waiting) => waiting.length > 0);
	if (busy.length === 0) return false;
	const waiting = world.dice.one(busy);
	const how = world.dice.weighed(far);
	const most = how === 'one thing' ? 1 : how === 'a few things' ? 5 : 100;
	for (let done = 0; done < most && waiting.length > 0; done++) {
		if (done > 0 && how === 'until it would write' && /bulk_?docs$/i.test(waiting[0]!.what)) break;
		const isFaulty = weather && world.server.isOverCouch && world.dice.percent(weathers[weather]);
		const fate: Fate = isFaulty ? world.dice.weighed(onTheWayToCouch) : 'arrives';
		const what = `registrar ${world.server.registrars.indexOf(waiting)} ${await world.turn(waiting, fate)}`;
		world.note(isFaulty ? `${what}, ${fate}` : what, isFaulty ? 'faults before CouchDB' : undefined);
		await world.check();
	}
	return true;
}

const timer: Step = async (world) => {
	world.note('the next timer');
	await world.wait();
};

const line: Step = async (world) => {
	const device = world.dice.one([...world.desks, world.resident]);
	device.online = !device.online;
	world.note(`${device.name} ${device.online ? 'has a line again' : 'has no line'}`, 'lines cut');
	if (!device.online) world.network.cut((from) => from === device);
	else device.code.post({ wake: 'all' });
	await quiet();
};

/** A tab or worker dies in the middle of whatever it does, and is started again. */
const crash: Step = async (world) => {
	const device = world.dice.one([...world.desks, world.resident]);
	world.note(`${device.name} dies and starts again`, 'crashes');
	device.crash();
	await quiet();
	await world.during(device.start(device === world.resident ? 'resident' : 'desk'));
	world.touch(device);
};

const restart: Step = async (world) => {
	world.note('the server dies and starts again', 'restarts');
	await world.restart();
};

/** Everybody's sessions end: it is nine hours later. */
const sessionsEnd: Step = async (world) => {
	world.note('nine hours pass', 'sessions ended');
	vi.setSystemTime(Date.now() + 9 * HOUR);
};

/** So long that addresses have to go and cursors are too old; the server is started again, as it is for an update. */
export const monthPasses: Step = async (world) => {
	world.note('forty days pass', 'months passed');
	vi.setSystemTime(Date.now() + 40 * 24 * HOUR);
	await world.restart();
};

const signInAgain: Step = async (world) => {
	for (const device of world.desks) {
		if (!(await world.during(device.code.setting('parked'))) || !device.online) continue;
		world.note(`${device.name} signs in again`, 'signed in again');
		await world.signIn(device);
		world.touch(device);
	}
};

const checkpointLost: Step = async (world) => {
	if (world.checkpoints.size === 0) return;
	const id = world.dice.one([...world.checkpoints]);
	world.note('a checkpoint at the server is lost', 'checkpoints lost');
	for (const name of ['public', 'desk'] as const) await world.server.database(name).deleteLocal(id);
};

const clockMoves: Step = async (world) => {
	const by = world.dice.one([-2 * HOUR, -60_000, 5 * 60_000, 26 * HOUR]);
	const who: Device | World['server'] = world.dice.one([world.server, ...world.desks, world.resident]);
	who.skew += by;
	world.note(`the clock of ${'name' in who ? who.name : 'the server'} moves by ${by / 1000} s`, 'clocks moved');
};

const atDesk: Step = async (world) => {
	const device = world.dice.one(world.desks);
	await world.dice.weighed(deskActs)(world, device);
	world.touch(device);
};

const byResident: Step = (world) => world.dice.weighed(residentActs)(world);

const steps: readonly (readonly [number, Step])[] = [
	[60, deliver], [22, letRegistrarsWork], [22, atDesk], [8, byResident], [10, timer], [4, line], [2, crash], [2, restart], [1, sessionsEnd], [3, signInAgain], [1, checkpointLost], [1, clockMoves]
];

/** Throws the dice once, and does what they say. @throws Broken */
export async function step(world: World, weather: Weather): Promise<void> {
	await world.dice.weighed(steps)(world, weather);
	await quiet();
	await world.check();
}
