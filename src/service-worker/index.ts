import { build, files, version } from '$service-worker';
import { NavigationRoute, Route, registerRoute } from 'workbox-routing';
import { isContract, isOfServer, isWorker, mayHaveBeenOurs } from './addresses.ts';

/**
 * Keeps the app itself on the device, nothing else: its content lives in IndexedDB, and answers of the server are never
 * cached here. A new version waits until a person says so; what an open page of the old one may still load stays.
 */
declare const self: ServiceWorkerGlobalScope;

/** The static routing API, which TypeScript does not know yet. */
type AddRoutes = (rules: { condition: { urlPattern: { pathname: string } }; source: 'network' }[]) => Promise<void>;
const OF_SERVER = ['/db/*', '/api/*'];

const PREFIX = 'app-';
const SHELL = '/200.html';
const CACHE = `${PREFIX}${version}`;

const isStatic = (path: string) => files.includes(path) && !/\/(\.|robots\.txt)/.test(path);

/** All of the app. Only files whose name carries their content may come from the browser's own cache. */
const app: (string | Request)[] = [
	...build.filter((url) => !isWorker(url)),
	...[...files.filter(isStatic), SHELL].map((url) => new Request(url, { cache: 'reload' }))
];

registerRoute(new NavigationRoute(() => kept(SHELL), { denylist: [isOfServer] }));
registerRoute(new Route(({ url, sameOrigin }) => sameOrigin && (isStatic(url.pathname) || mayHaveBeenOurs(url.pathname)), ({ url }) => kept(url.pathname)));

/** A file of this version, else of an older one whose page is still open, else of the server. */
async function kept(path: string): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(path, { ignoreVary: true })) ?? (await caches.match(path, { ignoreVary: true })) ?? fetch(path);
}

/** Fetches what is missing side by side. Workers, which nobody loads with the app, only from the moment they are wanted. */
async function keep(wanted: (string | Request)[]) {
	const cache = await caches.open(CACHE);
	const missing = await Promise.all(wanted.map(async (file) => ((await cache.match(file)) ? [] : [file])));
	await cache.addAll(missing.flat());
}

/** What an earlier version kept, this one must bring of its own before it takes over, maybe in flight mode. */
async function bringAlong() {
	const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
	const paths = kept.flat().map(({ url }) => new URL(url).pathname);
	if (paths.some((path) => isWorker(path) && !isContract(path))) await keep(build.filter(isWorker));
	else if (paths.some(isContract)) await keep(build.filter(isContract));
}

/** Where browsers can, what the server answers does not wake this worker: one woken as a new version takes over keeps it from doing so. */
async function passBy(event: ExtendableEvent) {
	if ('addRoutes' in event) await (event.addRoutes as AddRoutes).call(event, OF_SERVER.map((pathname) => ({ condition: { urlPattern: { pathname } }, source: 'network' })));
}

self.addEventListener('install', (event) => {
	event.waitUntil(keep(app));
	event.waitUntil(bringAlong());
	event.waitUntil(passBy(event).catch(() => undefined));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
	if (event.data?.type === 'KEEP_WORKER') event.waitUntil(keep(build.filter(isWorker)));
	if (event.data?.type === 'KEEP_CONTRACT') event.waitUntil(keep(build.filter(isContract)));
});

/** A page that opens while no other is open: nobody can need the files of older versions any more. */
async function forgetOldVersions() {
	if (self.registration.waiting || self.registration.installing) return;
	if ((await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length > 0) return;
	const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
}
self.addEventListener('fetch', (event) => {
	if (event.request.mode === 'navigate') event.waitUntil(forgetOldVersions());
});
