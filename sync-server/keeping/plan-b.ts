import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { openQuarter } from '../context.ts';
import { planArchive } from '../plan-b/archive.ts';
import { openCouchdb } from '../store/couchdb.ts';
import { openSqlite } from '../store/sqlite.ts';
import { asked, giveUp, say } from './command.ts';
import { publish, storeFile } from './file.ts';

const { file, settings, on } = asked('Usage: npm run plan-b -- [--overwrite] FILE.zip', ['overwrite']);
const to = resolve(file);
const from = storeFile(settings.dataDir);
if (existsSync(to) && !on('overwrite')) giveUp(`${to} exists; choose another name, or add --overwrite to replace it.`);
if (!settings.couch && !existsSync(from)) giveUp(`There is no store at ${from}.`);

await ensureTemporal();
const store = settings.couch ? (await openCouchdb(settings.couch, settings.quarter)).store : openSqlite(from);
const temporary = `${to}.${process.pid}.part`;
try {
	const quarter = await openQuarter({ store, settings }, settings.quarter);
	if (!quarter) throw new Error(`${from} does not hold the quarter ${settings.quarter}`);
	const { bytes } = await planArchive(quarter, new Date());
	writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
	chmodSync(temporary, 0o600);
	publish(temporary, to, on('overwrite'));
	say(`Wrote ${to}: one page to print and six tables for the coming 60 days. It holds names and telephone numbers.`);
} catch (error) {
	giveUp(`The plan could not be written: ${(error as Error).message}.`);
} finally {
	await store.close();
	rmSync(temporary, { force: true });
}
