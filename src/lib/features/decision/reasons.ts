import type { Clock, Day } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { m } from '#lib/paraglide/messages.js';

/** A free time with the room's name in the language of whoever asked. */
export type Free = { date: Day; from: Clock; to: Clock; room: string };

const written = ({ date, from, to, room }: Free, locale: Locale) => {
	const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de-DE', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
	return m.desk_reason_offer({ day: day.format(new Date(`${date}T00:00:00Z`)), from, to, room }, { locale });
};

/** What is free instead, as a list in that person's language; nothing where nothing is. */
export const freeInWords = (free: readonly Free[], locale: Locale): string =>
	free.length === 0 ? '' : [m.desk_reason_free({}, { locale }), ...free.map((time) => `– ${written(time, locale)}`)].join('\n');
