import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { floorOf, floorsOf, importsOf, objectionsTo } from './architecture.ts';

const files = globSync('{src,sync-server,tests}/**/*.{ts,svelte}')
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => !path.startsWith('src/lib/paraglide/') && !path.endsWith('.d.ts'));
const product = files.filter((path) => !path.startsWith('tests/') && !/\.test\.ts$/.test(path));
const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').length;

test('every source file keeps the house rules', () => {
	expect(product.length).toBeGreaterThan(40);
	const sources = new Map(product.map((path) => [path, readFileSync(path, 'utf8')]));
	const floors = floorsOf(sources);
	expect([...sources].flatMap(([path, source]) => objectionsTo(path, source, floors))).toEqual([]);
});

test('no file, tests included, is longer than 400 lines', () => {
	expect(files.filter((path) => lines(path) > 400)).toEqual([]);
});

test('nine of ten source files are shorter than 200 lines', () => {
	const long = product.filter((path) => lines(path) >= 200);
	expect(long.length / product.length, long.join(' ')).toBeLessThan(0.1);
});

test('components stay within 120 lines', () => {
	const long = product.filter((path) => path.endsWith('.svelte') && lines(path) > 120).map((path) => `${path} ${lines(path)}`);
	expect(long).toEqual([]);
});

test('every entity folder has its line in the catalogue', () => {
	const listed = readFileSync('src/lib/features/catalogue.ts', 'utf8');
	const missing = globSync('*/entity.ts', { cwd: 'src/lib/features' }).filter((path) => !listed.includes(`'./${path}'`));
	expect(missing, 'add an import and a name in catalogue.ts').toEqual([]);
});

describe('the checker catches', () => {
	const cases: [what: string, path: string, source: string][] = [
		['a lower floor that imports a higher one', 'src/lib/kernel/ids.ts', `import { database } from '#lib/storage/database.ts';`],
		['storage that imports sync', 'src/lib/storage/drafts.ts', `import { syncNow } from '../sync/status.svelte.ts';`],
		['a query that imports a command', 'src/lib/features/event/queries.ts', `import { announce } from './commands.ts';`],
		['a component that imports a route', 'src/lib/features/event/EventCard.svelte', `<script>\nimport Page from '../../../routes/+page.svelte';\n</script>`],
		['another slice’s component', 'src/lib/features/event/EventCard.svelte', `import HouseCard from '../house/HouseCard.svelte';`],
		['another slice’s command', 'src/lib/features/event/EventCard.svelte', `import { closeHouse } from '#lib/features/house/commands.ts';`],
		['an import that runs over lines', 'src/lib/kernel/ids.ts', `import {\n\tdatabase,\n\tother\n} from '#lib/storage/database.ts';`],
		['ui that knows an entity', 'src/lib/ui/Card.svelte', `import type { House } from '#lib/features/house/entity.ts';`],
		['a client that imports the server', 'src/lib/sync/mirror.ts', `import type { Store } from '../../../sync-server/store/store.ts';`],
		['a server that imports storage', 'sync-server/app.ts', `import { database } from '#lib/storage/database.ts';`],
		['PouchDB outside the worker', 'src/lib/sync/replica.ts', `import PouchDB from 'pouchdb';`],
		['PouchDB loaded late outside the worker', 'src/lib/sync/replica.ts', `const { default: PouchDB } = await import('pouchdb');`],
		['a screen that starts the worker', 'src/lib/ui/Sync.svelte', `new Worker(new URL('../sync/replica.worker.ts', import.meta.url))`],
		['Dexie on floor 0', 'src/lib/features/event/rules.ts', `import Dexie from 'dexie';`],
		['Svelte on floor 0', 'src/lib/kernel/moments.ts', `import { untrack } from 'svelte';`],
		['Node under src', 'src/lib/storage/projector.ts', `import { readFileSync } from 'node:fs';`],
		['the rule library loaded with the page', 'src/lib/sync/mirror.ts', `import { occurrencesBetween } from '#lib/kernel/recurrence.ts';`],
		['a barrel', 'src/lib/features/event/all.ts', `export * from './entity.ts';`],
		['an index file', 'src/lib/ui/index.ts', `export const one = 1;`],
		['a name that says nothing', 'src/lib/ui/helpers.ts', ''],
		['a folder that says nothing', 'src/lib/ui/utils/dates.ts', ''],
		['a function named handle', 'src/lib/ui/press.ts', 'export function handleClick() {}'],
		['an import for its side effect', 'src/lib/sync/start.ts', `import './setup.ts';`],
		['a file over the wall', 'src/lib/ui/long.ts', '\n'.repeat(400)],
		['a folder without a floor', 'src/lib/stuff/thing.ts', '']
	];
	test.each(cases)('%s', (_, path, source) => {
		expect(objectionsTo(path, source)).toHaveLength(1);
	});

	const fine: [what: string, path: string, source: string][] = [
		['the rule library on demand', 'src/lib/sync/mirror.ts', `const { occurrencesBetween } = await import('#lib/kernel/recurrence.ts');`],
		['its types', 'src/lib/storage/database.ts', `import type { Ask } from '#lib/features/request/ask.ts';`],
		['another slice’s query', 'src/lib/features/event/EventCard.svelte', `import { housesInOrder } from '../house/queries.ts';`],
		['another slice’s words', 'src/lib/features/booking/PriceLine.svelte', `import { priceSentence } from '../terms/words.ts';`],
		['a comment that speaks of an import', 'src/lib/kernel/ids.ts', `/** never import 'dexie' here */\n// import Dexie from 'dexie';`],
		['PouchDB in its worker', 'src/lib/sync/replica.worker.ts', `import PouchDB from 'pouchdb';`],
		['a style sheet', 'src/routes/+layout.svelte', `import '../app.css';`]
	];
	test.each(fine)('and lets pass: %s', (_, path, source) => {
		expect(objectionsTo(path, source)).toEqual([]);
	});
});

test('reads imports in every form', () => {
	const source = `import a, { b as c } from './a.ts';\nimport type { T } from '#lib/kernel/ids.ts';\nexport { d } from './d.ts';\nconst e = import('./e.ts');`;
	expect(importsOf('src/lib/ui/x.ts', source)).toEqual([
		{ to: 'src/lib/ui/a.ts', how: 'static' },
		{ to: 'src/lib/kernel/ids.ts', how: 'type' },
		{ to: 'src/lib/ui/d.ts', how: 'static' },
		{ to: 'src/lib/ui/e.ts', how: 'dynamic' }
	]);
	expect(floorOf('src/lib/features/event/EventCard.svelte')).toBe(3);
});

test('a slice’s further plain file stands as low as what it stands on', () => {
	const floors = floorsOf(
		new Map([
			['src/lib/features/event/form.ts', `import { event } from './entity.ts';\nimport { week } from './week.ts';`],
			['src/lib/features/event/week.ts', `import * as z from 'zod/mini';`],
			['src/lib/features/event/words.ts', `import { m } from '#lib/paraglide/messages.js';\nimport './form.ts';`],
			['src/lib/features/event/kept.ts', `import { database } from '#lib/storage/database.ts';`]
		])
	);
	expect(['form', 'week', 'words', 'kept'].map((name) => floors(`src/lib/features/event/${name}.ts`))).toEqual([0, 0, 3, 1]);
});
