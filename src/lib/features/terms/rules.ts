import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Clock, type Day, type LocalDateTime, addDays, minutesOf, mondayOf, toInstant, weekdayOf } from '#lib/kernel/moments.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import type { Use } from '../request/entity.ts';
import { type Tariff, type Terms, ruleNames } from './entity.ts';

/** What holds for a room: every rule laid down for it or for its house. `sample` where an invented one is among them. */
export type Laid = Pick<Terms, Exclude<(typeof ruleNames)[number], 'quota'>> & {
	/** `in` says whether a group's dates count in this room, or in all rooms of the house together. */
	quota?: NonNullable<Terms['quota']> & { in: 'room' | 'house' };
	sample?: true;
};

type Place = { _id: string; house: string };

const kept = new WeakMap<readonly Terms[], Map<string, Laid>>();
const nothing: Laid = {};

/**
 * What holds for a room: field by field its own, else its house's. Nothing laid down is an empty answer, and then all is
 * as if there were no terms. Looked up once for each list of terms, as a search asks for every room and day.
 */
export function termsFor(room: Place, all: readonly Terms[] = []): Laid {
	if (all.length === 0) return nothing;
	const known = kept.get(all) ?? new Map<string, Laid>();
	kept.set(all, known);
	const key = `${room._id} ${room.house}`;
	const laid = known.get(key) ?? merged(room, all);
	known.set(key, laid);
	return laid;
}

function merged(room: Place, all: readonly Terms[]): Laid {
	const own = all.find((terms) => terms.room === room._id);
	const shared = all.find((terms) => terms.room === undefined && terms.house === room.house);
	const laid = ruleNames.flatMap((name) => {
		const from = own?.[name] === undefined ? shared : own;
		const value = from?.[name];
		if (!from || value === undefined) return [];
		return [[name, name === 'quota' ? { ...(value as object), in: from === own ? 'room' : 'house' } : value, from] as const];
	});
	const isSample = laid.some(([, , from]) => from.sample);
	return { ...Object.fromEntries(laid), ...(isSample ? { sample: true } : {}) } as Laid;
}

type Stay = { date: Day; from: Clock; to: Clock };

/**
 * What the laid down rules have against a stay: its length, the notice, the quiet hours. Lengths are by the wall clock, as
 * people say them; the notice is in hours that really pass, also over a night the clocks are changed.
 * @param now the wall clock of the quarter.
 */
export function against({ date, from, to }: Stay, laid: Laid, now: LocalDateTime): Failure[] {
	const found: Failure[] = [];
	const length = minutesOf(to) - minutesOf(from);
	const { minMinutes, maxMinutes, leadHours, quietFrom } = laid;
	if (minMinutes !== undefined && length < minMinutes) found.push(failure('stay-too-short', 'to', { minutes: minMinutes }));
	if (maxMinutes !== undefined && length > maxMinutes) found.push(failure('stay-too-long', 'to', { minutes: maxMinutes }));
	if (leadHours !== undefined && Date.parse(toInstant(startOf(date, from))) - Date.parse(toInstant(now)) < leadHours * 3_600_000)
		found.push(failure('notice-too-short', 'date', { hours: leadHours }));
	if (quietFrom !== undefined && to > quietFrom) found.push(failure('quiet-hours', 'to', { clock: quietFrom }));
	return found;
}

