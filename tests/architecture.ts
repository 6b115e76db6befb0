import { basename, posix } from 'node:path';

/** One import of a source file: where it leads (a path of the project, or a package), and how. */
export type Import = { to: string; how: 'static' | 'type' | 'bare' | 'dynamic' | 'address' };

const PURE = 0;
const STORAGE = 1;
const SYNC = 2;
const SCREEN = 3;
const ROUTE = 4;
const SERVER = 9;

const floorOfFile: Record<string, number> = { 'entity.ts': PURE, 'rules.ts': PURE, 'ask.ts': PURE, 'catalogue.ts': PURE, 'queries.ts': STORAGE, 'commands.ts': SYNC };
const floorOfFolder: Record<string, number> = { kernel: PURE, storage: STORAGE, sync: SYNC, ui: SCREEN, paraglide: SCREEN };

/** What a slice shows to other slices; `words.ts` says on screen what its rules mean. */
const shared = new Set(['entity.ts', 'rules.ts', 'ask.ts', 'queries.ts', 'words.ts', 'catalogue.ts']);

/** Packages that run without DOM and Node, and that floor 0 may stand on. */
const pure = new Set(['zod', 'uuid', 'temporal-polyfill', 'rrule-temporal', 'feiertagejs', 'ical.js']);

const namesNotUsed = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'manager', 'data']);

/** Tools demand these names. */
const demanded = new Set(['src/service-worker/index.ts', 'src/hooks.client.ts']);

/** Says the floor of a source file, or undefined where the rules do not reach (the service worker, hooks, tests). */
export type Floors = (path: string) => number | undefined;

/** The floor of a source file by its name. Of a slice's own further files (`week.ts`) the highest one is assumed. */
export function floorOf(path: string): number | undefined {
	if (path.startsWith('sync-server/')) return SERVER;
	if (path.startsWith('src/routes/')) return ROUTE;
	if (!path.startsWith('src/lib/')) return undefined;
	const [, , folder = ''] = path.split('/');
	return folder === 'features' ? (floorOfFile[basename(path)] ?? SCREEN) : floorOfFolder[folder];
}

/** A slice may have further plain files beside the named ones. */
const isFurther = (path: string) => /^src\/lib\/features\/[^/]+\/[^/]+(?<!\.svelte)\.ts$/.test(path) && floorOfFile[basename(path)] === undefined;

/** The floors of a whole tree: a slice's further plain file stands as low as what it stands on. */
export function floorsOf(sources: ReadonlyMap<string, string>): Floors {
	const known = new Map<string, number>();
	const floor = (path: string): number | undefined => {
		if (!isFurther(path)) return floorOf(path);
		const found = known.get(path);
		if (found !== undefined) return found;
		known.set(path, SCREEN);
		const below = importsOf(path, sources.get(path) ?? '').map(({ to }) => floor(to) ?? floorOfPackage(to));
		known.set(path, Math.max(PURE, ...below));
		return known.get(path);
	};
	return floor;
}

const floorOfPackage = (specifier: string) => (pure.has(packageOf(specifier)) ? PURE : packageOf(specifier) === 'dexie' ? STORAGE : SCREEN);

const sliceOf = (path: string) => /^src\/lib\/features\/([^/]+)\//.exec(path)?.[1];

const packageOf = (specifier: string) => {
	const [first = '', second = ''] = specifier.split('/');
	return first.startsWith('@') ? `${first}/${second}` : first;
};

const resolved = (from: string, specifier: string) => {
	if (specifier.startsWith('#lib/')) return `src/lib/${specifier.slice(5)}`;
	if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
	return specifier;
};

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** Every import of a source text, in order of appearance within each way of importing. */
export function importsOf(path: string, source: string): Import[] {
	const code = withoutComments(source);
	const found: Import[] = [];
	for (const [, typeOnly, clause, specifier = ''] of code.matchAll(/\b(?:import|export)\s+(type\s+)?((?:[\w$*\s,]|\{[^}]*\})*?\bfrom\s*)?['"]([^'"]+)['"]/g))
		found.push({ to: resolved(path, specifier), how: typeOnly ? 'type' : clause ? 'static' : 'bare' });
	for (const [, specifier = ''] of code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)) found.push({ to: resolved(path, specifier), how: 'dynamic' });
	for (const [, specifier = ''] of code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g))
		found.push({ to: resolved(path, specifier), how: 'address' });
	return found;
}

/** What is wrong with one import, as a sentence; undefined if nothing is. */
function objectionTo(path: string, { to, how }: Import, floors: Floors): string | undefined {
	const from = floors(path);
	const target = floors(to);
	const client = path.startsWith('src/');
	if (client && to.startsWith('sync-server/')) return 'nothing under src imports the server';
	if (how === 'bare' && !to.endsWith('.css') && !to.startsWith('@fontsource')) return 'no import for its side effect';
	if (/^pouchdb/.test(packageOf(to)) && client && how !== 'type' && path !== 'src/lib/sync/replica.worker.ts') return 'PouchDB lives in replica.worker.ts only';
	if (to === 'src/lib/sync/replica.worker.ts' && how !== 'type' && how !== 'address') return 'the worker is started, never imported';
	if (to === 'src/lib/sync/replica.worker.ts' && how === 'address' && from !== SYNC) return 'only floor 2 starts the worker';
	if (to === 'src/lib/kernel/recurrence.ts' && client && (how === 'static' || how === 'bare')) return 'recurrence.ts carries 50 kB: load it by dynamic import';
	if (to.startsWith('node:') && client) return 'no Node under src';
	if (from === PURE && target === undefined && !pure.has(packageOf(to))) return 'floor 0 stands on zod and pure libraries only';
	if (from === SERVER && target === undefined && /^(svelte|dexie|\$app|@sveltejs)/.test(to)) return 'the server knows no screen and no IndexedDB';
	if (from === STORAGE && /^(pouchdb|\$app)/.test(to)) return 'floor 1 stands on Dexie';
	if (path.startsWith('src/lib/ui/') && sliceOf(to)) return 'ui knows no entity';
	if (sliceOf(path) && sliceOf(to) && sliceOf(path) !== sliceOf(to) && !shared.has(basename(to)))
		return 'another slice shows its entity, rules and queries; components are composed by the route';
	if (from === undefined || target === undefined) return undefined;
	const allowed = from === SERVER ? target === PURE || target === SERVER : target <= from;
	return allowed ? undefined : `floor ${from} must not import floor ${target}`;
}

/** Everything wrong with a source file: its name, its size, its imports. Each as a sentence that names the file. */
export function objectionsTo(path: string, source: string, floors: Floors = floorOf): string[] {
	const found: string[] = [];
	const stem = (part: string) => part.replace(/\.(svelte\.ts|svelte|ts)$/, '');
	if (path.startsWith('src/lib/') && floorOf(path) === undefined) found.push('has no floor');
	if (!demanded.has(path) && path.split('/').some((part) => namesNotUsed.has(stem(part)))) found.push('has a name that says nothing');
	if (!demanded.has(path) && (basename(path) === 'index.ts' || /^\s*export\s+\*\s+from/m.test(source))) found.push('is a barrel');
	if (!demanded.has(path) && /\b(?:function|const|let)\s+handle[A-Z]\w*/.test(withoutComments(source))) found.push('names something handle…, say what it does');
	if (source.split('\n').length > 400) found.push('is longer than 400 lines');
	for (const imported of importsOf(path, source)) {
		const objection = objectionTo(path, imported, floors);
		if (objection) found.push(`imports ${imported.to}: ${objection}`);
	}
	return found.map((what) => `${path} ${what}`);
}
