import { resolve } from 'node:path';
import { asked, giveUp, onlyForFiles, say, told } from './command.ts';
import { Unusable } from './inspect.ts';
import { revive } from './revive.ts';

onlyForFiles('SYNC_STORE names an Apache CouchDB, so the documents are kept there: restore its databases there, under new names, and replicate from those.');
const { file, settings } = asked('Usage: npm run restore -- FILE');
const copy = resolve(file);

try {
	const { databases } = revive(copy, settings.dataDir);
	say(`Restored ${copy} into ${settings.dataDir} as the beginning of a new generation. Documents: ${told(databases)}.`);
	say('Start the server. Every device reads everything anew and sends again what it holds and the copy lacks; everybody signs in again.');
} catch (error) {
	const reason = (error as Error).message;
	giveUp(error instanceof Unusable ? `${copy} was not restored. ${reason}` : `${copy} was not restored: ${reason}.`);
}
