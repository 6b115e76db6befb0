import { check } from '#lib/kernel/check.ts';
import { type Clock, type Day, type LocalDateTime, clock, clockAt, day, dayOf, minutesOf } from '#lib/kernel/moments.ts';
import { type Use, uses } from '../request/entity.ts';
import { type Feature, features } from '../room/entity.ts';
import { type Kind, type Wish, kinds } from './rules.ts';

/** What the fields of the search hold. It lives in the address, so that it survives Back and can be passed on. */
export type Looking = { date: Day; from: Clock | ''; to: Clock | ''; minutes: number; kind: Kind; people: string; units: string; needs: Feature[]; use: Use | '' };

/** The lengths that are offered where the time does not matter, in minutes. */
export const lengths = [60, 120, 180, 240, 360, 480] as const;
const LENGTH = 120;

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined => known.find((one) => one === value);

/** Reads an address; what it does not say, or says in another form, is as at the beginning. */
export function lookingIn(query: URLSearchParams, now: LocalDateTime): Looking {
	const time = (key: string) => check(clock(), query.get(key)).value ?? '';
	const number = (key: string) => (/^\d{1,5}$/.test(query.get(key) ?? '') ? query.get(key)! : '');
	return {
		date: check(day(), query.get('tag')).value ?? dayOf(now),
		from: time('von'),
		to: time('bis'),
		minutes: lengths.find((length) => String(length) === query.get('dauer')) ?? LENGTH,
		kind: oneOf(kinds, query.get('art')) ?? 'room',
		people: number('personen'),
		units: number('anzahl'),
		needs: features.filter((feature) => query.get('mit')?.split(',').includes(feature)),
		use: oneOf(uses, query.get('zweck')) ?? ''
	};
}

/** The address of a search: only what is said, in an order that stays. */
export function addressOf({ date, from, to, minutes, kind, people, units, needs, use }: Looking): string {
	const said = { tag: date, von: from, bis: to, dauer: minutes === LENGTH ? '' : String(minutes), art: kind === 'room' ? '' : kind, personen: people, anzahl: units, mit: needs.join(','), zweck: use };
	return `?${new URLSearchParams(Object.entries(said).filter(([, value]) => value))}`;
}

/** What one looks for, or undefined while the times make no span. Where only the beginning is said, the length says the end. */
export function wishOf({ date, from, to, minutes, kind, people, units, needs, use }: Looking): Wish | undefined {
	const end = to === '00:00' ? '24:00' : to || (from && clockAt(Math.min(24 * 60, minutesOf(from) + minutes)));
	if ((!from && to) || (from && end <= from)) return undefined;
	const time = from ? { from, to: end } : undefined;
	return {
		date,
		time,
		minutes: time ? minutesOf(time.to) - minutesOf(time.from) : minutes,
		kind,
		people: Number(people) || 1,
		units: Number(units) || 1,
		needs: kind === 'thing' ? [] : needs,
		use: use || undefined
	};
}

/** The form of a room with a time filled in, and what else was said. */
export const formFor = (place: string, { date, from, to }: { date: Day; from: Clock; to: Clock }, { kind, people, use }: Looking): string => {
	const said = { tag: date, von: from, bis: to, personen: kind === 'thing' ? '' : people, zweck: use };
	return `${place}/anfragen?${new URLSearchParams(Object.entries(said).filter(([, value]) => value))}`;
};
