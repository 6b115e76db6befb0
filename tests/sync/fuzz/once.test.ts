import { afterEach, beforeAll, expect, test } from 'vitest';
import { nextTimer, quiet } from './clockwork.ts';
import { START } from './content.ts';
import type { Device } from './device.ts';
import { drain, flow, pass } from './drain.ts';
import { prepare } from './run.ts';
import { World } from './world.ts';

/* What the dice found once, in as few steps as it takes. */
let devices: readonly Device[];
let world: World;
beforeAll(async () => {
	devices = await prepare();
});
afterEach(() => world.end());

const TIMEOUT = { timeout: 120_000 };
const CHOIR = 'event:choir';

const refusedAt = (device: Device) => device.code.database.refused.get(CHOIR);

test('a clock that is set back while the phone waits for news does not keep the next news from it for as long', TIMEOUT, async () => {
	world = await World.begin(1, devices);
	await flow(world);
	world.resident.skew = -2 * 60 * 60_000;
	world.server.app.close();
	await quiet();
	await world.move(world.network.calls.filter(({ from }) => from === world.resident));
	await world.restart();
	await world.desks[0]!.code.change(CHOIR, { place: 'Am Kai' });
	await pass(world, 30);
	expect(await world.resident.code.database.table('event').get(CHOIR)).toMatchObject({ place: 'Am Kai' });
});

test('a refused edit that lost against another desk’s is shown, is sent again when somebody wants that, and leaves nothing behind', TIMEOUT, async () => {
	world = await World.begin(2, devices);
	const [a, b] = [world.desks[0]!, world.desks[1]!];
	await pass(world, 2);
	a.online = false;
	world.network.cut((from) => from === a);
	await a.code.database.write.add({ doc: CHOIR, database: 'public', kind: 'event', set: { status: 'perhaps' }, isNew: false, at: START });
	for (const place of ['Am Kai', 'Im Saal', 'Am Steg']) {
		await b.code.change(CHOIR, { place });
		await pass(world, 3);
	}
	a.online = true;
	a.code.post({ wake: 'all' });
	await pass(world, 12);
	expect(await a.code.database.table('event').get(CHOIR)).toMatchObject({ place: 'Am Steg' });
	expect(await refusedAt(a)).toBeDefined();
	await a.code.resendDocument(CHOIR);
	await pass(world, 8);
	expect(await refusedAt(a)).toBeDefined();
	await a.code.giveUpDocument(CHOIR);
	await drain(world);
	expect(await refusedAt(a)).toBeUndefined();
});

test('bulk answers that are cut off and end as if they were whole do not make PouchDB ask for documents one by one', TIMEOUT, async () => {
	world = await World.begin(3, devices);
	const asked: string[] = [];
	let cuts = 0;
	for (let times = 0; times < 60; times++) {
		for (const call of world.network.calls) {
			if (call.at === 'client') asked.push(call.label);
			const isCut = call.at === 'answered' && call.label.endsWith('_bulk_get') && cuts++ < 4;
			await world.move([call], isCut ? 'cut' : 'arrives');
		}
		if (world.network.calls.length === 0) nextTimer();
		await quiet();
	}
	await drain(world);
	expect(cuts).toBeGreaterThan(4);
	expect(asked.filter((label) => /GET \/db\/hafencity-\w+\/\w+(:|%3A)/.test(label))).toEqual([]);
});
