import { afterEach, expect, test } from 'vitest';
import { startRegistrar } from '../../sync-server/registrar/registrar.ts';
import { decisionFor, places, requestFor, writeAll } from '../fixtures/quarter.ts';
import { openReplica, remoteOf } from './server-replicas.ts';
import { event, openServer, type TestServer, Visitor } from './server-rig.ts';

const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function deskOf(server: TestServer, name: 'mia' | 'sam') {
	const visitor = await new Visitor(server).signIn(name);
	const sides = (['public', 'desk'] as const).map((audience) => ({ local: openReplica(), remote: remoteOf(visitor, `hafencity-${audience}`) }));
	for (const { local } of sides) open.push(() => local.destroy());
	const [shared, own] = [sides[0]!, sides[1]!];
	return { public: shared.local, desk: own.local, sync: async () => Promise.all(sides.map(({ local, remote }) => local.sync(remote))) };
}

async function start() {
	const server = await openServer();
	const registrar = startRegistrar(server.app.context);
	open.push(server.close, () => registrar.stop());
	const [mia, sam] = [await deskOf(server, 'mia'), await deskOf(server, 'sam')];
	const everyoneSyncs = async () => {
		for (let round = 0; round < 3; round++) {
			await mia.sync();
			await sam.sync();
			await registrar.settled();
		}
	};
	return { server, mia, sam, everyoneSyncs };
}
type Replica = Awaited<ReturnType<typeof deskOf>>['public'];
const read = (local: Replica, id = 'event:a') => local.get<Record<string, unknown>>(id, { conflicts: true });
const change = async (local: Replica, set: object) => local.put({ ...(await local.get('event:a')), ...set });

test('S5.5 two desks edit one event in flight mode: both meet in one text, the clash goes to the inbox, no conflict is left', async () => {
	const { mia, sam, everyoneSyncs } = await start();
	await mia.public.put(event('a', { place: 'Am Steg' }));
	await everyoneSyncs();

	await change(mia.public, { place: 'Im Saal' });
	await change(mia.public, { place: 'In der Küche', cost: { de: 'frei' } });
	await change(sam.public, { title: { de: 'Fest a', en: 'Feast a' }, place: 'Auf dem Platz' });
	await everyoneSyncs();

	const [one, other] = [await read(mia.public), await read(sam.public)];
	expect(one).toEqual(other);
	expect(one._conflicts).toBeUndefined();
	expect(one).toMatchObject({ title: { de: 'Fest a', en: 'Feast a' }, cost: { de: 'frei' } });
	for (const { desk } of [mia, sam]) {
		const { rows } = await desk.allDocs<Record<string, unknown>>({ include_docs: true });
		const [clash] = rows.map(({ doc }) => doc);
		expect(rows).toHaveLength(1);
		expect(clash).toMatchObject({ document: 'event:a', field: 'place', kept: one.place, settled: false });
		expect(new Set([clash?.kept, clash?.other])).toEqual(new Set(['In der Küche', 'Auf dem Platz']));
	}
});

test('S5.5 one desk deletes what the other one edits: the edit stays', async () => {
	const { mia, sam, everyoneSyncs } = await start();
	await mia.public.put(event('a'));
	await everyoneSyncs();
	await mia.public.remove(await mia.public.get('event:a'));
	await change(sam.public, { place: 'Im Saal' });
	await everyoneSyncs();
	for (const { public: local } of [mia, sam]) expect(await read(local)).toMatchObject({ place: 'Im Saal' });
});

test('S5.3 two desks confirm two requests for one evening in flight mode: one holds, both see why', async () => {
	const { server, mia, sam, everyoneSyncs } = await start();
	await writeAll((await server.store.database('hafencity-public'))!, places);
	const [first, second] = [requestFor({ date: '2026-12-01' }), requestFor({ date: '2026-12-01' })];
	await mia.desk.bulkDocs([first, second]);
	await everyoneSyncs();
	await mia.desk.put(decisionFor(first._id, 'confirm', { decidedBy: 'mia' }));
	await sam.desk.put(decisionFor(second._id, 'confirm', { decidedBy: 'sam' }));
	await everyoneSyncs();
	for (const { public: local, desk } of [mia, sam]) {
		const { rows } = await desk.allDocs<{ result: string; alternatives: unknown[] }>({ startkey: 'outcome:', endkey: 'outcome:\ufff0', include_docs: true });
		expect(rows.map(({ doc }) => [doc?.result, doc?.alternatives.length]).sort()).toEqual([['confirmed', 0], ['taken', 3]]);
		expect((await read(local, 'occupancy:east-hall:2026-12-01')).slots).toHaveLength(1);
	}
});
