import { accessSync, constants, mkdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { createApp } from './app.ts';
import { storeFile } from './keeping/file.ts';
import { nightlyBackup } from './keeping/nightly.ts';
import { listen, type Listener } from './listen.ts';
import { startRegistrar } from './registrar/registrar.ts';
import { noticeRestore } from './restored.ts';
import { loadSecret } from './sessions.ts';
import { readSettings, type Settings } from './settings.ts';
import { plantStarter } from './starter/plant.ts';
import { openCouchdb } from './store/couchdb.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Ends a start that cannot succeed with the one sentence that says why. */
function giveUp(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

/** What keeps everything, and the key of the session signatures. */
async function openData({ dataDir, couch, quarter }: Settings): Promise<{ store: Store; secret: string }> {
	if (couch) return openCouchdb(couch, quarter).catch((error: Error) => giveUp(`SYNC_STORE cannot be used: ${error.message}`));
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		accessSync(dataDir, constants.W_OK);
		return { store: openSqlite(storeFile(dataDir)), secret: loadSecret(dataDir) };
	} catch (error) {
		giveUp(`DATA_DIR ${dataDir} cannot be used: ${(error as Error).message}`);
	}
}

async function start(settings: Settings): Promise<void> {
	const { store, secret } = await openData(settings);
	const nightly = nightlyBackup(settings, { now: () => new Date(), log: say });
	const app = createApp({ store, settings, secret, log: say, backup: nightly.state });
	await plantStarter(app.context);
	await noticeRestore(app.context);
	const registrar = startRegistrar(app.context);
	const token = await app.issueSetupToken();
	const listener = await listen(app.fetch, settings).catch((error: Error) => giveUp(`HOST ${settings.host} with PORT ${settings.port} cannot be used: ${error.message}`));
	greet(listener.address, token);
	nightly.start();

	const stop = once(async () => {
		app.close();
		await listener.close();
		await registrar.stop();
		await nightly.stop();
		await store.close();
		process.exit(0);
	});
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

function greet(address: Listener['address'], token: string | undefined): void {
	say(`Quartierslotse: ${address}/`);
	if (token) say(`Büro einrichten (einmaliger Link): ${address}/buero/einrichten#${token}`);
}

function once(work: () => Promise<void>): () => void {
	let begun = false;
	return () => {
		if (begun) return;
		begun = true;
		void work();
	};
}

const { settings, wrong } = readSettings(process.env);
if (wrong !== undefined) giveUp(wrong);
await ensureTemporal();
await start(settings);
// What is new stays as large in memory as the start made it: V8 would let it grow with what waits, 5,000 feeds to 134 MB.
setFlagsFromString('--semi-space-growth-factor=1');
