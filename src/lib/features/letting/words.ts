import { m } from '#lib/paraglide/messages.js';
import type { Due, SumState } from './rules.ts';

const due: Record<Due['what'], () => string> = {
	prepare: m.letting_due_prepare,
	key: m.letting_due_key,
	return: m.letting_due_return,
	deposit: m.letting_due_deposit,
	fee: m.letting_due_fee
};

/** What is to be done, in words. */
export const dueWord = (what: Due['what']) => due[what]();

const sums: Record<SumState, () => string> = { none: m.letting_sum_none, open: m.letting_sum_open, paid: m.letting_sum_paid, returned: m.letting_sum_returned };

/** Where a sum stands, in a word. */
export const sumWord = (state: SumState) => sums[state]();

/** What is looked at in a room nobody wrote a list for. */
export const usualChecklist = () => [m.letting_check_floor(), m.letting_check_furniture(), m.letting_check_kitchen(), m.letting_check_toilets(), m.letting_check_waste(), m.letting_check_lights()];
