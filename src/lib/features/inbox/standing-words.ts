import { m } from '#lib/paraglide/messages.js';
import type { RequestState } from '../request/rules.ts';

/** Where a request stands, as the office reads it. */
export const standingWords: Record<RequestState, () => string> = {
	requested: m.desk_state_requested,
	deciding: m.desk_state_deciding,
	taken: m.desk_state_taken,
	confirmed: m.desk_state_confirmed,
	declined: m.desk_state_declined,
	expired: m.desk_state_expired,
	waiting: m.desk_state_waiting,
	offered: m.desk_state_offered,
	withdrawn: m.desk_state_withdrawn,
	cancelled: m.desk_state_cancelled
};
