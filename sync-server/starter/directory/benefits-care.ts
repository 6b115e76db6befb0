import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB XI: care at home and in a home. */
export const careBenefits = [
	service('pflegegrad', {
		type: 'benefit',
		topics: ['care', 'age', 'money'],
		law: 'SGB XI',
		name: ['Pflegegrad und Pflegegeld', 'Pflege·grad und Pflege·geld', 'Care level and care allowance'],
		summary: [
			'Wer im Alltag dauerhaft Hilfe braucht, bekommt einen Pflegegrad und damit Geld oder einen Pflegedienst.',
			'Sie brauchen jeden Tag Hilfe. Zum Beispiel beim Waschen. Dann bekommen Sie einen Pflege·grad und Geld.',
			'People who need lasting help in daily life receive a care level, and with it money or a care service.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'pflegekasse',
		bring: [papers.insuranceCard, papers.medical, ['Notizen, wobei jeden Tag Hilfe nötig ist', 'Einen Zettel: Wobei brauchen Sie Hilfe?', 'Notes on what help is needed every day']],
		situations: ['pflege', 'behinderung', 'alter'],
		keywords: ['Pflegestufe', 'Pflegegrad', 'Pflegegeld', 'Medizinischer Dienst', 'MDK', 'Pflegedienst', 'Begutachtung']
	}),
	service('entlastungsbetrag', {
		type: 'benefit',
		topics: ['care', 'age'],
		law: 'SGB XI',
		name: ['Entlastungsbetrag', 'Geld für Hilfe im Alltag', 'Relief allowance in care'],
		summary: [
			'Mit einem Pflegegrad gibt es jeden Monat einen Betrag für Hilfe im Haushalt, Begleitung oder Betreuung.',
			'Sie haben einen Pflege·grad. Dann bezahlt die Pflege·kasse Hilfe im Alltag. Zum Beispiel beim Einkaufen.',
			'With a care level there is a monthly sum for household help, company or supervision.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'pflegekasse',
		bring: [['Bescheid über den Pflegegrad', 'Den Brief über den Pflege·grad', 'Decision on the care level'], ['Rechnungen der Helfenden', 'Die Rechnungen', 'Bills of the helpers']],
		situations: ['pflege', 'einsam'],
		keywords: ['Alltagsbegleiter', 'Haushaltshilfe', 'Nachbarschaftshilfe', 'Einkaufen', 'Betreuung']
	}),
	service('kurzzeitpflege', {
		type: 'benefit',
		topics: ['care', 'family'],
		law: 'SGB XI',
		name: ['Verhinderungspflege und Kurzzeitpflege', 'Pflege, wenn Sie eine Pause brauchen', 'Respite care and short-term care'],
		summary: [
			'Wenn die Person, die zu Hause pflegt, krank ist oder Urlaub braucht, bezahlt die Pflegekasse eine Vertretung.',
			'Sie pflegen jemanden. Sie brauchen eine Pause. Dann bezahlt die Pflege·kasse eine andere Person oder ein Heim.',
			'If the person caring at home is ill or needs a holiday, the care fund pays for a substitute.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'pflegekasse',
		bring: [['Bescheid über den Pflegegrad', 'Den Brief über den Pflege·grad', 'Decision on the care level']],
		situations: ['pflege'],
		keywords: ['Urlaub von der Pflege', 'Ersatzpflege', 'Krankenhaus', 'Pause', 'Angehörige']
	}),
	service('wohnraumanpassung', {
		type: 'benefit',
		topics: ['care', 'housing', 'disability'],
		law: 'SGB XI',
		name: ['Zuschuss für Umbauten in der Wohnung', 'Geld für Umbau in der Wohnung', 'Grant for adapting the home'],
		summary: [
			'Mit einem Pflegegrad bezuschusst die Pflegekasse Umbauten wie eine ebene Dusche oder breitere Türen.',
			'Sie haben einen Pflege·grad. Ihr Bad muss umgebaut werden. Die Pflege·kasse gibt Geld dazu. Fragen Sie vor dem Umbau.',
			'With a care level the care fund contributes to adaptations such as a level shower or wider doors.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'pflegekasse',
		bring: [['Kostenvoranschlag', 'Ein Papier: So viel kostet der Umbau.', 'Cost estimate'], ['Erlaubnis des Vermieters', 'Die Erlaubnis vom Vermieter', 'Permission of the landlord']],
		situations: ['pflege', 'behinderung'],
		keywords: ['barrierefreies Bad', 'Treppenlift', 'Dusche', 'Umbau', 'Rollstuhl']
	}),
	service('hilfe-zur-pflege', {
		type: 'benefit',
		topics: ['care', 'money'],
		law: 'SGB XII',
		name: ['Hilfe zur Pflege', 'Hilfe zur Pflege: Geld vom Bezirks·amt', 'Care assistance (social assistance)'],
		summary: [
			'Wenn Rente, Erspartes und Pflegekasse für Pflegedienst oder Heim nicht reichen, hilft das Bezirksamt.',
			'Die Pflege ist zu teuer. Ihr Geld reicht nicht. Dann hilft das Bezirks·amt.',
			'If pension, savings and care fund do not cover care at home or in a home, the district office helps.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.pension, papers.account, ['Bescheid über den Pflegegrad', 'Den Brief über den Pflege·grad', 'Decision on the care level']],
		situations: ['pflege', 'alter'],
		keywords: ['Heimkosten', 'Pflegeheim', 'Eigenanteil', 'Sozialamt']
	})
];
