import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { openAccounts } from './accounts.ts';
import { apiRoutes } from './api.ts';
import { openAudit } from './audit.ts';
import type { ServerContext, ServerEnv } from './context.ts';
import { couchError, CouchError, couchRefusal } from './couch/answer.ts';
import { couchAddresses, couchRoutes, sessionRoutes } from './couch/routes.ts';
import { countFeeds } from './feeds.ts';
import { FALLBACK, readBuild } from './files.ts';
import { neverCached, scriptHashes, securityHeaders } from './headers.ts';
import { health } from './health.ts';
import { type Identity, openIdentity } from './identity.ts';
import type { BackupState } from './keeping/nightly.ts';
import { openLinks } from './links.ts';
import { lineOf } from './log.ts';
import { jsonWritesOnly, ownOriginOnly } from './origin.ts';
import { problem, Refused, refused } from './problem.ts';
import { openSessions, setCookie } from './sessions.ts';
import type { Settings } from './settings.ts';
import { openSetup } from './setup.ts';
import { serveFiles } from './static.ts';
import { troubleOf } from './storage.ts';
import type { Store } from './store/store.ts';
import { verbs } from './verbs.ts';
import { readProxies, visitorOf } from './visitors.ts';
import { openFigures } from './watching/figures.ts';

const BUILD = fileURLToPath(new URL('../build', import.meta.url));

export type App = {
	/** Answers one request; `address` is the connection's, for the limits. Never rejects. */
	fetch(request: Request, from?: { address?: string }): Promise<Response>;
	context: ServerContext;
	/** A new token for the one-time setup link, or undefined where there is an account already. */
	issueSetupToken(): Promise<string | undefined>;
	/** Every address with each method it answers, as the routes name them. */
	routes(): string[];
	/** Ends what waits (open feeds), so that the listener can stop. */
	close(): void;
};

/**
 * The whole server as a function from request to answer, with no port and no global.
 * @param parts.secret signs the sessions; random (they end with the app) unless given.
 * @param parts.build folder of the built app.
 * @param parts.backup how the nightly backup stands, for whoever watches.
 */
export function createApp(parts: { store: Store; settings: Settings; secret?: string; now?: () => Date; log?: (line: string) => void; build?: string; backup?: () => BackupState }): App {
	const { store, settings, secret = randomBytes(32).toString('hex'), now = () => new Date(), log = () => {}, build = BUILD, backup = () => 'off' } = parts;
	const closing = new AbortController();
	const accounts = openAccounts(store, settings.adminPassword);
	const sessions = openSessions(accounts, { secret, seconds: settings.sessionSeconds, now });
	const audit = openAudit({ store, settings, now, log });
	const identity = openIdentity(accounts, sessions, audit, now);
	const links = openLinks(accounts, now);
	const setup = openSetup(accounts, links, audit);
	const proxies = readProxies(settings.trustedProxy)!;
	const context: ServerContext = { store, settings, now, log, audit, feeds: countFeeds(), closing: closing.signal, backup, actorOf: identity.actorOf };

	const files = readBuild(build, settings.quarter);
	const figures = openFigures(context);
	const app = new Hono<ServerEnv>({ strict: false });
	app.use(figures.measure);
	app.use(securityHeaders(scriptHashes(files.get(FALLBACK)?.identity.toString() ?? '')));
	for (const path of ['/db/*', '/api/*', '/_session']) app.use(path, neverCached, compress({ encoding: 'gzip' }), renewSession(identity), ownOriginOnly);
	app.use('/api/*', jsonWritesOnly);
	for (const path of ['/health', '/metrics']) app.use(path, neverCached);

	app.route('/', sessionRoutes(context, identity, sessions));
	app.route('/db', sessionRoutes(context, identity, sessions));
	app.route('/db', couchRoutes(context));
	app.route('/api', apiRoutes(context, { accounts, identity, links, sessions, setup }));
	verbs(app, '/health', { GET: health(context) });
	verbs(app, '/metrics', { GET: (c) => figures.tell(c.req.raw) });
	app.all('/api/*', () => Promise.reject(refused('not-found')));
	const serve = serveFiles(files);
	app.get('*', serve);
	app.all('*', () => Promise.reject(refused('wrong-method', { Allow: 'GET, HEAD' })));
	app.onError((error, c) => answerFor(error, c.req.path, log));

	return {
		fetch: async (request, { address = '' } = {}) => app.fetch(request, visitorOf(request, address, proxies)),
		context,
		issueSetupToken: () => setup.issue(),
		routes: () => [...new Set([...app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`), ...couchAddresses()])],
		close: () => closing.abort()
	};
}

/** A session in use goes on; what signs in or out itself is left alone. */
function renewSession(identity: Identity): MiddlewareHandler<ServerEnv> {
	return async (c, next) => {
		await next();
		if (!c.res.ok || c.res.headers.has('Set-Cookie')) return;
		const renewed = await identity.renewal(c.req.raw);
		if (renewed) c.res.headers.set('Set-Cookie', setCookie(c.env?.secure ?? false, renewed));
	};
}

/** What was refused, in the form of the side that asked; trouble of the store and mistakes of ours are logged. */
function answerFor(error: Error, path: string, log: (line: string) => void): Response {
	if (error instanceof CouchError) return couchError(error);
	const trouble = troubleOf(error);
	const refusal = error instanceof Refused ? error : (trouble?.refusal ?? refused('unexpected'));
	if (refusal !== error) log(trouble?.line ?? lineOf(error));
	const isCouch = /^\/(db|_session)(\/|$)/.test(path);
	return isCouch ? couchRefusal(refusal) : problem(refusal.failures, refusal.headers);
}
