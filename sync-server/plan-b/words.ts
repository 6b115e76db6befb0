import desk from '../../src/words/de/desk.json' with { type: 'json' };
import resident from '../../src/words/de/resident.json' with { type: 'json' };
import type { Day, LocalDateTime } from '#lib/kernel/moments.ts';
import type { Meeting, Referral } from './gather.ts';

/** What is said the same way in the app is taken from there; the plan is read in German. */
export const statusName = (status: Meeting['status']): string => ({ confirmed: '', tentative: desk.desk_tentative, cancelled: desk.desk_cancelled })[status];
export const serviceName = (type: Referral['type']): string => ({ benefit: resident.service_benefit, advice: resident.service_advice, helpline: resident.service_helpline, emergency: resident.service_emergency })[type];
export const TAKEN = desk.desk_state_taken;

const long = new Intl.DateTimeFormat('de-DE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat('de-DE', { weekday: 'short', timeZone: 'UTC' });

/** `Dienstag, 24. November 2026` */
export const longDay = (date: Day) => long.format(new Date(`${date}T00:00Z`));
/** `24.11.2026`, as spreadsheets understand it. */
export const shortDay = (date: Day) => short.format(new Date(`${date}T00:00Z`));
/** `Di 24.11.` */
export const dayOfWeek = (date: Day) => `${weekday.format(new Date(`${date}T00:00Z`))} ${shortDay(date).slice(0, 6)}`;
/** `24.11.2026, 10:03 Uhr` */
export const moment = (at: LocalDateTime) => `${shortDay(at.slice(0, 10))}, ${at.slice(11, 16)} Uhr`;

const days = ['', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
export const hoursInWords = (hours: Referral['hours']): string =>
	hours === 'always'
		? resident.service_always
		: (hours ?? []).map(({ days: on, from, to }) => `${on.map((day) => days[day]).join(', ')} ${from}–${to}`).join('; ');

const languages = new Intl.DisplayNames('de', { type: 'language' });
export const languageNames = (tags: readonly string[]) => tags.map((tag) => languages.of(tag) ?? tag).join(', ');
