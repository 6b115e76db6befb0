import type { Contact } from '#lib/features/contact/entity.ts';
import type { Plan, Use, Waiting } from './gather.ts';
import { hoursInWords, languageNames, moment, serviceName, shortDay, statusName, TAKEN } from './words.ts';

/** One CSV file: its name and its rows, the headings first. */
export type Table = { file: string; rows: string[][] };

const reach = (contact: Contact | undefined) => [contact?.name ?? '', contact?.phone ?? '', contact?.mail ?? ''];
const CONTACT = ['Name', 'Telefon', 'E-Mail'];

/** The plan as tables, one for each kind of thing the office looks up. */
export function tablesOf({ uses, meetings, waiting, officeTimes, referrals }: Plan): Table[] {
	const contacts = new Map([...uses, ...waiting].flatMap(({ contact, ...what }) => (contact ? [[contact._id, { contact, what }] as const] : [])));
	return [
		{
			file: 'belegung.csv',
			rows: [
				['Tag', 'Von', 'Bis', 'Haus', 'Raum', 'Wofür', 'Personen', ...CONTACT],
				...uses.map(({ date, from, to, house, room, purpose, people, contact }) => [shortDay(date), from, to, house, room, purpose, String(people ?? ''), ...reach(contact)])
			]
		},
		{
			file: 'veranstaltungen.csv',
			rows: [['Tag', 'Von', 'Bis', 'Veranstaltung', 'Wo', 'Hinweis'], ...meetings.map(({ date, from, to, title, where, status }) => [shortDay(date), from, to, title, where, statusName(status)])]
		},
		{
			file: 'anfragen-offen.csv',
			rows: [
				['Eingegangen', 'Tag', 'Von', 'Bis', 'Haus', 'Raum', 'Wofür', 'Personen', 'Hinweis', ...CONTACT],
				...waiting.map(({ received, date, from, to, house, room, purpose, people, taken, contact }) => [moment(received), shortDay(date), from, to, house, room, purpose, String(people), taken ? TAKEN : '', ...reach(contact)])
			]
		},
		{
			file: 'kontakte.csv',
			rows: [[...CONTACT, 'Wofür', 'Tag'], ...[...contacts.values()].map(({ contact, what }) => [...reach(contact), (what as Use | Waiting).purpose, shortDay(what.date)])]
		},
		{
			file: 'sprechstunden.csv',
			rows: [['Tag', 'Von', 'Bis', 'Sprechstunde', 'Wo', 'Sprachen'], ...officeTimes.map(({ date, from, to, title, where, languages }) => [shortDay(date), from, to, title, where, languageNames(languages)])]
		},
		{
			file: 'verweise.csv',
			rows: [
				['Stelle', 'Art', 'Telefon', 'Zeiten', 'Adresse', 'Zuständig', 'Internet'],
				...referrals.map(({ name, type, phone, hours, address, responsible, url }) => [name.de, serviceName(type), phone ?? '', hoursInWords(hours), address ?? '', responsible?.de ?? '', url])
			]
		}
	];
}
