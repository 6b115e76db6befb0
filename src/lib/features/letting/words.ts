import type { LocalText } from '#lib/kernel/text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { House } from '../house/entity.ts';
import type { Room } from '../room/entity.ts';
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

const usual = [m.letting_check_floor, m.letting_check_furniture, m.letting_check_kitchen, m.letting_check_toilets, m.letting_check_waste, m.letting_check_lights];

/** What is looked at in a room nobody wrote a list for. */
export const usualChecklist = (): LocalText[] => usual.map((say) => ({ de: say({}, { locale: 'de' }), 'de-x-leicht': say({}, { locale: 'de-x-leicht' }), en: say({}, { locale: 'en' }) }));

/** What is looked at in a room: its own list, else that of its house, else the usual one. */
export const checklistOf = (room: Pick<Room, 'checklist'> | undefined, house: Pick<House, 'checklist'> | undefined): LocalText[] => room?.checklist ?? house?.checklist ?? usualChecklist();
