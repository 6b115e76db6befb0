import { hoursOn } from '#lib/kernel/hours.ts';
import { type Clock, type Day, type LocalDateTime, addDays, clockOf, dayOf } from '#lib/kernel/moments.ts';
import type { Service } from './entity.ts';

/** When someone is there: round the clock, now until, next from, or not known. Public holidays are not known for others' offices. */
export type ServiceHours = { is: 'always' } | { is: 'now'; until: Clock } | { is: 'later'; date: Day; from: Clock } | { is: 'unknown' };

/** The state of an entry's hours at a wall-clock moment; looks a week ahead. */
export function hoursState({ hours }: Pick<Service, 'hours'>, now: LocalDateTime): ServiceHours {
	if (hours === 'always') return { is: 'always' };
	if (!hours || hours.length === 0) return { is: 'unknown' };
	const [today, time] = [dayOf(now), clockOf(now)];
	const current = hoursOn(hours, today).find(({ from, to }) => from <= time && time < to);
	if (current) return { is: 'now', until: current.to };
	const days = Array.from({ length: 8 }, (_, index) => addDays(today, index));
	const [next] = days.flatMap((date) => hoursOn(hours, date).map(({ from }) => ({ date, from }))).filter(({ date, from }) => date > today || from > time);
	return next ? { is: 'later', ...next } : { is: 'unknown' };
}

/** A phone number as a tel: address: digits and a leading plus. */
export const callAddress = (phone: string) => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
