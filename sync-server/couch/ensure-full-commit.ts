import { json } from './answer.ts';
import type { Verb } from './asked.ts';

/** `POST /{db}/_ensure_full_commit`: every answered write is on the disk already. */
export const ensureFullCommit: Verb = async ({ database }) => {
	const { instance_start_time } = await database.info();
	return json({ ok: true, instance_start_time }, 201);
};
