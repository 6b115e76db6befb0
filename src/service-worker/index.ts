import { build, files, version } from '$service-worker';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Route, registerRoute } from 'workbox-routing';
import { isContract, isOfServer, isWorker, mayHaveBeenOurs } from './addresses.ts';

/**
 * Keeps the app itself on the device, nothing else: its content lives in IndexedDB, and answers of the server are never
 * cached here. A new version waits until a person says so; what an open page of the old one may still load stays.
 */
declare const self: ServiceWorkerGlobalScope;

const PREFIX = 'app-';
const SHELL = '/200.html';
const CACHE = `${PREFIX}${version}`;

const app = new PrecacheController({ cacheName: CACHE });
app.addToCacheList([
	...build.filter((url) => !isWorker(url)).map((url) => ({ url, revision: null })),
	...[...files.filter((url) => !/\/(\.|robots\.txt)/.test(url)), SHELL].map((url) => ({ url, revision: version }))
]);

registerRoute(new NavigationRoute(app.createHandlerBoundToURL(SHELL), { denylist: [isOfServer] }));
registerRoute(new PrecacheRoute(app, { directoryIndex: '', cleanURLs: false }));
registerRoute(new Route(({ url, sameOrigin }) => sameOrigin && mayHaveBeenOurs(url.pathname), keptFile));

/** A file that is not of this version's list: of an older version whose page is still open, or a worker. */
async function keptFile({ request, url }: { request: Request; url: URL }): Promise<Response> {
	return (await caches.match(url.href)) ?? fetch(request);
}

/** Workers, which nobody loads with the app: kept from the moment somebody works at the desk of this device, or got a room. */
async function keep(isWanted: (path: string) => boolean) {
	const cache = await caches.open(CACHE);
	const missing = await Promise.all(build.filter(isWanted).map(async (url) => ((await cache.match(url)) ? [] : [url])));
	await cache.addAll(missing.flat());
}

/** What an earlier version kept, this one must bring of its own before it takes over, maybe in flight mode. */
async function bringAlong() {
	const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
	const paths = kept.flat().map(({ url }) => new URL(url).pathname);
	if (paths.some((path) => isWorker(path) && !isContract(path))) await keep(isWorker);
	else if (paths.some(isContract)) await keep(isContract);
}

self.addEventListener('install', (event) => {
	void app.install(event);
	event.waitUntil(bringAlong());
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
	if (event.data?.type === 'KEEP_WORKER') event.waitUntil(keep(isWorker));
	if (event.data?.type === 'KEEP_CONTRACT') event.waitUntil(keep(isContract));
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
