import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { Actor } from '#lib/kernel/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { ref } from '#lib/kernel/fields.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import type { Accounts } from '../accounts.ts';
import { ASK_LIMIT, readObject } from '../body.ts';
import type { Quarter, ServerContext, ServerEnv } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { Links } from '../links.ts';
import { Refused, refused } from '../problem.ts';
import { documentsAt } from '../reading.ts';
import { type Sessions, setCookie } from '../sessions.ts';
import { type Post, roles } from '../user-documents.ts';
import { verbs } from '../verbs.ts';
import { leavingAManager, postOf } from './colleagues.ts';

type Parts = { accounts: Accounts; links: Links; sessions: Sessions; identity: Identity };
type Of = (answer: (quarter: Quarter, c: Context<ServerEnv>) => Promise<Response>) => (c: Context<ServerEnv>) => Promise<Response>;

/** Most houses of one partner. */
const MOST_HOUSES = 20;
const housesField = z.array(ref('house')).check(z.minLength(1), z.maxLength(MOST_HOUSES));

/** The page on which a link is used; the token stays in the fragment, which no server sees. */
const pathOf = (token: string, name?: string) => `/buero/einrichten#${token}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

/** By quarter: what managers do with the accounts of their colleagues, everybody with their own password (SPEC 2.13–2.15). */
export function officeRoutes(app: Hono<ServerEnv>, of: Of, context: ServerContext, { accounts, links, sessions, identity }: Parts): void {
	const { audit, now, actorOf } = context;

	const signedIn = async (c: Context<ServerEnv>): Promise<Actor & { name: string }> => {
		const actor = await actorOf(c.req.raw, c.env?.address);
		if (!actor || actor.name === null) throw refused('signed-out');
		return { ...actor, name: actor.name };
	};
	const byManager = (answer: (by: string, c: Context<ServerEnv>, quarter: Quarter) => Promise<Response>) =>
		of(async (quarter, c) => {
			const actor = await signedIn(c);
			if (!actor.roles.includes('manager')) throw refused('forbidden');
			return answer(actor.name, c, quarter);
		});
	const nameIn = (c: Context<ServerEnv>) => c.req.param('name')!;
	/** A partner has houses that there are; nobody else has any. */
	const postIn = async (c: Context<ServerEnv>, quarter: Quarter): Promise<Post> => {
		const { role, houses } = await readObject(c.req.raw, ASK_LIMIT);
		const known = z.enum(roles).safeParse(role);
		if (!known.success) throw new Refused(failure('invalid', 'role'));
		if (known.data !== 'partner') return { role: known.data };
		const chosen = check(housesField, houses);
		if (chosen.failures) throw new Refused(failure(Array.isArray(houses) && houses.length === 0 ? 'missing' : chosen.failures[0].code, 'houses'));
		const own = [...new Set(chosen.value)];
		if ((await documentsAt<'house'>(quarter.public, own)).length < own.length) throw new Refused(failure('invalid', 'houses'));
		return { role: known.data, houses: own };
	};
	const done = (reason: Failure | undefined) => {
		if (reason) throw new Refused(reason);
		return Response.json({ ok: true });
	};

	verbs(app, '/:quarter/accounts', {
		GET: byManager(async () => {
			const list = await accounts.list();
			return Response.json({ accounts: list.map((account) => ({ name: account.name, ...postOf(account.roles) })), links: await links.list() });
		}),
		POST: byManager(async (by, c, quarter) => {
			const post = await postIn(c, quarter);
			const { token, until } = await links.make({ ...post, by });
			await audit.note({ act: 'link-made', by, ...post });
			return Response.json({ path: pathOf(token), id: await hashOf(token), until }, { status: 201 });
		})
	});
	verbs(app, '/:quarter/accounts/:name', {
		PUT: byManager(async (by, c, quarter) => {
			const name = nameIn(c);
			const post = await postIn(c, quarter);
			const change = () => accounts.setRole(name, post);
			const reason = post.role === 'manager' ? await change() : await leavingAManager(accounts, name, now, change);
			if (!reason) await audit.note({ act: 'account-changed', by, on: name, ...post });
			return done(reason);
		}),
		DELETE: byManager(async (by, c) => {
			const name = nameIn(c);
			const reason = await leavingAManager(accounts, name, now, () => accounts.remove(name));
			if (!reason) {
				await Promise.all([sessions.forget(name), links.withdraw((_, link) => link.name === name)]);
				await audit.note({ act: 'account-removed', by, on: name });
			}
			return done(reason);
		})
	});
	verbs(app, '/:quarter/accounts/:name/link', {
		POST: byManager(async (by, c) => {
			const name = nameIn(c);
			const account = (await accounts.list()).find((one) => one.name === name);
			if (!account) throw refused('not-found');
			const { token, until } = await links.make({ role: 'volunteer', ...postOf(account.roles), name, by });
			await audit.note({ act: 'link-made', by, on: name });
			return Response.json({ path: pathOf(token, name), id: await hashOf(token), until }, { status: 201 });
		})
	});
	verbs(app, '/:quarter/account-links/:id', {
		DELETE: byManager(async (by, c) => {
			const gone = await links.withdraw((id) => id === c.req.param('id'));
			if (gone === 0) throw refused('not-found');
			await audit.note({ act: 'link-withdrawn', by });
			return done(undefined);
		})
	});
	verbs(app, '/:quarter/password', {
		PUT: of(async (_, c) => {
			const { name } = await signedIn(c);
			const { current, password } = await readObject(c.req.raw, ASK_LIMIT);
			await identity.signIn(name, String(current ?? ''), c.env?.address);
			const reason = await accounts.setPassword(name, String(password ?? ''));
			if (reason) throw new Refused(reason.code === 'not-found' ? failure('forbidden') : reason);
			await audit.note({ act: 'password-changed', by: name, on: name });
			const cookie = setCookie(c.env?.secure ?? false, sessions.begin((await accounts.find(name))!));
			return Response.json({ ok: true }, { headers: { 'Set-Cookie': cookie } });
		})
	});
	verbs(app, '/:quarter/audit', {
		GET: byManager(async (_, c) => Response.json(await audit.entries(c.req.query('before'))))
	});
}
