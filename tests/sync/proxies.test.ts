import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import PouchDB from 'pouchdb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openReplica } from './server-replicas.ts';
import { ServerProcess } from './server-process.ts';
import { ADMIN_PASSWORD } from './server-rig.ts';

/** The configurations of `docs/operations/`, as they stand there, before a real server over TLS; where the proxy is installed. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const installed = (name: string) => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path));
const documented = (name: string) => readFileSync(new URL(`../../docs/operations/${name}`, import.meta.url), 'utf8');

type Place = { folder: string; port: number; backend: string };
type Proxy = { name: string; program: string | undefined; command(place: Place): string[]; check(place: Place): string[] };

const proxies: Proxy[] = [
	{
		name: 'nginx',
		program: installed('nginx'),
		check: ({ folder }) => ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')],
		command({ folder, port, backend }) {
			const site = documented('nginx.conf')
				.replace('127.0.0.1:8080', backend)
				.replace('listen 80;', `listen unix:${folder}/plain.sock;`)
				.replace(/\tlisten \[::\]:\d+.*\n/g, '')
				.replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
				.replaceAll('quartier.example', 'localhost')
				.replace(/ssl_certificate \S+;/, `ssl_certificate ${folder}/certificate.pem;`)
				.replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${folder}/key.pem;`);
			const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
			writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}\nhttp { ${paths}\n${site}\n}\n`);
			return ['-p', folder, '-c', join(folder, 'nginx.conf')];
		}
	},
	{
		name: 'caddy',
		program: installed('caddy'),
		check: ({ folder }) => ['validate', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')],
		command({ folder, port, backend }) {
			const site = documented('Caddyfile')
				.replace('127.0.0.1:8080', backend)
				.replace('quartier.example {', `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${folder}/certificate.pem ${folder}/key.pem`);
			writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
			return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
		}
	}
];

const freePort = async () => {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as { port: number };
	probe.close();
	await once(probe, 'close');
	return port;
};

describe.each(proxies)('behind $name', ({ program, command, check }) => {
	let server: ServerProcess;
	let proxy: ChildProcess | undefined;
	let stopped: Promise<unknown> | undefined;
	let folder: string;
	let origin: string;
	const admin = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };

	beforeEach(async (context) => {
		if (!program) return context.skip();
		folder = mkdtempSync(join(tmpdir(), 'proxy-'));
		execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', `${folder}/key.pem`, '-out', `${folder}/certificate.pem`], { stdio: 'ignore' });
		setDefaultCACertificates([...getCACertificates('bundled'), readFileSync(`${folder}/certificate.pem`, 'utf8')]);
		server = new ServerProcess();
		await server.start({ TRUSTED_PROXY: '127.0.0.1' });
		const place = { folder, port: await freePort(), backend: new URL(server.origin).host };
		origin = `https://localhost:${place.port}`;
		const started = command(place);
		execFileSync(program, check(place), { stdio: 'pipe', env: { ...process.env, HOME: folder } });
		proxy = spawn(program, started, { stdio: 'ignore', env: { ...process.env, HOME: folder } });
		stopped = once(proxy, 'close');
		await vi.waitFor(async () => expect((await fetch(`${origin}/health`)).status).toBe(200), { timeout: 20_000, interval: 100 });
	});
	afterEach(async () => {
		if (!program) return;
		setDefaultCACertificates(getCACertificates('bundled'));
		proxy?.kill('SIGTERM');
		await stopped;
		await server.remove();
		rmSync(folder, { recursive: true, force: true });
	});

	test('ids with slashes survive in replication both ways, also a body of two megabytes', async () => {
		expect((await fetch(`${origin}/db/scratch`, { method: 'PUT', headers: admin })).status).toBe(201);
		const remote = () => new PouchDB(`${origin}/db/scratch`, { skip_setup: true, auth: { username: 'admin', password: ADMIN_PASSWORD } });
		const [here, there] = [openReplica(), openReplica()];
		const ids = ['a/b', 'a//b', 'a/../b', 'a b/ü%2F', '.'];
		await here.bulkDocs(ids.map((_id) => ({ _id, text: 'x'.repeat(400_000) })));
		expect(await here.replicate.to(remote())).toMatchObject({ ok: true, docs_written: ids.length, doc_write_failures: 0 });
		expect(await there.replicate.from(remote())).toMatchObject({ ok: true, docs_written: ids.length });
		expect((await there.allDocs()).rows.map(({ id }) => id)).toEqual(ids.toSorted());
		for (const id of ['a/b', 'a//b', 'a/../b', 'a b/ü%2F']) expect((await remote().get(id))._id).toBe(id);
		expect(await here.replicate.to(remote()), 'the checkpoint is found again').toMatchObject({ docs_read: 0 });
	});

	test('a heartbeat arrives while the feed waits, and the change when it happens; nothing is packed', async () => {
		const feed = await fetch(`${origin}/db/hafencity-public/_changes?feed=longpoll&since=now&heartbeat=1000`, { headers: { 'Accept-Encoding': 'gzip, br' } });
		expect(feed.headers.get('Content-Encoding')).toBeNull();
		const reader = feed.body!.pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader.read()).value).toMatch(/^\n+$/);
		const written = await fetch(`${origin}/db/hafencity-public/_bulk_docs`, {
			method: 'POST',
			headers: { ...admin, 'Content-Type': 'application/json', Origin: origin },
			body: JSON.stringify({ docs: [{ _id: 'event:x', kind: 'event', schema: 0, title: { de: 'X' }, category: 'culture', start: '2026-12-01T19:00', durationMinutes: 60, zone: 'Europe/Berlin', status: 'confirmed' }] })
		});
		expect(written.status).toBe(201);
		let text = '';
		for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value;
		expect(JSON.parse(text)).toMatchObject({ results: [{ id: 'event:x' }] });
	});

	/** A sign-in with a wrong password from another address of this machine. @returns status and headers. */
	const attempt = (localAddress: string, headers: Record<string, string> = {}, password = 'falsch') =>
		new Promise<{ status: number; cookie: string }>((resolve, reject) => {
			const sent = request(`${origin}/db/_session`, { method: 'POST', localAddress, family: 4, headers: { 'Content-Type': 'application/json', ...headers } }, (answer) => {
				answer.resume().on('end', () => resolve({ status: answer.statusCode!, cookie: String(answer.headers['set-cookie'] ?? '') }));
			});
			sent.on('error', reject).end(JSON.stringify({ name: 'admin', password }));
		});

	test('limits count by visitor, whatever the visitor says of itself; the cookie is for TLS only', async () => {
		const seen: number[] = [];
		for (let n = 0; n < 12; n++) seen.push((await attempt('127.0.0.2', { 'X-Forwarded-For': `192.0.2.${n}` })).status);
		expect(seen.slice(0, 5)).toEqual(Array(5).fill(401));
		expect(seen.at(-1)).toBe(429);
		const other = await attempt('127.0.0.3', {}, ADMIN_PASSWORD);
		expect(other).toMatchObject({ status: 200, cookie: expect.stringContaining('; Secure') });
	});

	test('what the server packs and caches comes through as it is', async () => {
		const snapshot = await fetch(`${origin}/api/hafencity/snapshot`, { headers: { 'Accept-Encoding': 'br' } });
		expect([snapshot.status, snapshot.headers.get('Content-Encoding'), snapshot.headers.get('Strict-Transport-Security')]).toEqual([200, 'br', 'max-age=31536000']);
		const again = await fetch(`${origin}/api/hafencity/snapshot`, { headers: { 'Accept-Encoding': 'br', 'If-None-Match': snapshot.headers.get('ETag')! } });
		expect(again.status).toBe(304);
		expect((await fetch(`${origin}/metrics`)).status, 'never public').toBe(404);
	});
});
