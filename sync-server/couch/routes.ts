import { type Context, Hono } from 'hono';
import type { ServerContext, ServerEnv } from '../context.ts';
import type { Identity } from '../identity.ts';
import { refused } from '../problem.ts';
import type { Sessions } from '../sessions.ts';
import { verbs } from '../verbs.ts';
import { audienceOf, checkAccess } from './access.ts';
import { allDocs } from './all-docs.ts';
import { couchError } from './answer.ts';
import type { Verb } from './asked.ts';
import { bulkDocs } from './bulk-docs.ts';
import { bulkGet } from './bulk-get.ts';
import { changes } from './changes.ts';
import { createDatabase, databaseInfo, removeDatabase } from './database-info.ts';
import { ensureFullCommit } from './ensure-full-commit.ts';
import { getDocument } from './get-document.ts';
import { deleteLocal, getLocal, putLocal } from './local.ts';
import { deleteDocument, putDocument } from './put-document.ts';
import { revsDiff } from './revs-diff.ts';
import { serverInfo } from './server-info.ts';
import { beginSession, endSession, tellSession } from './session.ts';

/** CouchDB 3's addresses as PouchDB 9 uses them, to be mounted under `/db`. */
export function couchRoutes(context: ServerContext): Hono<ServerEnv> {
	const app = new Hono<ServerEnv>({ strict: false });

	/** Finds out who asks before anything else: credentials that do not hold are answered 401 as a whole (SPEC 2.4). */
	const actorOf = async (c: Context<ServerEnv>) => {
		const actor = await context.actorOf(c.req.raw, c.env?.address);
		if (!actor) throw refused('signed-out');
		return actor;
	};
	const on = (intent: 'read' | 'write', verb: Verb) => async (c: Context<ServerEnv>) => {
		const name = c.req.param('db')!;
		const actor = await actorOf(c);
		const audience = audienceOf(name, context.settings.quarter);
		checkAccess(audience, actor, intent);
		const database = await context.store.database(name);
		if (!database) return couchError(404, 'not_found', 'Database does not exist.');
		const request = c.req.raw;
		return verb({ context, request, query: new URL(request.url).searchParams, actor, audience, database, id: idOf(request) });
	};
	const byAdministrator = (work: (name: string) => Promise<Response>) => async (c: Context<ServerEnv>) => {
		checkAccess('administrator', await actorOf(c), 'write');
		return work(c.req.param('db')!);
	};

	verbs(app, '/', { GET: async (c) => (await actorOf(c), serverInfo(context)) });
	verbs(app, '/:db', {
		GET: on('read', databaseInfo),
		PUT: byAdministrator((name) => createDatabase(context, name)),
		DELETE: byAdministrator((name) => removeDatabase(context, name, audienceOf(name, context.settings.quarter)))
	});
	verbs(app, '/:db/_changes', { GET: on('read', changes) });
	verbs(app, '/:db/_all_docs', { GET: on('read', allDocs), POST: on('read', allDocs) });
	verbs(app, '/:db/_bulk_get', { POST: on('read', bulkGet) });
	verbs(app, '/:db/_revs_diff', { POST: on('read', revsDiff) });
	verbs(app, '/:db/_bulk_docs', { POST: on('write', bulkDocs) });
	verbs(app, '/:db/_ensure_full_commit', { POST: on('read', ensureFullCommit) });
	verbs(app, '/:db/_local/:id{.+}', { GET: on('read', getLocal), PUT: on('read', putLocal), DELETE: on('read', deleteLocal) });
	verbs(app, '/:db/:id{.+}', { GET: on('read', getDocument), PUT: on('write', putDocument), DELETE: on('write', deleteDocument) });
	return app;
}

/** `/_session`, under `/db` and at the root, where replicators look for it. */
export function sessionRoutes(context: ServerContext, identity: Identity, sessions: Sessions): Hono<ServerEnv> {
	return verbs(new Hono<ServerEnv>({ strict: false }), '/_session', {
		GET: (c) => tellSession(context, c.req.raw),
		POST: (c) => beginSession(identity, sessions, c.req.raw, c.env),
		DELETE: (c) => endSession(sessions, c.req.raw, c.env)
	});
}

/** The id in `/db/<name>/[_local/]<id>`, from the address as sent: Hono's own decoding would lose `%2F`. */
function idOf(request: Request): string {
	const [, , , ...parts] = new URL(request.url).pathname.split('/');
	const path = parts[0] === '_local' ? parts.slice(1) : parts;
	try {
		return decodeURIComponent(path.join('/'));
	} catch {
		throw refused('not-found');
	}
}
