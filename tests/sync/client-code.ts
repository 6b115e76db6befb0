import { announceEvent } from '#lib/features/event/commands.ts';
import { type Verdict, decide, sendHeld } from '#lib/features/decision/commands.ts';
import { settleConflict } from '#lib/features/edit-conflict/commands.ts';
import { newId, newSecret } from '#lib/kernel/ids.ts';
import { database } from '#lib/storage/database.ts';
import { replace } from '#lib/storage/projector.ts';
import { setting } from '#lib/storage/settings.ts';
import { extendWindow } from '#lib/storage/window.ts';
import { change, create } from '#lib/storage/write.ts';
import { post } from '#lib/sync/bulletin.ts';
import { courier } from '#lib/sync/courier.ts';
import { runReplica } from '#lib/sync/desk-replica.ts';
import { mirror } from '#lib/sync/mirror.ts';
import { sendAsk } from '#lib/sync/outbox.ts';
import { giveUpDocument, resendDocument } from '#lib/sync/refused.ts';
import { signIn } from '#lib/sync/session.ts';
import type { Client } from './fuzz/client.ts';

/** Decides and lets the time go by in which it could be taken back. */
const decideForGood = async (verdict: Verdict) => {
	const failed = await decide([verdict]);
	if (!failed) await sendHeld();
	return failed;
};

/** The client's own code, bundled once and evaluated once per device with that device's globals (`fuzz/device.ts`). */
export const client: Client = {
	announceEvent,
	change,
	confirmRequest: (request) => decideForGood({ request: request as Verdict['request'], verdict: 'confirm' }),
	courier,
	create,
	database: database as unknown as Client['database'],
	decideDate: (request, verdict, reason, offer) => decideForGood({ request: request as Verdict['request'], verdict, reason, offer: offer as Verdict['offer'] }),
	declineRequest: (request, reason) => decideForGood({ request: request as Verdict['request'], verdict: 'decline', reason }),
	extendWindow,
	giveUpDocument,
	mirror,
	newId,
	newSecret,
	post,
	replace,
	resendDocument,
	runReplica: runReplica as Client['runReplica'],
	sendAsk,
	setting,
	settleConflict,
	signIn: async (name, password) => (await signIn(name, password)).failures
};
