import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpegOf } from '../tests/fixtures/jpeg.ts';
import { openServer, type TestServer, Visitor } from '../tests/sync/server-rig.ts';

const NAME = '01930000-0000-7000-8000-000000000001';
const at = (name = NAME, request = 'request:1') => `/api/hafencity/photos/${name}?request=${request}`;

let server: TestServer;
let sam: Visitor;
beforeEach(async () => {
	server = await openServer();
	sam = await new Visitor(server).signIn('sam');
});
afterEach(() => server.close());

type Sent = string | Blob | Uint8Array<ArrayBuffer>;
const put = (body: Sent, path = at(), type = 'image/jpeg', who = sam) => who.fetch(path, { method: 'PUT', body, headers: { 'Content-Type': type, ...(body instanceof Uint8Array && { 'Content-Length': String(body.length) }) } });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];
const kept = async () => (await (await server.store.database('hafencity-photos'))!.info()).doc_count;

test('S4.12 the office keeps a photo and looks at it; where it was taken and what somebody wrote in it is not in it', async () => {
	expect((await put(jpegOf())).status).toBe(201);
	const answer = await sam.fetch(at());
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'"
	});
	const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
	expect(text).toContain('picture');
	expect(text).not.toMatch(/GPS|Exif|Erika/);
	const doc = await (await server.store.database('hafencity-photos'))!.get(`photo:${NAME}`);
	expect(doc).toMatchObject({ request: 'request:1', at: '2026-11-23T09:00:00.000Z' });
});

test('S4.12 the same one again is the same, however often and side by side; another one under its name is refused', async () => {
	const answers = await Promise.all([put(jpegOf()), put(jpegOf()), put(jpegOf())]);
	expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
	expect(await codeOf(await put(jpegOf({ picture: 'another' })))).toEqual([403, 'forbidden']);
	expect(Buffer.from(await (await sam.fetch(at())).arrayBuffer()).toString('latin1')).toContain('picture');
	expect(await kept()).toBe(1);
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
test.each<[what: string, body: Sent, type: string, answer: [number, string]]>([
	['40 MB', new Uint8Array(40_000_000), 'image/jpeg', [413, 'photo-too-large']],
	['more pixels than it should have', jpegOf({ width: 1601 }), 'image/jpeg', [413, 'photo-too-large']],
	['a drawing that can run scripts', svg, 'image/svg+xml', [415, 'not-a-photo']],
	['one that says it is a photo', svg, 'image/jpeg', [415, 'not-a-photo']],
	['a photo that says it is a page', jpegOf(), 'text/html', [415, 'not-a-photo']],
	['half a photo', jpegOf().subarray(0, 60), 'image/jpeg', [415, 'not-a-photo']],
	['a photo with a page behind its end', new Blob([jpegOf(), '<script>']), 'image/jpeg', [415, 'not-a-photo']],
	['nothing', '', 'image/jpeg', [415, 'not-a-photo']]
])('S4.12 %s is refused by name, and nothing is kept', async (_, body, type, answer) => {
	expect(await codeOf(await put(body, at(), type))).toEqual(answer);
	expect(await kept()).toBe(0);
});

test('S4.12 one that had to go is gone, also from the history, and does not come back', async () => {
	await put(jpegOf());
	expect((await sam.fetch(at(), { method: 'DELETE' })).status).toBe(200);
	expect(await codeOf(await sam.fetch(at()))).toEqual([404, 'not-found']);
	expect(await codeOf(await sam.fetch(at(), { method: 'DELETE' }))).toEqual([404, 'not-found']);
	expect(await codeOf(await put(jpegOf()))).toEqual([404, 'not-found']);
	expect((await (await server.store.database('hafencity-photos'))!.info()).sizes.external).toBeLessThan(100);
});

test('S4.12 a photo says which one it is and what it is about', async () => {
	expect(await codeOf(await put(jpegOf(), at('plan')))).toEqual([422, 'invalid']);
	expect(await codeOf(await put(jpegOf(), at(NAME, 'contact:1')))).toEqual([422, 'invalid']);
	expect(await codeOf(await sam.fetch(at()))).toEqual([404, 'not-found']);
	expect(await kept()).toBe(0);
});
