import type { Actor } from '#lib/kernel/entity.ts';
import { ASK_LIMIT, readText } from '../body.ts';
import { nobody, type ServerContext } from '../context.ts';
import { basicOf, type Identity } from '../identity.ts';
import { refused } from '../problem.ts';
import { cookieOf, type Sessions, setCookie } from '../sessions.ts';
import type { Visitor } from '../visitors.ts';
import { json } from './answer.ts';
import { readObjectBody } from './object-body.ts';

/** `GET /_session`: who is asking, and how; somebody whose session has ended is nobody (SPEC 2.3, 2.4), and with `?basic=true` refused. */
export async function tellSession({ actorOf }: ServerContext, request: Request): Promise<Response> {
	const { name, roles }: Actor = (await actorOf(request)) ?? nobody;
	if (name === null && new URL(request.url).searchParams.get('basic') === 'true') throw refused('signed-out');
	const info = { authentication_handlers: ['cookie', 'default'], ...(name !== null && { authenticated: basicOf(request) ? 'default' : 'cookie' }) };
	return json({ ok: true, userCtx: { name, roles }, info });
}

/** `POST /_session {name, password}`, JSON or form (`username` to some clients): begins a session. @throws Refused `wrong-password`, `too-many`. */
export async function beginSession(identity: Identity, sessions: Sessions, request: Request, { address, secure = false }: Partial<Visitor> = {}): Promise<Response> {
	const { username, name = username, password } = await credentials(request);
	if (typeof name !== 'string' || typeof password !== 'string') throw refused('wrong-password');
	const account = await identity.signIn(name, password, address);
	const cookie = setCookie(secure, sessions.begin(account));
	return json({ ok: true, name: account.name, roles: account.roles }, 200, { 'Set-Cookie': cookie });
}

/** `DELETE /_session`: the browser forgets it, and it does not hold any more. */
export async function endSession(sessions: Sessions, request: Request, { secure = false }: Partial<Visitor> = {}): Promise<Response> {
	const cookie = cookieOf(request);
	if (cookie) await sessions.end(cookie);
	return json({ ok: true }, 200, { 'Set-Cookie': setCookie(secure, '') });
}

async function credentials(request: Request): Promise<Record<string, unknown>> {
	if (request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(await readText(request, ASK_LIMIT)));
	}
	return readObjectBody(request, ASK_LIMIT);
}
