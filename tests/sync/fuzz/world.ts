import type { Local } from './client.ts';
import { nextTimer, quiet, windBack } from './clockwork.ts';
import { START } from './content.ts';
import type { Fate } from './couch.ts';
import { type Device } from './device.ts';
import { type Dice, throwing } from './dice.ts';
import { type Seen, checkStep, nothingSeen } from './invariants.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { type Call, type Inbound, Network, type Outbound } from './network.ts';
import { type Between, type Engine, Server } from './server.ts';
import { Witness, checkDay } from './witness.ts';

/** What somebody at a desk was told is saved. */
export type Saved = { device: Device; name: 'public' | 'desk'; id: string; field: string; value: unknown };

/** Who puts something between server and store; none by default. */
export type Saboteur = Between;

/** One run: a server, two desks, a resident's phone and the lines between them, moved by nothing but the dice. */
export class World {
	readonly dice: Dice;
	readonly witness = new Witness();
	readonly network: Network;
	server!: Server;
	readonly desks: readonly Device[];
	readonly resident: Device;
	/** Every step, in order. */
	readonly trace: string[] = [];
	/** How often what happened. */
	readonly counts: Record<string, number> = {};
	saved: Saved[] = [];
	/** What a desk shows as refused, or did: `<device> <id>`. */
	readonly refused = new Set<string>();
	/** Ids of checkpoints that were written at the server. */
	readonly checkpoints = new Set<string>();
	readonly seen: Seen = nothingSeen();
	#touched = new Set<Device>();
	#number = 0;

	private constructor(seed: number, [a, b, resident]: readonly Device[]) {
		this.dice = throwing(seed);
		this.desks = [a!, b!];
		this.resident = resident!;
		this.network = new Network(
			(request, from) => {
				const checkpoint = /_local\/([^/]+)$/.exec(request.url)?.[1];
				if (checkpoint && request.method === 'PUT') this.checkpoints.add(checkpoint);
				return this.server.serve(request, from);
			},
			(call) => this.witness.hear(call)
		);
	}

	/** Two desks that are signed in, a resident, and nothing said yet. */
	static async begin(seed: number, devices: readonly Device[], saboteur?: Saboteur): Promise<World> {
		const chance = throwing(seed + 7);
		windBack(START, () => chance.below(1_000_000) / 1_000_000);
		const world = new World(seed, devices);
		const { watch } = world.witness;
		const between = {
			app: (store: Store) => (saboteur?.app ?? same)(watch(store, 'somebody')),
			registrar: (store: Store) => (saboteur?.registrar ?? same)(watch(store, 'the registrar')),
			unheard: world.witness.hearOfWrites
		};
		world.server = await Server.open(between, world.dice.percent(60) ? 2 : 1, engineOf(seed));
		for (const device of devices) await world.during(device.renew(seed, world.network));
		for (const [device, name] of [[world.desks[0]!, 'mia'], [world.desks[1]!, 'sam']] as const) await world.signIn(device, name);
		for (const device of world.desks) {
			await world.during(device.start('desk'));
			for (const local of Object.values(device.replica!.local)) world.#watch(device, local);
		}
		const { occupancy } = world.resident.code.database;
		world.#hook = (_key: unknown, doc: object) => world.witness.attempt(() => checkDay(doc as Record<string, unknown>, 'at the resident'));
		occupancy.hook('creating', world.#hook as never);
		await world.during(world.resident.start('resident'));
		await quiet();
		return world;
	}
	#hook: unknown;

	/** Looks at every day that ever stands in a desk's replica. */
	#watch(device: Device, local: Local) {
		local.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ doc }) => {
			this.witness.attempt(() => checkDay(doc as unknown as Record<string, unknown>, `in the replica of ${device.name}`));
		});
	}

	/** A number nobody has said before. */
	fresh = (): number => ++this.#number;

	note(what: string, count?: string): void {
		this.trace.push(what);
		if (count) this.counts[count] = (this.counts[count] ?? 0) + 1;
	}

	count(what: string, by = 1): void {
		this.counts[what] = (this.counts[what] ?? 0) + by;
	}

	touch(device: Device): void {
		this.#touched.add(device);
	}

	/** Waits for something that needs no network, and for what follows from it. */
	async during<T>(work: Promise<T>): Promise<T> {
		const done = await work;
		await quiet();
		return done;
	}

	/** Signs in over a line that holds. */
	async signIn(device: Device, name = device === this.desks[0] ? 'mia' : 'sam'): Promise<void> {
		const done = device.code.signIn(name, `passwort-von-${name}`);
		for (let tries = 0; tries < 4; tries++) {
			await quiet();
			await this.move(this.network.calls.filter(({ from, label }) => from === device && label.endsWith('POST /db/_session')));
		}
		await done;
	}

	/** Moves messages to where they want to be, or to whatever fate says. */
	async move(calls: readonly Call[], fate: Outbound | Inbound = 'arrives'): Promise<void> {
		for (const call of calls) {
			if (/_bulk_docs|_revs_diff/.test(call.label)) this.touch(call.from as Device);
			if (call.at === 'client') await this.network.send(call, fate as Outbound);
			else this.network.receive(call, fate as Inbound);
		}
		await quiet();
	}

	/** Lets a registrar do the next thing it wants to do. */
	async turn(waiting: Server['registrars'][number], fate: Fate = 'arrives'): Promise<string | undefined> {
		const next = waiting.shift();
		next?.go(fate);
		await quiet();
		return next?.what;
	}

	async wait(): Promise<void> {
		nextTimer();
		for (const device of this.desks) this.touch(device);
		await quiet();
	}

	async restart(): Promise<void> {
		this.network.cut(() => true);
		await quiet();
		await this.server.kill();
		await quiet();
		await this.server.start();
		await quiet();
	}

	/** Looks whether everything still holds. @throws Broken */
	async check(): Promise<void> {
		const touched = this.desks.filter((desk) => this.#touched.has(desk));
		this.#touched.clear();
		await checkStep(this.server, this.witness, touched, this.seen);
	}

	/** Ends the run; nothing of it goes on. */
	async end(): Promise<void> {
		this.resident.code.database.occupancy.hook('creating').unsubscribe(this.#hook as never);
		for (const device of [...this.desks, this.resident]) {
			device.online = false;
			device.crash();
		}
		this.network.cut(() => true);
		await quiet();
		await this.server.end();
		for (const device of [...this.desks, this.resident]) await this.during(device.remove());
	}
}

/** Every eighth run is over a CouchDB, of the even ones and of the odd ones: it takes twice as long. */
const engineOf = (seed: number): Engine => ([3, 10].includes(seed % 16) ? 'couchdb' : 'sqlite');

const same: Between['app'] = (store) => store;

/** A message as it stands in the trace. */
export const arrow = ({ at, label, answer }: Call): string => (at === 'client' ? `→ ${label}` : `← ${label} ${answer?.status}`);
