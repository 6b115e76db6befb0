import { type Context, Hono } from 'hono';
import { isJson } from '../body.ts';
import type { ServerContext, ServerEnv } from '../context.ts';
import type { Identity } from '../identity.ts';
import { refused } from '../problem.ts';
import type { Sessions } from '../sessions.ts';
import { verbs } from '../verbs.ts';
import { audienceOf, checkAccess, fixedSecurity, mayUse, type Security } from './access.ts';
import { allDbs, dbsInfo } from './all-dbs.ts';
import { badRequest, CouchError, missing } from './answer.ts';
import type { Asked } from './asked.ts';
import { createDatabase, removeDatabase } from './database-info.ts';
import { endpoints, type Endpoint, type Method } from './endpoints.ts';
import { serverInfo } from './server-info.ts';
import { beginSession, endSession, tellSession } from './session.ts';
import { activeTasks, membership, up } from './up.ts';
import { uuids } from './uuids.ts';

type ServerAnswer = (asked: { context: ServerContext; request: Request; query: URLSearchParams }) => Response | Promise<Response>;

/** What belongs to no database: who may ask (anybody, or the administrator), and what is answered. */
const serverEndpoints = new Map<string, { anybody?: true; answers: Partial<Record<Method, ServerAnswer>> }>(Object.entries({
	'': { anybody: true, answers: { GET: ({ context }) => serverInfo(context) } },
	_up: { anybody: true, answers: { GET: up } },
	_uuids: { anybody: true, answers: { GET: ({ query }) => uuids(query) } },
	_all_dbs: { answers: { GET: ({ context, query }) => allDbs(context, query) } },
	_dbs_info: {
		answers: {
			GET: ({ context, request, query }) => dbsInfo(context, request, query),
			POST: ({ context, request, query }) => dbsInfo(context, request, query)
		}
	},
	_active_tasks: { answers: { GET: activeTasks } },
	_membership: { answers: { GET: membership } }
}));

/** CouchDB 3's addresses, to be mounted under `/db`. */
export function couchRoutes(context: ServerContext): Hono<ServerEnv> {
	const answer = async (c: Context<ServerEnv>) => {
		const request = c.req.raw;
		// Who asks is found out before anything else: credentials that do not hold are answered 401 as a whole (SPEC 2.4).
		const actor = await context.actorOf(request, c.env?.address);
		if (!actor) throw refused('signed-out');
		const url = new URL(request.url);
		const [name = '', ...path] = partsOf(url.pathname);
		const server = path.length === 0 ? serverEndpoints.get(name) : undefined;
		if (!server) return answerFromDatabase({ context, request, query: url.searchParams, actor, address: c.env?.shared ? undefined : c.env?.address }, name, path);
		if (!server.anybody) checkAccess({ audience: 'administrator' }, actor, 'administer');
		return chosen(server.answers, request)({ context, request, query: url.searchParams });
	};
	return new Hono<ServerEnv>({ strict: false }).all('*', answer);
}

type Asking = Pick<Asked, 'context' | 'request' | 'query' | 'actor' | 'address'>;

/** One request to a database: who may make it is decided before it is told whether the database exists. */
async function answerFromDatabase(asking: Asking, name: string, path: string[]): Promise<Response> {
	const { context, request, actor } = asking;
	const audience = audienceOf(name, context.settings.quarter);
	const { answers, id, rest } = endpointAt(path);
	if (path.length === 0 && (request.method === 'PUT' || request.method === 'DELETE')) return makeOrRemove(asking, name);
	const { intent, verb } = chosen(answers, request);
	const database = await context.store.database(name);
	const security = audience === 'administrator' ? ((await database?.security()) as Security | undefined) : fixedSecurity(audience);
	const place = { audience, id: rest === '' ? id : '' };
	checkAccess({ ...place, security }, actor, intent);
	if (request.method === 'POST' && !isJson(request.headers.get('Content-Type'))) throw refused('wrong-type');
	if (!database || !security) throw missing('Database does not exist.');
	const mayGoOn = async () => {
		const now = await context.actorOf(request);
		return now?.name === actor.name && mayUse({ ...place, security: audience === 'administrator' ? ((await database.security()) as Security) : security }, now, intent);
	};
	try {
		return await verb({ ...asking, audience, security, database, id, rest, mayGoOn });
	} catch (error) {
		if (error instanceof CouchError || (await context.store.database(name))) throw error;
		throw missing('Database does not exist.');
	}
}

