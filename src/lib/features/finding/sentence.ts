import { check } from '#lib/kernel/check.ts';
import { type Clock, type Day, addDays, clockAt, day, weekdayOf } from '#lib/kernel/moments.ts';
import type { Use } from '../request/entity.ts';
import { type Feature, features } from '../room/entity.ts';
import { type Looking, lengths } from './looking.ts';
import type { Kind } from './rules.ts';

/** What was understood of a sentence, and the words that were not. */
export type Heard = { said: Partial<Looking>; unheard: string[] };

const weekdays = [/^(mo|montag|monday)s?$/, /^(di|dienstag|tuesday)s?$/, /^(mi|mittwoch|wednesday)s?$/, /^(do|donnerstag|thursday)s?$/, /^(fr|freitag|friday)s?$/, /^(sa|samstag|sonnabend|saturday)s?$/, /^(so|sonntag|sunday)s?$/];
const daysAhead = new Map([['heute', 0], ['today', 0], ['morgen', 1], ['tomorrow', 1], ['übermorgen', 2]]);
const months = ['jan', 'feb', 'mär|maer|mar', 'apr', 'mai|may', 'jun', 'jul', 'aug', 'sep', 'okt|oct', 'nov', 'dez|dec'];
const byName = new RegExp(`\\b(\\d{1,2})\\.?\\s((?:${months.join('|')})[a-zä]*)\\.?(?=[\\s,])(?:\\s(\\d{4}))?`);
const numbers = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'];
const lasting = new RegExp(`\\b(\\d{1,2}|${numbers.slice(1).join('|')})e?\\s?(?:stunden?|std|hours?|h)\\b`);

const needs: [Feature[], RegExp][] = [
	[['kitchen'], /^(küche|kochen|kitchen)$/],
	[['step-free', 'accessible-toilet'], /^(barrierefrei|rollstuhlgerecht|accessible)$/],
	[['step-free'], /^(stufenlos|stufenfrei|rollstuhl|step-free|wheelchair)$/],
	[['hearing-loop'], /^(höranlage|höranlagen|induktionsanlage)$/],
	[['projector'], /^(beamer|projektor|projector|leinwand)$/],
	[['sound'], /^(musikanlage|lautsprecher|verstärker|speakers)$/]
];
const kinds: [Kind, RegExp][] = [
	['hall', /^(saal|veranstaltungsraum|hall)$/],
	['meeting', /^(besprechungsraum|gruppenraum)$/],
	['workshop', /^(werkstatt|workshop)$/],
	['pitch', /^(spielfeld|sportplatz|bolzplatz|fußballplatz|pitch)$/],
	['thing', /^(leihen|ausleihen|borrow)$/],
	['room', /^(raum|räume|room)$/]
];
const purposes: [Use, RegExp][] = [
	['private', /^(privat|private)$/],
	['charitable', /^(gemeinnützig|charitable)$/],
	['commercial', /^(gewerblich|commercial)$/]
];
/** Words that say nothing a search could go by. */
const idle = /^(am|um|an|ab|von|bis|für|mit|und|oder|ein|eine|einen|einem|einer|der|die|das|den|wir|ich|sind|suche|suchen|brauche|brauchen|bitte|gern|etwa|ca|circa|ungefähr|uhr|nächsten|nächster|kommenden|a|an|the|for|with|and|on|at|from|to|we|i|need|next|people|please)$/;

/**
 * Reads a sentence such as "Samstag, 30 Personen, Küche, stufenlos" by a handful of rules: days, times, lengths, people,
 * kinds and what a room has. It guesses nothing; the words it has no rule for are given back.
 */
