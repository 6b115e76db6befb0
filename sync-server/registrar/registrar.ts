import type { Decision } from '#lib/features/decision/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { OWN, type Quarter, type ServerContext, openQuarter } from '../context.ts';
import { documentAt } from '../reading.ts';
import type { ChangeRow } from '../store/store.ts';
import { carryOut, closeInvalid } from './confirm.ts';
import { deleteOldContacts } from './contacts.ts';
import { Follower } from './follow.ts';
import { leavesOf } from './leaves.ts';
import { reconcile } from './reconcile.ts';
import { settleDay } from './settle-day.ts';
import { settleOutcome } from './settle-outcome.ts';
import { stopWaiting, waitForRequest, waitingFor } from './waiting.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Where it is, in each database. */
export const REGISTRAR_CHECKPOINT = `${OWN}registrar`;

export type Registrar = {
	/** Resolves when what it has in hand is done. */
	stop(): Promise<void>;
	/** Resolves when everything written before the call has been dealt with, also what follows from it. */
	settled(): Promise<void>;
};

type Context = Pick<ServerContext, 'store' | 'settings' | 'now' | 'log'>;

/**
 * Starts the part of the server that turns decisions into what others see: confirms and declines, merges conflicting
 * edits, deletes old contacts. Any number may run over one store (SPEC 5). Needs the quarter's databases.
 */
export function startRegistrar(context: Context): Registrar {
	const { log } = context;
	const started = openQuarter(context, context.settings.quarter).then((quarter) => {
		if (!quarter) throw new Error('the registrar needs the databases of the quarter');
		const desk = new Follower(quarter.desk, { checkpoint: REGISTRAR_CHECKPOINT, log, take: (row) => takeFromDesk(context, quarter, row) });
		const open = new Follower(quarter.public, { checkpoint: REGISTRAR_CHECKPOINT, log, take: (row) => takeFromPublic(context, quarter, row) });
		const clean = () =>
			deleteOldContacts(context, quarter).then(
				() => {},
				(error: unknown) => log(`registrar: old contacts could not be deleted (${error})`)
			);
		const cleaned = clean();
		const daily = setInterval(clean, DAY).unref();
		return { desk, open, cleaned, daily };
	});
	started.catch((error: unknown) => log(String(error)));
	return {
		async stop() {
			const running = await started.catch(() => undefined);
			clearInterval(running?.daily);
			await Promise.all([running?.desk.stop(), running?.open.stop(), running?.cleaned]);
		},
		async settled() {
			const { desk, open, cleaned } = await started;
			await cleaned;
			await desk.settled();
			await open.settled();
			await desk.settled();
		}
	};
}

async function takeFromPublic(context: Context, quarter: Quarter, row: ChangeRow): Promise<void> {
	if (row.changes.length === 1) return;
	if (kindOf(row.id) !== 'occupancy') return reconcile(context, quarter, quarter.public, row.id);
	return settleDay(context, quarter, row.id, await leavesOf(quarter.public, row.id));
}

async function takeFromDesk(context: Context, quarter: Quarter, row: ChangeRow): Promise<void> {
	if (row.changes.length > 1) await reconcile(context, quarter, quarter.desk, row.id);
	if (row.deleted) return;
	if (kindOf(row.id) === 'outcome' && row.changes.length > 1) await settleOutcome(quarter, row.id as Outcome['_id']);
	if (kindOf(row.id) === 'decision') await takeDecision(context, quarter, row.id as Decision['_id']);
	if (kindOf(row.id) === 'request') await takeRequest(context, quarter, row.id as Request['_id']);
}

async function takeDecision(context: Context, quarter: Quarter, id: Decision['_id']): Promise<void> {
	const decision = await documentAt<'decision'>(quarter.desk, id);
	if (!decision) return;
	const request = await documentAt<'request'>(quarter.desk, decision.request);
	if (request) return carryOut(context, quarter, decision, request);
	const gone = await quarter.desk.get(decision.request);
	if (gone?._deleted) return closeInvalid(context, quarter, decision);
	return waitForRequest(quarter, decision);
}

/** Replication promises no order: its decision may have been there first. */
async function takeRequest(context: Context, quarter: Quarter, id: Request['_id']): Promise<void> {
	for (const decision of await waitingFor(quarter, id)) {
		await takeDecision(context, quarter, decision);
		await stopWaiting(quarter, id, decision);
	}
}
