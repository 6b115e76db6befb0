import PouchDB from 'pouchdb';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { serve } from './channel.ts';
import { runReplica } from './desk-replica.ts';

const verbs = {
	/** Opens the two databases of a quarter and keeps them in step until this worker ends. */
	async start(quarter: string): Promise<void> {
		await ensureTemporal();
		await runReplica(PouchDB, quarter, new AbortController().signal);
	},
	/** Answers: this worker is alive. */
	pulse: (): true => true
};
export type ReplicaVerbs = typeof verbs;

serve(self, verbs);
