import type { Context, Handler } from 'hono';
import { type BuiltFile, FALLBACK } from './files.ts';
import { refused } from './problem.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** An address of the app (a page), not of a file: nothing under `/_app`, and no file extension. */
const isPage = (path: string) => !path.startsWith('/_app/') && !/\.[A-Za-z0-9]+$/.test(path);

/**
 * Serves the built app (SPEC 1.7). A missing file is 404, never the fallback page: a stale page must learn that its
 * script is gone instead of parsing HTML as one.
 * @throws Refused `not-found`.
 */
export function serveFiles(files: ReadonlyMap<string, BuiltFile>): Handler {
	return (c) => {
		const { path } = c.req;
		const file = files.get(path) ?? (isPage(path) ? (files.get(FALLBACK) ?? 'not built') : undefined);
		if (file === 'not built') return notBuilt();
		if (!file) throw refused('not-found');
		return answerFile(c, file, path.startsWith('/_app/immutable/') ? IMMUTABLE : 'no-cache');
	};
}

function answerFile(c: Context, file: BuiltFile, caching: string): Response {
	const encoding = (['br', 'gzip'] as const).find((name) => file[name] && accepts(c.req.header('Accept-Encoding'), name));
	const content = (encoding && file[encoding]) ?? file.identity;
	const tag = `"${file.tag}${encoding ? `-${encoding}` : ''}"`;
	const headers = new Headers({ ETag: tag, 'Cache-Control': caching, Vary: 'Accept-Encoding' });
	if (c.req.header('If-None-Match')?.split(/,\s*/).some((known) => known.replace(/^W\//, '') === tag)) return new Response(null, { status: 304, headers });
	headers.set('Content-Type', file.type);
	headers.set('Content-Length', String(content.byteLength));
	if (encoding) headers.set('Content-Encoding', encoding);
	return new Response(content, { headers });
}

/** Whether `Accept-Encoding` lists the encoding without refusing it (`q=0`). */
const accepts = (header: string | undefined, encoding: string) =>
	(header ?? '').split(',').some((one) => {
		const [name, ...parameters] = one.split(';').map((part) => part.trim());
		return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
	});

const notBuilt = () =>
	new Response('Die Oberfläche ist noch nicht gebaut: npm run build\nThe app is not built yet: npm run build\n', {
		status: 503,
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
	});
