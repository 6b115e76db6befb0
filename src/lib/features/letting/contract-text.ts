import type { Day, LocalDateTime } from '#lib/kernel/moments.ts';
import { clockOf, dayOf } from '#lib/kernel/moments.ts';
import { type LocalText, inLocale } from '#lib/kernel/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { language } from '#lib/ui/language.svelte.ts';
import { clockWords, fullDate, longDay, span } from '#lib/ui/when.ts';
import type { House } from '../house/entity.ts';
import type { Room } from '../room/entity.ts';
import { euro } from '../terms/words.ts';
import type { Sheet } from './contract-pdf.ts';
import type { Letting } from './entity.ts';

/** What a contract speaks of; the office and whoever gets the room know it from different places. */
export type Agreed = {
	date: Day;
	from: string;
	to: string;
	purpose: string;
	groupSize: number;
	/** Who gets the room: the group, and the person who asked. */
	user: string;
	room: Room | undefined;
	house: House | undefined;
} & Pick<Letting, 'fee' | 'deposit' | 'keyPerson' | 'keyAt' | 'returnPerson' | 'returnAt'>;

/** A day, a time and a person, as far as they are agreed. */
function arranged(at: LocalDateTime | undefined, by: string | undefined): string {
	if (!at) return m.letting_sheet_open();
	const [day, clock] = [longDay(dayOf(at)), clockWords(clockOf(at))];
	return by ? m.letting_check_at({ day, clock, by }) : `${day}, ${clock}`;
}

/** The contract of a date in the language of the page. */
export function contractSheet(agreed: Agreed): Sheet {
	const { room, house } = agreed;
	const words = (text: LocalText) => inLocale(text, language.locale).text;
	const sum = (cents: number | undefined) => (cents === undefined ? m.letting_sheet_open() : cents === 0 ? m.letting_sheet_free() : euro(cents));
	const place = [room, house].flatMap((one) => (one ? [words(one.name)] : [])).join(', ');
	return {
		lang: language.locale === 'en' ? 'en' : 'de',
		title: m.letting_sheet_title(),
		facts: [
			{ name: m.letting_sheet_room(), value: [place, house?.address].filter(Boolean).join('\n') },
			{ name: m.letting_sheet_when(), value: `${fullDate(agreed.date)}, ${span(agreed.from, agreed.to)}` },
			{ name: m.letting_sheet_user(), value: agreed.user },
			{ name: m.letting_sheet_purpose(), value: agreed.purpose },
			{ name: m.letting_sheet_people(), value: String(agreed.groupSize) },
			{ name: m.letting_sheet_fee(), value: sum(agreed.fee) },
			...(agreed.deposit ? [{ name: m.letting_sheet_deposit(), value: euro(agreed.deposit) }] : []),
			{ name: m.letting_sheet_key(), value: arranged(agreed.keyAt, agreed.keyPerson) },
			{ name: m.letting_sheet_back(), value: arranged(agreed.returnAt, agreed.returnPerson) }
		],
		sections: [
			{ heading: m.letting_sheet_use(), paragraphs: [m.letting_sheet_use_1(), m.letting_sheet_use_2()] },
			{ heading: m.letting_sheet_care(), paragraphs: [m.letting_sheet_care_1(), ...(agreed.deposit ? [m.letting_sheet_care_2()] : [])] },
			...rulesSection([...(house?.rules ?? []), ...(room?.rules ?? [])].map(words))
		],
		signatures: [m.letting_sheet_office(), m.letting_sheet_other()],
		foot: m.letting_sheet_foot()
	};
}

const rulesSection = (points: string[]) => (points.length > 0 ? [{ heading: m.letting_sheet_rules(), paragraphs: [], points }] : []);
