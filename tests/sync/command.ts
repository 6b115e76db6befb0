import { execFile } from 'node:child_process';

const root = new URL('../../', import.meta.url).pathname;

/** Runs a command of the server as `npm run` does. @returns its exit code and all it said. */
export function run(script: string, args: readonly string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, [`sync-server/keeping/${script}.ts`, ...args], { cwd: root, env: { PATH: process.env.PATH, ...env } }, (error, out, err) =>
			resolve({ code: error ? Number(error.code) : 0, said: out + err })
		);
	});
}
