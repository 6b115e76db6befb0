import { hoursOn } from '#lib/kernel/hours.ts';
import { type Clock, type Day, type LocalDateTime, addDays, clockOf, dayOf } from '#lib/kernel/moments.ts';
import { closureOn } from '../closure/rules.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from './entity.ts';

/** Whether a house is open: until when, or when next (within two weeks), and what closes it today. */
export type OpenState =
	| { is: 'planned' }
	| { is: 'open'; until: Clock }
	| { is: 'closed'; next?: { date: Day; from: Clock }; closure?: Closure };

/** The state of a house at a wall-clock moment of the quarter. */
export function openState(house: House, closures: readonly Closure[], now: LocalDateTime): OpenState {
	if (house.status === 'planned') return { is: 'planned' };
	const [today, time] = [dayOf(now), clockOf(now)];
	const hours = (date: Day) => (closureOn(house._id, date, closures) ? [] : hoursOn(house.hours, date));
	const current = hours(today).find(({ from, to }) => from <= time && time < to);
	if (current) return { is: 'open', until: current.to };
	const days = Array.from({ length: 15 }, (_, index) => addDays(today, index));
	const [next] = days.flatMap((date) => hours(date).map(({ from }) => ({ date, from }))).filter(({ date, from }) => date > today || from > time);
	const closure = closureOn(house._id, today, closures);
	return { is: 'closed', ...(next ? { next } : {}), ...(closure ? { closure } : {}) };
}
