import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { OWN, type Quarter, type ServerContext, openQuarter } from '../context.ts';
import { documentAt } from '../reading.ts';
import { gathered } from '../store/gathered.ts';
import type { ChangeRow } from '../store/store.ts';
import { carryOut, closeInvalid } from './confirm.ts';
import { deleteOldContacts } from './contacts.ts';
import { deleteFinished } from './finished.ts';
import { Follower } from './follow.ts';
import { lapseOffers } from './lapse.ts';
import { leavesOf } from './leaves.ts';
import { reconcile } from './reconcile.ts';
import { deletePhotos } from './photos.ts';
import { carryOutReply } from './replies.ts';
import { settleDay } from './settle-day.ts';
import { settleOutcome } from './settle-outcome.ts';
import { remember } from './waiting-list.ts';
import { stopWaiting, waitForRequest, waitingFor } from './waiting.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How often it looks for offers that have ended. They are noted where all servers see them, so a restart misses none. */
const MINUTE = 60_000;
/** How long it waits where its databases cannot be had. */
const BEGIN_AGAIN = 1000;
/** So many decisions are carried out side by side: a season in a few waits for the disk. What they come to does not depend on their order. */
const AT_ONCE = 50;
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
 * Starts the part of the server that turns decisions and replies into what others see: confirms, declines, gives back and
 * offers again, merges conflicting edits, deletes what is over with the contact. Any number may run over one store (SPEC 5). Needs the quarter's databases.
 */
export function startRegistrar(context: Context): Registrar {
	const { log } = context;
	const stopping = new AbortController();
	const started = quarterOf(context, stopping.signal).then((quarter) => {
		const together = { ...quarter, desk: gathered(quarter.desk), public: gathered(quarter.public) };
		const desk = new Follower(quarter.desk, { checkpoint: REGISTRAR_CHECKPOINT, log, atOnce: AT_ONCE, take: (row) => takeFromDesk(context, together, row) });
		const open = new Follower(quarter.public, { checkpoint: REGISTRAR_CHECKPOINT, log, take: (row) => takeFromPublic(context, quarter, row) });
		const clean = () =>
			deleteOldContacts(context, quarter)
				.then(() => deleteFinished(context, quarter))
				.then(() => deletePhotos(context, quarter))
				.then(
					() => {},
					(error: unknown) => log(`registrar: what is over could not be deleted (${error})`)
				);
		let lapsing = Promise.resolve();
		const lapse = () => (lapsing = lapsing.then(() => lapseOffers(context, quarter).catch((error: unknown) => log(`registrar: an offer could not be ended (${error})`))));
		const cleaned = clean();
		const timers = [setInterval(clean, DAY).unref(), setInterval(lapse, MINUTE).unref()];
		return { desk, open, cleaned, lapse, lapsed: () => lapsing, timers };
	});
	started.catch(() => {});
	return {
		async stop() {
			stopping.abort();
			const running = await started.catch(() => undefined);
			for (const timer of running?.timers ?? []) clearInterval(timer);
			await Promise.all([running?.desk.stop(), running?.open.stop(), running?.cleaned, running?.lapsed()]);
		},
		async settled() {
			const { desk, open, cleaned, lapse } = await started;
			await cleaned;
			await desk.settled();
			await lapse();
			await desk.settled();
			await open.settled();
			await desk.settled();
		}
	};
}

/** The quarter's databases, as soon as they can be had. Rejects when it is stopped before. */
async function quarterOf(context: Context, stopping: AbortSignal): Promise<Quarter> {
	for (let told = ''; ; ) {
		try {
			const quarter = await openQuarter(context, context.settings.quarter);
			if (quarter) return quarter;
			throw new Error('the databases of the quarter are missing');
		} catch (error) {
			const why = `registrar: cannot begin (${error instanceof Error ? error.message : String(error)})`;
			if (why !== told) context.log(why);
			told = why;
		}
		await wait(BEGIN_AGAIN, undefined, { signal: stopping, ref: false });
	}
}

async function takeFromPublic(context: Context, quarter: Quarter, row: ChangeRow): Promise<void> {
	if (row.changes.length === 1) return;
	if (kindOf(row.id) !== 'occupancy') return reconcile(context, quarter, quarter.public, row.id);
	return settleDay(context, quarter, row.id, await leavesOf(quarter.public, row.id));
}

async function takeFromDesk(context: Context, quarter: Quarter, row: ChangeRow): Promise<void> {
	if (row.changes.length > 1) await reconcile(context, quarter, quarter.desk, row.id);
	if (row.deleted) return;
	const kind = kindOf(row.id);
	if (kind === 'outcome' && row.changes.length > 1) await settleOutcome(quarter, row.id as Outcome['_id']);
	if (kind === 'outcome') await takeOutcome(quarter, row.id as Outcome['_id']);
	if (kind === 'decision' || kind === 'reply') await takeCause(context, quarter, row.id as Outcome['decision']);
	if (kind === 'request') await takeRequest(context, quarter, row.id as Request['_id']);
}

/** Carries out a decision of the office, or what somebody said to a date of theirs. */
async function takeCause(context: Context, quarter: Quarter, id: Outcome['decision']): Promise<void> {
	const cause = await documentAt<'decision' | 'reply'>(quarter.desk, id);
	if (!cause) return;
	const request = await documentAt<'request'>(quarter.desk, cause.request);
	if (request) return cause.kind === 'decision' ? carryOut(context, quarter, cause, request) : carryOutReply(context, quarter, cause, request);
	const gone = await quarter.desk.get(cause.request);
	if (!gone?._deleted) return waitForRequest(quarter, cause);
	if (cause.kind === 'decision') await closeInvalid(context, quarter, cause);
}

/** Replication promises no order: what is about it may have been there first. */
async function takeRequest(context: Context, quarter: Quarter, id: Request['_id']): Promise<void> {
	for (const cause of await waitingFor(quarter, id)) {
		await takeCause(context, quarter, cause);
		await stopWaiting(quarter, id, cause);
	}
}

/** The notes are not replicated: where a quarter moved to another store, they are made anew from the outcomes. */
async function takeOutcome(quarter: Quarter, id: Outcome['_id']): Promise<void> {
	const outcome = await documentAt<'outcome'>(quarter.desk, id);
	if (outcome?.result !== 'waiting' && outcome?.result !== 'offered') return;
	const request = await documentAt<'request'>(quarter.desk, outcome.request);
	if (request) await remember(quarter, request, outcome.decision, outcome);
}
