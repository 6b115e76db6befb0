import { type Context, Hono } from 'hono';
import type { Accounts } from './accounts.ts';
import { ASK_LIMIT, readObject } from './body.ts';
import { tellCalendar } from './calendar.ts';
import { openQuarter, type Quarter, type ServerContext, type ServerEnv } from './context.ts';
import { changeContact, takeMessage } from './correspondence.ts';
import type { Identity } from './identity.ts';
import { takeAsk } from './inbox.ts';
import { asks, attempts, createLimiter, holders } from './limits.ts';
import type { Links } from './links.ts';
import { officeRoutes } from './office/routes.ts';
import { refused } from './problem.ts';
import { removePhoto, takePhoto, tellPhoto } from './photos.ts';
import { partnerRoutes } from './partner/routes.ts';
import { answerPlan } from './plan-b/archive.ts';
import { tellReceipt } from './receipts.ts';
import { takeReply } from './reply.ts';
import { answerRemoval } from './sample.ts';
import { type Sessions, setCookie } from './sessions.ts';
import type { Setup } from './setup.ts';
import { snapshots } from './snapshot.ts';
import { verbs } from './verbs.ts';

type ApiParts = { accounts: Accounts; identity: Identity; links: Links; sessions: Sessions; setup: Setup };
type QuarterAnswer = (quarter: Quarter, c: Context<ServerEnv>) => Promise<Response>;

/** Everything under `/api`: the setup link, and by quarter what residents and the desk ask for beside replication. */
export function apiRoutes(context: ServerContext, parts: ApiParts): Hono<ServerEnv> {
	const { setup, sessions } = parts;
	const app = new Hono<ServerEnv>({ strict: false });
	const inboxLimit = createLimiter(asks, context.now);
	const holderLimit = createLimiter(holders, context.now);
	const setupLimit = createLimiter(attempts, context.now);
	const snapshot = snapshots(context);

	const of = (answer: QuarterAnswer) => async (c: Context<ServerEnv>) => {
		const quarter = await openQuarter(context, c.req.param('quarter')!);
		if (!quarter) throw refused('unknown-quarter');
		return answer(quarter, c);
	};

	verbs(app, '/setup', {
		POST: async (c) => {
			setupLimit.take(c.env?.address);
			const { token, name, password } = await readObject(c.req.raw, ASK_LIMIT);
			const account = await setup.use(token, name, password);
			const cookie = setCookie(c.env?.secure ?? false, sessions.begin(account));
			return Response.json({ ok: true, name: account.name, roles: account.roles }, { status: 201, headers: { 'Set-Cookie': cookie } });
		}
	});
	verbs(app, '/:quarter/snapshot', { GET: of((quarter, c) => snapshot(quarter, c.req.raw)) });
	verbs(app, '/:quarter/inbox', {
		POST: of((quarter, c) => {
			inboxLimit.take(c.env?.address);
			return takeAsk(context, quarter, c.req.raw);
		})
	});
	verbs(app, '/:quarter/receipts/:id', { GET: of((quarter, c) => tellReceipt(context, quarter, c.req.param('id')!, c.req.raw)) });
	verbs(app, '/:quarter/receipts/:id/calendar.ics', { GET: of((quarter, c) => tellCalendar(context, quarter, c.req.param('id')!, c.req.raw)) });
	const byHolder = (take: typeof takeReply) =>
		of((quarter, c) => {
			holderLimit.take(c.env?.address);
			return take(context, quarter, c.req.param('id')!, c.req.raw);
		});
	verbs(app, '/:quarter/receipts/:id/replies', { POST: byHolder(takeReply) });
	verbs(app, '/:quarter/receipts/:id/messages', { POST: byHolder(takeMessage) });
	verbs(app, '/:quarter/receipts/:id/contact', { PUT: byHolder(changeContact) });
	verbs(app, '/:quarter/photos/:id', {
		GET: of((quarter, c) => tellPhoto(context, quarter, c.req.param('id')!, c.req.raw, c.env?.address)),
		PUT: of((quarter, c) => takePhoto(context, quarter, c.req.param('id')!, c.req.raw, c.env?.address)),
		DELETE: of((quarter, c) => removePhoto(context, quarter, c.req.param('id')!, c.req.raw, c.env?.address))
	});
	verbs(app, '/:quarter/plan-b', { GET: of((quarter, c) => answerPlan(context, quarter, c.req.raw, c.env?.address)) });
	verbs(app, '/:quarter/sample/removal', { POST: of((quarter, c) => answerRemoval(context, quarter, c.req.raw)) });
	officeRoutes(app, of, context, parts);
	partnerRoutes(app, of, context);
	app.all('/:quarter/*', of(() => Promise.reject(refused('not-found'))));
	return app;
}
