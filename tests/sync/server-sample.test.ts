import { expect, test, vi } from 'vitest';
import { plantStarter } from '../../sync-server/starter/plant.ts';
import { openReplica, remoteOf } from './server-replicas.ts';
import { Visitor, openServer } from './server-rig.ts';

/** Hundreds of documents, on a machine where others work too. */
vi.setConfig({ testTimeout: 60_000 });

test('S4.7 desks that were away converge on a quarter without a sample, whatever they noted in it', async () => {
	const server = await openServer();
	await plantStarter(server.app.context);
	const [mia, sam] = [await new Visitor(server).signIn('mia'), await new Visitor(server).signIn('sam')];
	const names = ['hafencity-public', 'hafencity-desk'] as const;
	const sides = [mia, sam].flatMap((visitor) => names.map((name) => ({ name, local: openReplica(), remote: remoteOf(visitor, name) })));
	const sync = async () => {
		for (const side of [...sides, ...sides]) await side.local.sync(side.remote);
	};
	await sync();
	const away = sides.find(({ name }) => name === 'hafencity-desk')!.local;
	await away.put({ ...(await away.get('letting:sample-abschied')), keyNumber: '12' } as Parameters<typeof away.put>[0]);

	const remove = async () => ((await (await sam.send('POST', '/api/hafencity/sample/removal', {})).json()) as { removed: number }).removed;
	expect(await remove()).toBeGreaterThan(400);
	await sync();
	// What was written meanwhile is no tombstone's to lose: it is there, marked, and goes with one more click.
	expect(await remove()).toBe(1);
	await sync();
	for (const { name, local } of sides) {
		const { rows } = await local.allDocs({ include_docs: true });
		const left = rows.filter(({ doc }) => JSON.stringify(doc).includes('"sample":true'));
		expect(left.map(({ id }) => id), name).toEqual([]);
	}
	const contents = await Promise.all(sides.map(async ({ local }) => (await local.allDocs()).rows.map(({ id, value }) => `${id} ${value.rev}`)));
	expect(contents[2]).toEqual(contents[0]);
	expect(contents[3]).toEqual(contents[1]);
	for (const { local } of sides) await local.destroy();
	await server.close();
});
