import { inLocale } from '#lib/kernel/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { language } from '#lib/ui/language.svelte.ts';
import { clockWords, daysLong, hoursAhead, minutesLong, span, weekdays } from '#lib/ui/when.ts';
import type { Use } from '../request/entity.ts';
import type { Admission, Tariff, ruleNames } from './entity.ts';
import type { Laid, Price, PriceItem } from './rules.ts';

const useWords: Record<Use, () => string> = {
	private: m.terms_use_private,
	charitable: m.terms_use_charitable,
	commercial: m.terms_use_commercial,
	partner: m.terms_use_partner
};

/** A kind of use in words: "gemeinnützig". */
export const useWord = (use: Use) => useWords[use]();

/** "12 €", "12,50 €" */
export const euro = (cents: number) =>
	new Intl.NumberFormat(language.locale === 'en' ? 'en-GB' : 'de-DE', { style: 'currency', currency: 'EUR', minimumFractionDigits: cents % 100 === 0 ? 0 : 2 }).format(cents / 100);

const nameOf = (name: Parameters<typeof inLocale>[0]) => inLocale(name, language.locale).text;
const hoursFree = (count: number) => (count === 1 ? m.terms_part_hour_free() : m.terms_part_hours_free({ count }));

function itemWords(item: PriceItem): string {
	if (item.rule === 'flat') return m.terms_part_flat({ sum: euro(item.cents) });
	if (item.rule === 'hours') return item.hours === 1 ? m.terms_part_each_one({ sum: euro(item.each) }) : m.terms_part_each({ count: item.hours, sum: euro(item.each) });
	return m.terms_part_named({ name: item.rule === 'part' ? span(item.from, item.to) : nameOf(item.name), sum: euro(item.cents) });
}

function freeWords({ free: { until, hours }, items }: Price['because']): string[] {
	if (until !== undefined) return [items.length ? m.terms_part_until_free({ clock: clockWords(until) }) : m.terms_part_until({ clock: clockWords(until) })];
	if (hours === undefined) return [];
	if (items.length) return [hoursFree(hours)];
	return [hours === 1 ? m.terms_part_hours() : m.terms_part_hours_many({ count: hours })];
}

/** A price with its rule: "gemeinnützig, bis 22 Uhr: 0 €". */
export function priceSentence({ cents, because }: Price): string {
	const units = because.units > 1 ? [m.terms_part_units({ count: because.units })] : [];
	const parts = [useWord(because.use), ...units, ...freeWords(because), ...because.items.map(itemWords)].join(', ');
	return m.terms_price_line({ parts, sum: euro(cents) });
}

function surchargeWords({ name: named, cents, after, weekend }: NonNullable<Tariff['surcharges']>[number]): string {
	const [name, sum, clock] = [nameOf(named), euro(cents), after === undefined ? '' : clockWords(after)];
	if (weekend) return after === undefined ? m.terms_tariff_weekend({ name, sum }) : m.terms_tariff_weekend_after({ name, sum, clock });
	return after === undefined ? m.terms_part_named({ name, sum }) : m.terms_tariff_after({ name, sum, clock });
}

/** A tariff in one sentence: "privat: Grundpreis 20 €, 12 € je angefangene Stunde, Kaution 100 €". */
export function tariffSentence({ use, flat, perHour, perPart = [], freeUntil, freeHours, surcharges = [], deposit }: Tariff): string {
	const sums = [
		...(flat ? [m.terms_part_flat({ sum: euro(flat) })] : []),
		...(perHour ? [m.terms_tariff_hour({ sum: euro(perHour) })] : []),
		...perPart.map(({ from, to, cents }) => m.terms_part_named({ name: span(from, to), sum: euro(cents) }))
	];
	const free = [...(freeUntil === undefined ? [] : [m.terms_part_until_free({ clock: clockWords(freeUntil) })]), ...(freeHours === undefined ? [] : [hoursFree(freeHours)])];
	const costs = sums.length ? [...sums, ...free] : [m.terms_tariff_free()];
	const parts = [...costs, ...surcharges.map(surchargeWords), ...(deposit ? [m.terms_tariff_deposit({ sum: euro(deposit) })] : [])];
	return m.terms_tariff({ use: useWord(use), parts: parts.join(', ') });
}

/** Who can ask, in words. */
export const admissionWords: Record<Admission, () => string> = { open: m.terms_line_open, request: m.terms_line_request, sponsor: m.terms_line_sponsor, members: m.terms_line_members };

type Rule = (typeof ruleNames)[number];
type Sentences = { [R in Rule]: (value: NonNullable<Laid[R]>, laid: Laid) => string[] };

const hoursWords = (hours: NonNullable<Laid['hours']>) => hours.map(({ days, from, to }) => m.terms_line_hours_one({ days: weekdays(days), span: span(from, to) })).join('; ');

const sentences: Sentences = {
	admission: (admission) => [admissionWords[admission]()],
	hours: (hours) => [hours.length ? m.terms_line_hours({ hours: hoursWords(hours) }) : m.terms_line_hours_none()],
	minMinutes: (minutes) => [m.terms_line_min({ length: minutesLong(minutes) })],
	maxMinutes: (minutes) => [m.terms_line_max({ length: minutesLong(minutes) })],
	leadHours: (hours) => [hours ? m.terms_line_lead({ notice: hoursAhead(hours) }) : m.terms_line_lead_none()],
	horizonDays: (days) => [m.terms_line_horizon({ days: daysLong(days) })],
	before: (minutes) => [minutes ? m.terms_line_before({ length: minutesLong(minutes) }) : m.terms_line_no_before()],
	after: (minutes) => [minutes ? m.terms_line_after({ length: minutesLong(minutes) }) : m.terms_line_no_after()],
	quietFrom: (clock) => [m.terms_line_quiet({ clock: clockWords(clock) })],
	quota: ({ per, most, in: where }) => {
		const numbers = { most, period: per === 'week' ? m.when_per_week() : m.when_per_month() };
		return [where === 'house' ? m.terms_line_quota_house(numbers) : m.terms_line_quota_room(numbers)];
	},
	cancelDays: (days, { lateShare }) => [
		lateShare ? m.terms_line_cancel_share({ days: daysLong(days), share: lateShare }) : m.terms_line_cancel({ days: daysLong(days) })
	],
	lateShare: () => [],
	tariffs: (tariffs) => tariffs.map(tariffSentence),
	questions: () => []
};

/** One sentence for each rule, in the order people ask for them; what is not laid down is not said. */
export function ruleSentences(laid: Laid): { rule: Rule; text: string }[] {
	return (Object.keys(sentences) as Rule[]).flatMap((rule) => {
		const value = laid[rule];
		const texts = value === undefined ? [] : (sentences[rule] as (value: unknown, laid: Laid) => string[])(value, laid);
		return texts.map((text) => ({ rule, text }));
	});
}