export function hear(sentence: string, today: Day): Heard {
	const said: Partial<Looking> = {};
	const unheard: string[] = [];
	let rest = ` ${sentence.toLowerCase().normalize('NFC')} `;
	/** Takes the first match of a pattern out of the sentence; what makes no sense (a 31st of February) is given back. */
	const take = (pattern: RegExp, meaning: (match: RegExpExecArray) => Partial<Looking> | undefined) => {
		const match = pattern.exec(rest);
		if (!match) return;
		rest = rest.replace(match[0], ' ');
		const found = meaning(match);
		if (found) Object.assign(said, found);
		else unheard.push(match[0].trim());
	};

	take(/\d{4}-\d\d-\d\d/, ([date]) => dayFrom(date));
	take(/\b(\d{1,2})\.\s?(\d{1,2})\.(\d{4})?/, ([, date, month, year]) => dateOf(Number(date), Number(month), year, today));
	take(byName, ([, date, name = '', year]) => dateOf(Number(date), months.findIndex((start) => new RegExp(`^(${start})`).test(name)) + 1, year, today));
	take(/\b(\d{1,2})(?:[:.](\d\d))?\s?(?:uhr\s?)?(?:-|–|bis|to)\s?(\d{1,2})(?:[:.](\d\d))?(?:\s?uhr)?\b/, ([, from, minute, to, last]) => span(clock(from, minute), clock(to, last)));
	take(/\b(\d{1,2})(?:[:.](\d\d))?\suhr\b|\b(?:ab|um|from|at)\s(\d{1,2})(?:[:.](\d\d))?\b/, ([, from, minute, other, more]) => span(clock(from ?? other, minute ?? more)));
	take(lasting, ([, count = '']) => length(Number(count) || numbers.indexOf(count)));
	take(/\b(\d{1,4})\s?(?:personen|person|leute|menschen|gäste|kinder|people|persons|guests)(?=[\s,.])/, ([, people = '']) => ({ people }));

	for (const word of rest.split(/[\s,;.!?]+/).filter((one) => one && !idle.test(one))) {
		const found = ofWord(word, said, today);
		if (found) Object.assign(said, found);
		else unheard.push(word);
	}
	return { said, unheard };
}

function ofWord(word: string, said: Partial<Looking>, today: Day): Partial<Looking> | undefined {
	const ahead = daysAhead.get(word);
	if (ahead !== undefined) return { date: addDays(today, ahead) };
	const weekday = weekdays.findIndex((names) => names.test(word)) + 1;
	if (weekday > 0) return { date: said.date ?? addDays(today, (weekday - weekdayOf(today) + 7) % 7) };
	const [found] = needs.find(([, names]) => names.test(word)) ?? [];
	if (found) return { needs: features.filter((feature) => found.includes(feature) || said.needs?.includes(feature)) };
	const [kind] = kinds.find(([, names]) => names.test(word)) ?? [];
	if (kind) return { kind };
	const [use] = purposes.find(([, names]) => names.test(word)) ?? [];
	return use && { use };
}

const dayFrom = (text: string): Partial<Looking> | undefined => {
	const { value } = check(day(), text);
	return value === undefined ? undefined : { date: value };
};

/** A date as people write it; without a year it is the next one. */
function dateOf(date: number, month: number, year: string | undefined, today: Day): Partial<Looking> | undefined {
	const at = (of: number) => dayFrom(`${of}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
	if (year) return at(Number(year));
	const here = at(Number(today.slice(0, 4)));
	return here?.date && here.date >= today ? here : at(Number(today.slice(0, 4)) + 1);
}

const clock = (hour = '', minute = '00'): Clock | undefined => (Number(hour) <= 24 && Number(minute) < 60 && !(Number(hour) === 24 && Number(minute)) ? clockAt(Number(hour) * 60 + Number(minute)) : undefined);

function span(from: Clock | undefined, to?: Clock): Partial<Looking> | undefined {
	if (from === undefined || from === '24:00' || (to !== undefined && to <= from)) return undefined;
	return { from, to: to === '24:00' ? '00:00' : (to ?? '') };
}

/** Only the lengths that the field beside it has. */
const length = (hours: number): Partial<Looking> | undefined => {
	const minutes = lengths.find((one) => one === hours * 60);
	return minutes && { minutes };
};
