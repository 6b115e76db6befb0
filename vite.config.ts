import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { type Plugin, defineConfig } from 'vitest/config';
import { browser } from './tests/browser.ts';
import { behindTestPage, serverCommands } from './tests/sync/client-rig.ts';

const server = process.env.SYNC_SERVER ?? 'http://127.0.0.1:8080';

/** Kit's route announcer hides itself by an inline style, which the content security policy forbids; app.css hides it. */
const announcerWithoutStyle = (): Plugin => ({
	name: 'announcer-without-style',
	enforce: 'pre',
	transform: (code, id) => (id.endsWith('/generated/root.svelte') ? code.replace(/(id="svelte-announcer"[^>]*?)\sstyle="[^"]*"/, '$1') : undefined)
});

/** Of two files that need each other one runs while the other is still empty: words and icons would be missing, and nothing would say so. */
const noCircle = (): Plugin => ({
	name: 'no-circle',
	generateBundle(_options, bundle) {
		const open: string[] = [];
		const done = new Set<string>();
		const visit = (file: string) => {
			const chunk = bundle[file];
			if (open.includes(file)) this.error(`files that need each other: ${[...open.slice(open.indexOf(file)), file].join(' → ')}`);
			if (chunk?.type !== 'chunk' || done.has(file)) return;
			open.push(file);
			for (const next of chunk.imports) visit(next);
			open.pop();
			done.add(file);
		};
		for (const file of Object.keys(bundle)) visit(file);
	}
});

export default defineConfig({
	plugins: [
		announcerWithoutStyle(),
		noCircle(),
		paraglideVitePlugin({
			project: './src/words/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['globalVariable', 'baseLocale'],
			emitTsDeclarations: true
		}),
		sveltekit()
	],
	worker: { format: 'es' },
	// Dexie's modern build: 5 kB less on a first visit than the one its package names first.
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
	// The start page and all it needs is one file: seventy small ones cost a first visit more in headers than in code. Words and
	// icons that several other pages share go together; they need nothing else, so no two files come to need each other.
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							groups: [
								{ name: 'start', test: /[\\/]src[\\/]routes[\\/](\(resident\)[\\/])?\+(layout|page|error)\.svelte$/, priority: 1 },
								{ name: 'shared', test: /[\\/](paraglide[\\/]messages|@lucide)[\\/]/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 }
							]
						}
					}
				}
			}
		}
	},
	server: { proxy: { '/api': server, '/db': server } },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'node',
					include: ['{src,sync-server,tests}/**/*.test.ts'],
					exclude: ['**/*.browser.test.ts', 'tests/sync/fuzz/**'],
					setupFiles: ['tests/temporal.ts'],
					environment: 'node',
					// No test leaves anything behind in its process, so files share one: loading all modules anew took most of the time.
					isolate: false
				}
			},
			{
				extends: true,
				test: {
					// Takes over time, chance and threads of its process.
					name: 'dice',
					alias: { 'node:timers/promises': fileURLToPath(new URL('tests/sync/fuzz/timers.ts', import.meta.url)) },
					include: ['tests/sync/fuzz/*.test.ts'],
					setupFiles: ['tests/temporal.ts'],
					environment: 'node'
				}
			},
			{
				extends: true,
				plugins: [behindTestPage()],
				optimizeDeps: { include: ['pouchdb', 'dexie', 'fast-check', 'uuid', 'zod/mini', 'rrule-temporal', 'temporal-polyfill/global'] },
				test: {
					name: 'browser',
					include: ['{src,tests}/**/*.browser.test.ts'],
					fileParallelism: false,
					testTimeout: 60_000,
					setupFiles: ['tests/temporal.ts', 'tests/clean-device.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({ launchOptions: browser() }),
						commands: serverCommands,
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
