import { type Words, entry, text } from '../entry.ts';

/** Who is responsible in Hamburg. HafenCity belongs to the district Hamburg-Mitte. */
export const offices = {
	jobcenter: [['Jobcenter team.arbeit.hamburg', 'Das Job·center in Hamburg', 'Jobcenter team.arbeit.hamburg'], 'https://www.team-arbeit-hamburg.de'],
	arbeitsagentur: [['Agentur für Arbeit Hamburg', 'Die Agentur für Arbeit in Hamburg', 'Employment Agency Hamburg (Agentur für Arbeit)'], 'https://www.arbeitsagentur.de'],
	familienkasse: [['Familienkasse der Bundesagentur für Arbeit', 'Die Familien·kasse', 'Family Benefits Office (Familienkasse)'], 'https://www.arbeitsagentur.de/familie-und-kinder'],
	'bezirksamt-mitte': [
		['Bezirksamt Hamburg-Mitte', 'Das Bezirks·amt Hamburg-Mitte', 'District Office Hamburg-Mitte (Bezirksamt)'],
		'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte'
	],
	jugendamt: [
		['Jugendamt im Bezirksamt Hamburg-Mitte', 'Das Jugend·amt im Bezirks·amt Hamburg-Mitte', 'Youth Welfare Office at the District Office Hamburg-Mitte'],
		'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte'
	],
	krankenkasse: [['Ihre Krankenkasse', 'Ihre Kranken·kasse', 'Your health insurance fund'], 'https://www.gkv-spitzenverband.de'],
	pflegekasse: [['Pflegekasse bei Ihrer Krankenkasse', 'Ihre Pflege·kasse. Sie gehört zur Kranken·kasse.', 'Care insurance fund at your health insurance fund'], 'https://www.gkv-spitzenverband.de'],
	rentenversicherung: [['Deutsche Rentenversicherung', 'Die Deutsche Renten·versicherung', 'German Pension Insurance'], 'https://www.deutsche-rentenversicherung.de'],
	versorgungsamt: [
		['Versorgungsamt Hamburg, Teil des Zentrums für Teilhabe', 'Das Versorgungs·amt Hamburg', 'Disability and compensation office Hamburg (Versorgungsamt), part of the Centre for Participation'],
		'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde'
	],
	'zentrum-fuer-teilhabe': [
		['Zentrum für Teilhabe der Sozialbehörde Hamburg', 'Das Zentrum für Teilhabe in Hamburg', 'Centre for Participation of Hamburg’s social authority (Zentrum für Teilhabe)'],
		'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde'
	],
	unfallversicherung: [
		['Berufsgenossenschaft oder Unfallkasse Ihres Arbeitgebers', 'Die Unfall·versicherung von Ihrer Firma', 'Statutory accident insurer of your employer'],
		'https://www.dguv.de'
	]
} as const satisfies Record<string, readonly [Words, `https://${string}`]>;

export type OfficeName = keyof typeof offices;

/** The offices as organisations, so that a service can name who runs it. */
export const organisations = Object.entries(offices).map(([name, [words, url]]) =>
	entry('organisation', name, { name: text(words), url, source: url, checkedOn: null })
);
