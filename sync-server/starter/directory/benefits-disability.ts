import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB IX and XIV: living with a disability, and compensation for victims of violence. */
export const disabilityBenefits = [
	service('schwerbehindertenausweis', {
		type: 'benefit',
		topics: ['disability'],
		law: 'SGB IX',
		name: ['Schwerbehindertenausweis', 'Schwer·behinderten·ausweis', 'Severely disabled person’s pass'],
		summary: [
			'Der Ausweis zeigt den Grad der Behinderung und bringt Rechte bei Arbeit, Steuer, Bus und Bahn.',
			'Sie haben eine Behinderung. Mit dem Ausweis haben Sie besondere Rechte. Zum Beispiel bei der Arbeit.',
			'The pass shows the degree of disability and brings rights at work, in taxes and in public transport.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/behinderung/anerkennung/schwerbehindertenausweis/schwerbehindertenausweis-22870',
		office: 'versorgungsamt',
		bring: [papers.identity, papers.medical, papers.photo],
		situations: ['behinderung', 'krank'],
		keywords: ['GdB', 'Grad der Behinderung', 'Merkzeichen', 'Schwerbehinderung', 'Feststellung', 'Parkausweis']
	}),
	service('eingliederungshilfe', {
		type: 'benefit',
		topics: ['disability', 'housing'],
		law: 'SGB IX',
		name: ['Eingliederungshilfe (Teilhabe)', 'Eingliederungs·hilfe', 'Integration assistance for people with disabilities'],
		summary: [
			'Menschen mit Behinderung bekommen Unterstützung beim Wohnen, in der Schule, bei der Arbeit und in der Freizeit.',
			'Sie haben eine Behinderung. Sie brauchen Hilfe beim Wohnen oder in der Freizeit. Dann bekommen Sie Unterstützung.',
			'People with disabilities get support with housing, school, work and leisure.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/behinderung/eingliederungshilfe',
		source: 'https://www.bsvh.org/nachricht/hamburg-buendelt-teilhabeleistungen-in-neuem-zentrum.html',
		office: 'zentrum-fuer-teilhabe',
		bring: [papers.identity, papers.medical],
		situations: ['behinderung', 'seele'],
		keywords: ['Assistenz', 'Wohnassistenz', 'Schulbegleitung', 'Persönliches Budget', 'Teilhabe', 'ambulante Sozialpsychiatrie', 'ASP']
	}),
	service('teilhabe-am-arbeitsleben', {
		type: 'benefit',
		topics: ['disability', 'work'],
		law: 'SGB IX',
		name: ['Leistungen zur Teilhabe am Arbeitsleben', 'Hilfe bei der Arbeit mit Behinderung', 'Benefits for participation in working life'],
		summary: [
			'Wer wegen Krankheit oder Behinderung Hilfe bei der Arbeit braucht, bekommt zum Beispiel Hilfsmittel, Assistenz oder eine Umschulung.',
			'Sie haben eine Behinderung und wollen arbeiten. Dann bekommen Sie Hilfe. Zum Beispiel einen besonderen Stuhl.',
			'People who need support at work because of illness or disability get aids, assistance or retraining.'
		],
		url: 'https://www.arbeitsagentur.de',
		responsible: [
			'Agentur für Arbeit, Deutsche Rentenversicherung oder Integrationsamt im Zentrum für Teilhabe Hamburg',
			'Die Agentur für Arbeit, die Renten·versicherung oder das Integrations·amt',
			'Employment agency, pension insurance or Integration Office at the Centre for Participation Hamburg'
		],
		bring: [papers.identity, papers.medical],
		situations: ['behinderung', 'arbeitssuche', 'aerger-arbeit'],
		keywords: ['Arbeitsassistenz', 'Integrationsamt', 'Werkstatt', 'Budget für Arbeit', 'LTA', 'Kündigungsschutz']
	}),
	service('soziale-entschaedigung', {
		type: 'benefit',
		topics: ['violence', 'health', 'money'],
		law: 'SGB XIV',
		name: ['Soziale Entschädigung für Opfer von Gewalttaten', 'Hilfe für Opfer von Gewalt', 'Social compensation for victims of violence'],
		summary: [
			'Wer durch eine Gewalttat verletzt wurde, bekommt schnelle Hilfe in einer Traumaambulanz, Behandlung und Geld.',
			'Jemand hat Ihnen Gewalt angetan. Sie sind verletzt oder haben Angst. Dann bekommen Sie Hilfe und Geld.',
			'People harmed by an act of violence get quick help at a trauma clinic, treatment and money.'
		],
		url: 'https://www.hamburg.de/gewaltopfer',
		source: 'https://www.hamburg.de/service/info/11348477/',
		office: 'versorgungsamt',
		bring: [papers.identity, papers.medical, ['Anzeige oder Aktenzeichen, falls vorhanden', 'Die Anzeige von der Polizei, wenn es eine gibt', 'Police report or file number, if there is one']],
		situations: ['opfer', 'gewalt'],
		keywords: ['Opferentschädigung', 'OEG', 'Traumaambulanz', 'Gewalttat', 'Schmerzensgeld']
	})
];
