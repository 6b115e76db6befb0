import type { Clock, Day } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { m } from '#lib/paraglide/messages.js';

/** A block of text to start a reason from: what the office reads on the button, and what the person will read. */
export type Reason = { label: string; text: string };

/** A free time with the room's name in the language of whoever asked. */
export type Offer = { date: Day; from: Clock; to: Clock; room: string };

const written = ({ date, from, to, room }: Offer, locale: Locale) => {
	const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de-DE', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
	return m.desk_reason_offer({ day: day.format(new Date(`${date}T00:00:00Z`)), from, to, room }, { locale });
};

/** The answer to who came too late: why, and what is free, in that person's language. */
export function takenReason(offers: readonly Offer[], locale: Locale): string {
	if (offers.length === 0) return m.desk_reason_taken({}, { locale });
	return [m.desk_reason_taken({}, { locale }), m.desk_reason_free({}, { locale }), ...offers.map((offer) => `– ${written(offer, locale)}`)].join('\n');
}

/** Blocks for saying no, in the language of whoever asked. */
export const declineReasons = (offers: readonly Offer[], locale: Locale): Reason[] => [
	{ label: m.desk_block_taken(), text: takenReason(offers, locale) },
	{ label: m.desk_block_closed(), text: m.desk_reason_closed({}, { locale }) },
	{ label: m.desk_block_too_many(), text: m.desk_reason_too_many({}, { locale }) },
	{ label: m.desk_block_call(), text: m.desk_reason_call({}, { locale }) }
];
