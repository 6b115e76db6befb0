import { resolve } from 'node:path';
import { asked, giveUp, onlyForFiles, say, told } from './command.ts';
import { copyStore } from './copy.ts';
import { storeFile } from './file.ts';

onlyForFiles(
	'SYNC_STORE names an Apache CouchDB, so the documents are kept there: replicate its databases to a second CouchDB, or copy the files of its nodes (shards before _dbs) as its manual says.'
);
const { file, settings, on } = asked('Usage: npm run backup -- [--overwrite] FILE', ['overwrite']);
const to = resolve(file);
const from = storeFile(settings.dataDir);

try {
	const { bytes, databases } = await copyStore(from, to, { overwrite: on('overwrite') });
	say(`Copied ${from} to ${to}: ${(bytes / 1e6).toFixed(1)} MB, checked. Documents: ${told(databases)}.`);
	say('It holds accounts and contacts: keep it like the server itself. The key of the sessions is not in it; after a restore everybody signs in again.');
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === 'EEXIST') giveUp(`${to} exists; choose another name, or add --overwrite to replace it.`);
	giveUp(`The backup failed, nothing was written: ${message}.`);
}
