import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer, Visitor } from '../tests/sync/server-rig.ts';

const script = '\n\tstart("hafencity");\n';
const page = `<!doctype html><meta name="quarter" content="hafencity" /><script>${script}</script><script src="/x.js"></script>`;
const chunk = 'export const x = 1;'.repeat(100);
const built: Record<string, string | Buffer> = {
	'200.html': page,
	'200.html.br': brotliCompressSync(page),
	'service-worker.js': 'self.x = 1',
	'manifest.webmanifest': '{}',
	'icons/icon.svg': '<svg/>',
	'_app/version.json': '{"version":"1"}',
	'_app/immutable/chunks/a.js': chunk,
	'_app/immutable/chunks/a.js.br': brotliCompressSync(chunk),
	'_app/immutable/assets/a.woff2': 'font'
};

let folder: string;
let server: TestServer;
let get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'build-'));
	for (const [path, content] of Object.entries(built)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	writeFileSync(join(dirname(folder), `${folder.split('/').at(-1)}.secret`), 'secret');
	server = await openServer({ build: folder, settings: { quarter: 'baakenhafen' } });
	const visitor = new Visitor(server);
	get = (path, headers = {}, method = 'GET') => visitor.fetch(path, { headers, method });
});
afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
	rmSync(`${folder}.secret`);
});
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test.each(['/', '/kalender', '/buero/einrichten', '/haeuser/grasbrookpark/', '/200.html'])('S1.7 %s is the app', async (path) => {
	const answer = await get(path);
	expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
	expect(await answer.text()).toContain('<meta name="quarter" content="baakenhafen" />');
});

test('S1.7 the page is compressed after the quarter was written into it', async () => {
	for (const [encoding, unpack] of [['br', brotliDecompressSync], ['gzip', gunzipSync]] as const) {
		const answer = await get('/', { 'Accept-Encoding': encoding });
		expect(answer.headers.get('Content-Encoding')).toBe(encoding);
		expect(unpack(await bytes(answer)).toString()).toContain('baakenhafen');
	}
});

test('S1.5 the policy names the page’s own inline script by its hash, and no other', async () => {
	const policy = (await get('/')).headers.get('Content-Security-Policy')!;
	const hash = createHash('sha256').update(script).digest('base64');
	expect(policy.match(/script-src ([^;]*)/)![1]).toBe(`'self' 'sha256-${hash}'`);
	expect(policy).not.toContain('unsafe');
});

test('S1.7 immutable files for a year, everything else revalidated', async () => {
	expect((await get('/_app/immutable/chunks/a.js')).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
	for (const path of ['/service-worker.js', '/manifest.webmanifest', '/_app/version.json', '/icons/icon.svg']) {
		expect((await get(path)).headers.get('Cache-Control'), path).toBe('no-cache');
	}
});

test.each([
	['/service-worker.js', 'text/javascript; charset=utf-8'],
	['/manifest.webmanifest', 'application/manifest+json'],
	['/icons/icon.svg', 'image/svg+xml'],
	['/_app/version.json', 'application/json'],
	['/_app/immutable/assets/a.woff2', 'font/woff2']
])('%s is %s', async (path, type) => {
	expect((await get(path)).headers.get('Content-Type')).toBe(type);
});

test('brotli where asked for and built, never where refused', async () => {
	const encodingOf = async (accepted: string) => (await get('/_app/immutable/chunks/a.js', { 'Accept-Encoding': accepted })).headers.get('Content-Encoding');
	expect([await encodingOf('gzip, deflate, br'), await encodingOf('br;q=0, gzip'), await encodingOf(''), await encodingOf('gzip')]).toEqual(['br', null, null, null]);
	const answer = await get('/_app/immutable/chunks/a.js', { 'Accept-Encoding': 'br' });
	expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
	expect(brotliDecompressSync(await bytes(answer)).toString()).toBe(chunk);
});

test('a known ETag is answered 304, each encoding has its own', async () => {
	const plain = (await get('/icons/icon.svg')).headers.get('ETag')!;
	const packed = (await get('/', { 'Accept-Encoding': 'br' })).headers.get('ETag')!;
	expect((await get('/icons/icon.svg', { 'If-None-Match': `"x", W/${plain}` })).status).toBe(304);
	expect((await get('/', { 'If-None-Match': packed })).status).toBe(200);
	const known = await get('/', { 'If-None-Match': packed, 'Accept-Encoding': 'br' });
	expect([known.status, known.headers.get('Cache-Control'), (await bytes(known)).length]).toEqual([304, 'no-cache', 0]);
});

test.each(['/_app/immutable/chunks/gone.js', '/_app/quatsch', '/nichts.png', '/200.html.br', '/../package.json', '/..%2f..%2fetc/passwd.x'])(
	'%s is missing, never the app',
	async (path) => {
		const answer = await get(path);
		expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
	}
);

test('HEAD tells the same without the content', async () => {
	const answer = await get('/', {}, 'HEAD');
	expect([answer.status, (await bytes(answer)).length, answer.headers.get('ETag')]).toEqual([200, 0, expect.any(String)]);
});

test('without a build the address of the app says so, and the rest answers', async () => {
	const other = await openServer();
	const visitor = new Visitor(other);
	const answer = await visitor.fetch('/');
	expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
	expect((await visitor.fetch('/health')).status).toBe(200);
	await other.close();
});