/** `PUT` and `DELETE /{db}`. */
async function makeOrRemove({ context, request, query, actor }: Asking, name: string): Promise<Response> {
	checkAccess({ audience: 'administrator' }, actor, 'administer');
	const makes = request.method === 'PUT';
	const answer = await (makes ? createDatabase(context, name, request) : removeDatabase(context, name, audienceOf(name, context.settings.quarter), query));
	await context.audit.note({ act: makes ? 'database-made' : 'database-removed', by: actor.name, on: name });
	return answer;
}

/** Which endpoint an address means, and which document. */
function endpointAt(path: readonly string[]): Endpoint & { id: string; rest: string } {
	const [first = '', second = '', ...more] = path;
	if (path.length === 0) return { ...endpoints.database, id: '', rest: '' };
	if (first === '_local' || first.startsWith('_local/')) return { ...endpoints.local, ...localId(path) };
	if (first === '_design' && second !== '') return documentAt(`_design/${second}`, more);
	const named = endpoints.named.get(first);
	if (named) return { ...named, id: '', rest: path.slice(1).join('/') };
	return documentAt(first, path.slice(1));
}

function documentAt(id: string, more: readonly string[]): Endpoint & { id: string; rest: string } {
	const rest = more.join('/');
	if (rest === '') return { ...endpoints.document, id, rest };
	const isFunction = id.startsWith('_design/') && rest.startsWith('_');
	return { ...(isFunction ? endpoints.designFunction : endpoints.attachment), id, rest };
}

function localId([first = '', ...more]: readonly string[]): { id: string; rest: string } {
	const [id = '', ...rest] = [first.slice('_local/'.length), ...more].filter(Boolean);
	if (id === '') throw badRequest('Invalid _local document id.');
	if (rest.length > 0) throw badRequest('_local documents do not accept attachments.');
	return { id, rest: '' };
}

/** The answer to this method (HEAD is a GET without a body). @throws Refused 405 with `Allow`. */
function chosen<T>(answers: Partial<Record<Method, T>>, { method }: Request): T {
	const name = (method === 'HEAD' ? 'GET' : method) as Method;
	if (Object.hasOwn(answers, name)) return answers[name]!;
	const methods = Object.keys(answers);
	throw refused('wrong-method', { Allow: (answers.GET ? ['HEAD', ...methods] : methods).join(', ') });
}

/** Every address under `/db` with each method it answers: the table of who may do what has a row for each. */
export function couchAddresses(): string[] {
	const { database, document, attachment, local, designFunction, named } = endpoints;
	const documents = { '': document, '/:attachment': attachment, '/_:function': designFunction };
	const byPath: Record<string, { answers: object }> = {
		...Object.fromEntries([...serverEndpoints].map(([name, server]) => [`/db/${name}`, server])),
		'/db/:db': database,
		'/db/:db/_local/:id': local,
		...Object.fromEntries(Object.entries(documents).map(([rest, endpoint]) => [`/db/:db/:id${rest}`, endpoint])),
		...Object.fromEntries([...named].map(([name, endpoint]) => [`/db/:db/${name}`, endpoint]))
	};
	return Object.entries(byPath).flatMap(([path, { answers }]) => Object.keys(answers).map((method) => `${method} ${path}`));
}

/** `/_session`, under `/db` and at the root, where replicators look for it. */
export function sessionRoutes(context: ServerContext, identity: Identity, sessions: Sessions): Hono<ServerEnv> {
	return verbs(new Hono<ServerEnv>({ strict: false }), '/_session', {
		GET: (c) => tellSession(context, c.req.raw),
		POST: (c) => beginSession(identity, sessions, c.req.raw, c.env),
		DELETE: (c) => endSession(sessions, c.req.raw, c.env)
	});
}

/** What stands between the slashes after `/db`, decoded: a slash within a name is `%2F`. */
function partsOf(pathname: string): string[] {
	try {
		const parts = pathname.split('/').slice(2).map(decodeURIComponent);
		return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
	} catch {
		throw refused('not-found');
	}
}
