import type { MiddlewareHandler } from 'hono';
import { refused } from './problem.ts';

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Takes writes from the app's own pages and from what is no browser (SPEC 2.9). Browsers say where a request comes from:
 * `Sec-Fetch-Site`, which no page can forge, or in older ones `Origin`.
 */
export const ownOriginOnly: MiddlewareHandler = async (c, next) => {
	const { method, headers, url } = c.req.raw;
	if (!reads.has(method) && !isOwn(headers, url)) throw refused('other-origin');
	await next();
};

function isOwn(headers: Headers, url: string): boolean {
	const site = headers.get('Sec-Fetch-Site');
	if (site !== null) return site === 'same-origin' || site === 'none';
	const origin = headers.get('Origin');
	return origin === null || (URL.canParse(origin) && new URL(origin).host === new URL(url).host);
}

/** What is no JSON: a photo, of which its own address says what it must be. */
const takesPhotos = /^\/api\/[^/]+\/photos\//;

/** For POST and PUT: JSON only, also where nothing of the body is read. A foreign form cannot send it without asking first. */
export const jsonWritesOnly: MiddlewareHandler = async (c, next) => {
	const writes = c.req.method === 'POST' || c.req.method === 'PUT';
	const isJson = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() === 'application/json';
	if (writes && !isJson && !takesPhotos.test(c.req.path)) throw refused('wrong-type');
	await next();
};
