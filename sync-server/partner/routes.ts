import type { Context, Hono } from 'hono';
import { housesOf, isPartner } from '#lib/features/partner/rules.ts';
import type { Quarter, ServerContext, ServerEnv } from '../context.ts';
import { refused } from '../problem.ts';
import { verbs } from '../verbs.ts';
import { takeDecision, writeMessage } from './decisions.ts';
import { writeOwn } from './documents.ts';
import type { Partner } from './places.ts';
import { tellPartner } from './requests.ts';

type Of = (answer: (quarter: Quarter, c: Context<ServerEnv>) => Promise<Response>) => (c: Context<ServerEnv>) => Promise<Response>;

/** By quarter: what partners do with the rooms of their own houses (SPEC 2.20–2.23). They have no replication and read nothing else of the office. */
export function partnerRoutes(app: Hono<ServerEnv>, of: Of, context: ServerContext): void {
	const byPartner = (answer: (quarter: Quarter, partner: Partner, c: Context<ServerEnv>) => Promise<Response>) =>
		of(async (quarter, c) => {
			const actor = await context.actorOf(c.req.raw, c.env?.address);
			if (!actor || actor.name === null) throw refused('signed-out');
			if (!isPartner(actor)) throw refused('forbidden');
			return answer(quarter, { name: actor.name, houses: new Set(housesOf(actor)) }, c);
		});

	verbs(app, '/:quarter/partner', { GET: byPartner((quarter, partner) => tellPartner(context, quarter, partner)) });
	verbs(app, '/:quarter/partner/decisions', { POST: byPartner((quarter, partner, c) => takeDecision(context, quarter, partner, c.req.raw)) });
	verbs(app, '/:quarter/partner/messages', { POST: byPartner((quarter, partner, c) => writeMessage(context, quarter, partner, c.req.raw)) });
	verbs(app, '/:quarter/partner/documents/:id', { PUT: byPartner((quarter, partner, c) => writeOwn(quarter, partner, c.req.param('id')!, c.req.raw)) });
}
