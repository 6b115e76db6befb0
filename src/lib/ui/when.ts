import { type Clock, type Day, type Instant, type LocalDateTime, addDays, clockOf, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { m } from '#lib/paraglide/messages.js';
import { language } from './language.svelte.ts';

/**
 * Dates and times as people read them, in the language of the page. Days and clocks come as `moments.ts` writes them, in
 * the quarter's zone. Leichte Sprache gets whole words: no abbreviations, no dash between times.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: Day, options: Intl.DateTimeFormatOptions): string {
	const tag = language.locale === 'en' ? 'en-GB' : 'de-DE';
	const key = tag + JSON.stringify(options);
	let found = formats.get(key);
	if (!found) formats.set(key, (found = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })));
	return found.format(new Date(`${date}T00:00:00Z`));
}

const plain = () => language.locale === 'de-x-leicht';

/** "Dienstag" */
export const weekdayName = (date: Day) => format(date, { weekday: 'long' });
/** "Di"; "Dienstag" in Leichte Sprache. */
export const weekdayShort = (date: Day) => (plain() ? weekdayName(date) : format(date, { weekday: 'short' }).replace('.', ''));
/** "Dienstag, 24. November", the year too where it is not the year of `today`. */
export const longDay = (date: Day, today?: Day) =>
	format(date, { weekday: 'long', day: 'numeric', month: 'long', ...(today?.slice(0, 4) === date.slice(0, 4) ? {} : { year: 'numeric' }) });
/** "24. Nov."; "24. November" in Leichte Sprache. */
export const dayAndMonth = (date: Day) => format(date, { day: 'numeric', month: plain() ? 'long' : 'short' });
/** "Di 24. Nov."; "Dienstag, 24. November" in Leichte Sprache. */
export const shortDay = (date: Day) => `${weekdayShort(date)}${plain() ? ',' : ''} ${dayAndMonth(date)}`;
/** "November 2026" for any day of it. */
export const monthName = (date: Day) => format(date, { month: 'long', year: 'numeric' });
/** "24. November 2026" */
export const fullDate = (date: Day) => format(date, { day: 'numeric', month: 'long', year: 'numeric' });

/** "Heute", "Morgen", else the short day. */
export function relativeDay(date: Day, today: Day): string {
	if (date === today) return m.when_today();
	if (date === addDays(today, 1)) return m.when_tomorrow();
	return shortDay(date);
}

/** The same within a sentence: "öffnet morgen". */
export function dayWithin(date: Day, today: Day): string {
	if (date === today) return m.when_within_today();
	if (date === addDays(today, 1)) return m.when_within_tomorrow();
	return shortDay(date);
}

const bare = (time: Clock) => (language.locale === 'en' ? time : time.endsWith(':00') ? String(Number(time.slice(0, 2))) : time.replace(/^0/, ''));

/** "19 Uhr", "19:30 Uhr"; "19:00" in English. */
export const clockWords = (time: Clock) => m.when_clock({ time: bare(time) });
/** "19–21 Uhr"; "19 Uhr bis 21 Uhr" in Leichte Sprache; "19:00–21:00" in English. */
export const span = (from: Clock, to: Clock) => m.when_span({ from: bare(from), to: bare(to) });
/** "Di 24. Nov., 19–21 Uhr" */
export const dayAndSpan = (date: Day, from: Clock, to: Clock) => `${shortDay(date)}, ${span(from, to)}`;

/** The wall clocks of two instants: "19–21 Uhr"; with the second day where it ends on another one. */
export function spanOf(start: Instant, end: Instant): string {
	const [from, to] = [toLocal(start), toLocal(end)];
	if (dayOf(from) === dayOf(to)) return span(clockOf(from), clockOf(to));
	if (clockOf(to) === '00:00' && addDays(dayOf(from), 1) === dayOf(to)) return span(clockOf(from), '24:00');
	return m.when_over_days({ from: clockWords(clockOf(from)), day: shortDay(dayOf(to)), to: clockWords(clockOf(to)) });
}

/** "Di 24. Nov., 19–21 Uhr" for two instants. */
export const dateAndSpanOf = (start: Instant, end: Instant) => `${shortDay(dayOf(toLocal(start)))}, ${spanOf(start, end)}`;

/** How old something is, as one says it: "14:02" today, "Di 14:02" within a week, else "Di 24. Nov., 14:02". */
export function asOf(at: Instant, now: LocalDateTime): string {
	const local = toLocal(at);
	const [date, today] = [dayOf(local), dayOf(now)];
	if (date === today) return clockOf(local);
	if (date > addDays(today, -6) && date < today) return `${weekdayShort(date)} ${clockOf(local)}`;
	return `${shortDay(date)}, ${clockOf(local)}`;
}

/** A weekday by its number (Monday = 1): "Mo"; "Montag" in Leichte Sprache. */
const weekdayOfNumber = (number: number) => weekdayShort(addDays('2024-01-01', number - 1));

/** "Mo–Fr", "Mo, Mi, Fr"; three and more in a row become a span. */
export function weekdays(numbers: readonly number[]): string {
	const sorted = [...new Set(numbers)].sort((a, b) => a - b);
	const first = sorted[0];
	const last = sorted.at(-1);
	if (first === undefined || last === undefined) return '';
	const unbroken = sorted.length > 2 && last - first === sorted.length - 1;
	if (unbroken) return m.when_weekdays({ from: weekdayOfNumber(first), to: weekdayOfNumber(last) });
	return sorted.map(weekdayOfNumber).join(', ');
}

/** "2 Stunden", "90 Minuten": whole hours as hours. */
export function minutesLong(minutes: number): string {
	if (minutes === 60) return m.when_hours_one();
	return minutes % 60 === 0 ? m.when_hours_other({ count: minutes / 60 }) : m.when_minutes({ count: minutes });
}

/** "1 Tag", "14 Tage" */
export const daysLong = (days: number) => (days === 1 ? m.when_days_one() : m.when_days_other({ count: days }));

/** How long ahead: "2 Tage", "36 Stunden"; whole days from two on as days. */
export const hoursAhead = (hours: number) => (hours >= 48 && hours % 24 === 0 ? daysLong(hours / 24) : minutesLong(hours * 60));
