import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '../settings.ts';

export const say = (line: string) => process.stdout.write(`${line}\n`);

/** Ends a command that cannot be done with the one sentence that says why. */
export function giveUp(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

/**
 * What a command was asked for: the one FILE, its switches, and the settings of the server it is about.
 * Ends the process with a sentence where that is not what was given.
 */
export function asked<S extends string>(usage: string, switches: readonly S[] = []): { file: string; settings: Settings; on: (name: S) => boolean } {
	const options = Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }]));
	try {
		const { values, positionals } = parseArgs({ options, allowPositionals: true });
		const [file, ...more] = positionals;
		if (file === undefined || more.length > 0) giveUp(usage);
		const { settings, wrong } = readSettings(process.env);
		if (wrong !== undefined) giveUp(wrong);
		return { file, settings, on: (name) => values[name] === true };
	} catch {
		giveUp(usage);
	}
}

/** Ends a command that is about the SQLite file where the documents are kept elsewhere. */
export function onlyForFiles(instead: string): void {
	if (/^https?:\/\//.test(process.env.SYNC_STORE?.trim() ?? '')) giveUp(instead);
}

/** How much a copy holds, in words. */
export const told = (databases: readonly { name: string; documents: number }[]) => databases.map(({ name, documents }) => `${name} ${documents}`).join(', ');
