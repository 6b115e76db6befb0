import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type LocalDateTime, toLocal } from '#lib/kernel/moments.ts';
import { objections, overlaps, paddedBy, unitsLeft } from '../booking/rules.ts';
import type { Slot } from '../occupancy/entity.ts';
import { termsFor } from '../terms/rules.ts';
import type { DateFacts } from './request-facts.ts';
import type { RequestItem } from './series.ts';

/** What speaks against a date: rules, confirmed uses, and others who ask for the same time. */
export type Checks = { against: Failure[]; taken: Slot[]; rivals: RequestItem[] };

/** A date with what speaks against it. */
export type Checked = DateFacts & Checks;

/** Rules about when one asks hold for the day somebody asked, not for the day the office looks. */
const whenAsked = new Set(['notice-too-short', 'beyond-horizon']);

/** @param now the wall clock of the quarter. */
export function checksOf({ item: { request }, room, house, closures, terms, slots, rivals, quotaLeft }: DateFacts, now: LocalDateTime): Checks {
	if (!room || !house) return { against: [], taken: slots.filter((slot) => overlaps(slot, request)), rivals };
	const [wish, place] = [{ ...request, answers: request.answers ?? {} }, { room, house, closures, terms }];
	const wanted = paddedBy(request, { room, terms });
	const taken = unitsLeft(room, slots, wanted) < (request.units ?? 1) ? slots.filter((slot) => overlaps(slot, wanted)) : [];
	const { quota } = termsFor(room, terms);
	return {
		against: [
			...objections(wish, place, now).filter(({ code }) => !whenAsked.has(code)),
			...objections(wish, place, toLocal(request.receivedAt)).filter(({ code }) => whenAsked.has(code)),
			...(quota && quotaLeft === 0 ? [failure('over-quota', 'date', { most: quota.most, per: quota.per })] : [])
		],
		taken,
		// A confirmed rival is named by its slot already.
		rivals: rivals.filter(({ id }) => !taken.some((slot) => slot.request === id))
	};
}

/** Whether nothing stands in the way of confirming it; others who ask do not. */
export const isFree = ({ against, taken }: Checks) => against.length + taken.length === 0;