/** `24:00` as a start is the next midnight, which a wall clock shows as 0:00. */
const startOf = (date: Day, from: Clock) => (from === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${from}`);

/** The required questions without an answer. */
export const missingAnswers = (answers: Readonly<Record<string, string>>, { questions = [] }: Laid): Failure[] =>
	questions.filter(({ key, required }) => required && !answers[key]?.trim()).map(({ key }) => failure('answer-missing', `answers.${key}`));

/** One sum of a price, and the rule it comes from. */
export type PriceItem =
	| { rule: 'flat'; cents: number }
	| { rule: 'hours'; cents: number; hours: number; each: number }
	| { rule: 'part'; cents: number; from: Clock; to: Clock }
	| { rule: 'surcharge'; cents: number; name: LocalText };

/** What a stay costs, and why: `because` is what a sentence in any language is made of. */
export type Price = {
	cents: number;
	deposit: number;
	because: {
		use: Use;
		/** What is free of it: until this time, the first hours. Only where it made a difference. */
		free: { until?: Clock | undefined; hours?: number | undefined };
		/** The sums; none where nothing is to be paid. */
		items: PriceItem[];
		/** How many are lent, where it is more than one: everything counts so often. */
		units: number;
	};
};

/**
 * What a stay costs: the sum of what its tariff lays down for the time that is not free, and its surcharges. Whole cents;
 * hours are counted by the wall clock, each one begun. What is free by a rule is free until the later of its two bounds.
 * @returns undefined where nothing is laid down for this use: then nobody knows, and the app says so.
 */
export function priceOf({ date, from, to, use, units = 1 }: Stay & { use: Use; units?: number }, { tariffs = [] }: Laid): Price | undefined {
	const tariff = tariffs.find((one) => one.use === use);
	if (!tariff || to <= from) return undefined;
	const [start, end] = [minutesOf(from), minutesOf(to)];
	const bounds = { until: tariff.freeUntil === undefined ? start : minutesOf(tariff.freeUntil), hours: start + (tariff.freeHours ?? 0) * 60 };
	const paidFrom = Math.min(end, Math.max(start, bounds.until, bounds.hours));
	const items = [...(paidFrom < end ? sumsOf(tariff, paidFrom, end) : []), ...surchargesOf(tariff, date, to)];
	const free = {
		...(bounds.until > start && bounds.until >= bounds.hours ? { until: tariff.freeUntil } : {}),
		...(bounds.hours > start && bounds.hours > bounds.until ? { hours: tariff.freeHours } : {})
	};
	const cents = items.reduce((sum, item) => sum + item.cents, 0) * units;
	return { cents, deposit: (tariff.deposit ?? 0) * units, because: { use, free, items, units } };
}

function sumsOf({ flat, perHour, perPart = [] }: Tariff, paidFrom: number, end: number): PriceItem[] {
	const hours = Math.ceil((end - paidFrom) / 60);
	return [
		...(flat ? [{ rule: 'flat' as const, cents: flat }] : []),
		...(perHour ? [{ rule: 'hours' as const, cents: perHour * hours, hours, each: perHour }] : []),
		...perPart
			.filter((part) => part.cents > 0 && minutesOf(part.from) < end && paidFrom < minutesOf(part.to))
			.map(({ from, to, cents }) => ({ rule: 'part' as const, cents, from, to }))
	];
}

const surchargesOf = ({ surcharges = [] }: Tariff, date: Day, to: Clock): PriceItem[] =>
	surcharges
		.filter(({ cents, after, weekend }) => cents > 0 && (after === undefined || to > after) && (!weekend || weekdayOf(date) >= 6))
		.map(({ name, cents }) => ({ rule: 'surcharge' as const, cents, name }));

/** What cancelling costs at this moment: the share of the price that is due, in whole cents; nothing before the last free day is over. */
export function cancelFee(date: Day, cents: number, { cancelDays, lateShare }: Laid, now: LocalDateTime): number {
	if (cancelDays === undefined || lateShare === undefined || now.slice(0, 10) <= addDays(date, -cancelDays)) return 0;
	return Math.round((cents * lateShare) / 100);
}

/** What giving a stay back late costs: a sum where its price is laid down, else the share of it, and under how many days it is late. */
export type LateRule = { cents: number } | { percent: number; days: number };

/** What giving back a confirmed stay costs at this moment; undefined where there is time enough or nothing is laid down. */
export function lateRule(stay: Stay & { use?: Use | undefined; units?: number | undefined }, laid: Laid, now: LocalDateTime): LateRule | undefined {
	const { cancelDays: days, lateShare: percent } = laid;
	if (days === undefined || !percent || cancelFee(stay.date, 100, laid, now) === 0) return undefined;
	const price = stay.use && priceOf({ ...stay, use: stay.use, units: stay.units ?? 1 }, laid);
	return price ? { cents: cancelFee(stay.date, price.cents, laid, now) } : { percent, days };
}

/** Who asks, as far as it tells groups apart: the group's name, and how they are reached. */
export type Asker = { group?: string | undefined; mail?: string | undefined; phone?: string | undefined };

const plain = (text = '') => text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Whether two ask for the same group: by its name however it is spelled, and where one of them names none, by mail or phone. */
export function isSameGroup(one: Asker, other: Asker): boolean {
	const [here, there] = [plain(one.group), plain(other.group)];
	if (here && there) return here === there;
	const same = (a: string | undefined, b: string | undefined) => plain(a) !== '' && plain(a) === plain(b);
	return same(one.mail, other.mail) || same(one.phone, other.phone);
}

/** A date somebody has asked for and still wants or has. */
export type Held = Asker & { room: string; house: string; date: Day };

/**
 * How many more dates a group may have in the week or month of a date.
 * @param held what counts: requests that wait or are confirmed, not those declined, withdrawn or expired.
 * @returns Infinity where no quota is laid down; never below 0.
 */
export function quotaLeft(asked: Held, held: readonly Held[], { quota }: Laid): number {
	if (!quota) return Infinity;
	const period = (date: Day) => (quota.per === 'week' ? mondayOf(date) : date.slice(0, 7));
	const isHere = (other: Held) => (quota.in === 'room' ? other.room === asked.room : other.house === asked.house);
	const count = held.filter((other) => isHere(other) && period(other.date) === period(asked.date) && isSameGroup(asked, other)).length;
	return Math.max(0, quota.most - count);
}

/**
 * Which dates of one ask go beyond their room's quota, what comes earlier in the ask counted too.
 * @returns a refusal for each, of the n-th further date as `further.<n - 1>.date`.
 */
export function overQuota(asked: readonly (Held & { laid: Laid })[], held: readonly Held[]): Failure[] {
	const counted = [...held];
	return asked.flatMap(({ laid, ...date }, index) => {
		const isOver = quotaLeft(date, counted, laid) === 0;
		if (!isOver) counted.push(date);
		const field = index === 0 ? 'date' : `further.${index - 1}.date`;
		return isOver && laid.quota ? [failure('over-quota', field, { most: laid.quota.most, per: laid.quota.per })] : [];
	});
}
