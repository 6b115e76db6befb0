import { getHolidays } from 'feiertagejs';
import type { Doc } from '#lib/features/catalogue.ts';
import type { Day } from '#lib/kernel/moments.ts';
import { type Words, entry, text } from './entry.ts';

const names: Record<string, Words> = {
	NEUJAHRSTAG: ['Neujahr', 'Neu·jahr', 'New Year’s Day'],
	KARFREITAG: ['Karfreitag', 'Kar·freitag', 'Good Friday'],
	OSTERMONTAG: ['Ostermontag', 'Oster·montag', 'Easter Monday'],
	TAG_DER_ARBEIT: ['Tag der Arbeit', '1. Mai', 'Labour Day'],
	CHRISTIHIMMELFAHRT: ['Christi Himmelfahrt', 'Himmel·fahrt', 'Ascension Day'],
	PFINGSTMONTAG: ['Pfingstmontag', 'Pfingst·montag', 'Whit Monday'],
	DEUTSCHEEINHEIT: ['Tag der Deutschen Einheit', 'Tag der Deutschen Einheit', 'German Unity Day'],
	REFORMATIONSTAG: ['Reformationstag', 'Reformations·tag', 'Reformation Day'],
	ERSTERWEIHNACHTSFEIERTAG: ['1. Weihnachtstag', '1. Weihnachts·tag', 'Christmas Day'],
	ZWEITERWEIHNACHTSFEIERTAG: ['2. Weihnachtstag', '2. Weihnachts·tag', 'Boxing Day']
};

/** Hamburg's public holidays from `from` to `to`, both included, as closures of every house: `closure:holiday-2026-12-25`. */
export function holidayClosures(from: Day, to: Day): Doc<'closure'>[] {
	const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, index) => Number(from.slice(0, 4)) + index);
	return years
		.flatMap((year) => getHolidays(year, 'HH'))
		.filter(({ dateString }) => from <= dateString && dateString <= to)
		.map((holiday) => {
			const { name, dateString } = holiday;
			const german = holiday.translate('de') ?? name;
			const words: Words = names[name] ?? [german, german, holiday.translate('en') ?? german];
			return entry('closure', `holiday-${dateString}`, { name: text(words), from: dateString, to: dateString, holiday: true });
		});
}
