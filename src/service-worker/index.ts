import { build, files, version } from '$service-worker';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Route, registerRoute } from 'workbox-routing';
import { isOfServer, isWorker, mayHaveBeenOurs } from './addresses.ts';

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

/**
 * A file that is not of this version's list: of an older version whose page is still open, or the desk's worker, which
 * residents never load and which therefore comes with its first use, to be there in flight mode.
 */
async function keptFile({ request, url }: { request: Request; url: URL }): Promise<Response> {
	const kept = await caches.match(url.href);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok && isWorker(url.pathname)) await (await caches.open(CACHE)).put(url.href, answer.clone());
	return answer;
}

self.addEventListener('install', (event) => void app.install(event));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ data }) => {
	if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
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
