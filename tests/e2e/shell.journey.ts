import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Device, lobby } from './device.ts';
import { expect, test } from './fixtures.ts';
import { fillIn, formFor, knowsTheQuarter, manager, resident } from './people.ts';
import { type Server, startServer } from './server.ts';
import { freeTwoHours, snapshotOf } from './times.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { say } from './words.ts';

const root = new URL('../../', import.meta.url).pathname;

/** The built files that hold PouchDB, known by a name only its source has. */
async function filesWithPouch(): Promise<string[]> {
	const folder = join(root, 'build/_app/immutable');
	const scripts = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
	const holds = await Promise.all(scripts.map(async (file) => (await readFile(join(folder, file), 'utf8')).includes('_pouch_check_localstorage')));
	return scripts.filter((_, index) => holds[index]).map((file) => `/_app/immutable/${file}`);
}

test('PouchDB is loaded at the desk, and never on a resident’s phone or a lobby screen', async ({ server, device }) => {
	const pouch = await filesWithPouch();
	expect(pouch.length, 'the build holds PouchDB somewhere').toBeGreaterThan(0);
	const asked = ({ line }: Device) => line.requests.filter((request) => pouch.some((file) => request.endsWith(file)));
	const { docs } = await snapshotOf(server.origin);
	const house = docs.find((doc) => doc.kind === 'house')!;

	const phone = await resident(device);
	for (const path of ['/kalender', '/haeuser', '/hilfe', '/meins', '/mehr']) await phone.open(path);
	const screen = await device({ viewport: lobby });
	await screen.open(`/bildschirm/${nameOf(house._id)}`);
	await knowsTheQuarter(screen.page);
	await screen.ready();
	const desk = await manager(device, server);
	await expect.poll(() => asked(desk).length).toBeGreaterThan(0);
	expect([...asked(phone), ...asked(screen)]).toEqual([]);
});

test.describe('a new version', () => {
	let home: string;
	let server: Server;
	let phone: Device;

	test.beforeEach(async () => {
		home = await mkdtemp(join(tmpdir(), 'quartierslotse-home-'));
		for (const part of ['sync-server', 'src', 'build', 'package.json']) await cp(join(root, part), join(home, part), { recursive: true });
		await symlink(join(root, 'node_modules'), join(home, 'node_modules'));
		server = await startServer({ SAMPLE: 'off' }, home);
		phone = await Device.switchOn(server);
	});
	test.afterEach(async () => {
		await phone.switchOff();
		await server.stop();
		await rm(home, { recursive: true, force: true });
	});

	test('waits until the person says so, and never interrupts a form', async () => {
		const evening = await freeTwoHours(server.origin);
		await phone.open('/');
		await knowsTheQuarter(phone.page);
		await phone.ready();
		const page = await phone.open(formFor(evening));
		await fillIn(page, evening, { purpose: 'Angefangen vor dem Update' });
		await page.evaluate(() => Object.assign(globalThis, { samePage: true }));

		const worker = join(home, 'build/service-worker.js');
		await writeFile(worker, `/* another version */\n${await readFile(worker, 'utf8')}`);
		await Promise.all(['.br', '.gz'].map((suffix) => rm(worker + suffix, { force: true })));
		await server.restart();
		await page.evaluate(async () => {
			await (await navigator.serviceWorker.getRegistration())?.update();
		});

		await expect(page.getByText(say('update_ready')).first()).toBeVisible();
		expect(await page.evaluate(() => 'samePage' in globalThis), 'the page was not reloaded').toBe(true);
		await expect(page.getByLabel(say('field_purpose'))).toHaveValue('Angefangen vor dem Update');

		await page.getByRole('button', { name: say('update_now') }).click();
		await expect.poll(() => page.evaluate(() => 'samePage' in globalThis).catch(() => true)).toBe(false);
		await expect(page.getByLabel(say('field_purpose'))).toHaveValue('Angefangen vor dem Update');
		await expect(page.getByText(say('update_ready'))).toHaveCount(0);
	});
});
