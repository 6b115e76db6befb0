import { papers } from './papers.ts';
import { service } from './service.ts';

/** Help with rent and a home, and reductions for people with little money. */
export const housingBenefits = [
	service('wohngeld', {
		type: 'benefit',
		topics: ['housing', 'money'],
		law: 'WoGG',
		name: ['Wohngeld', 'Wohn·geld', 'Housing benefit'],
		summary: [
			'Wer arbeitet oder Rente bekommt und trotzdem wenig Geld hat, bekommt einen Zuschuss zur Miete oder zur eigenen Wohnung.',
			'Sie haben eigenes Geld. Aber die Miete ist zu teuer. Dann können Sie Wohn·geld bekommen.',
			'People with their own but low income receive a contribution to rent or to the costs of their own home.'
		],
		url: 'https://www.hamburg.de/wohngeld',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.income, papers.rent, papers.iban],
		situations: ['miete', 'kein-geld', 'familiengeld', 'alter', 'alleinerziehend'],
		keywords: ['Mietzuschuss', 'Wohngeld Plus', 'Lastenzuschuss', 'Miete zu teuer', 'Wohngeldrechner']
	}),
	service('paragraf-5-schein', {
		type: 'benefit',
		topics: ['housing'],
		law: 'HmbWoFG',
		name: ['Wohnberechtigungsschein („§ 5-Schein“)', 'Wohn·berechtigungs·schein', 'Certificate of eligibility for social housing (“§ 5-Schein”)'],
		summary: [
			'Mit diesem Schein dürfen Sie in Hamburg eine Sozialwohnung mieten, wenn Ihr Einkommen unter der Grenze liegt.',
			'Sie haben wenig Geld. Sie suchen eine günstige Wohnung. Dafür brauchen Sie diesen Schein.',
			'With this certificate you may rent social housing in Hamburg if your income is below the limit.'
		],
		url: 'https://www.hamburg.de/wohnberechtigungsschein',
		source: 'https://serviceportal.hamburg.de/HamburgGateway/Service/Entry/WOHNBERSCH',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.income, papers.registration],
		cost: ['Es fällt eine kleine Gebühr an.', 'Das kostet eine kleine Gebühr.', 'A small fee is charged.'],
		situations: ['wohnungssuche'],
		keywords: ['WBS', 'Paragraf 5', 'Sozialwohnung', 'geförderte Wohnung', 'SAGA', 'Genossenschaft']
	}),
	service('dringlichkeitsschein', {
		type: 'benefit',
		topics: ['housing', 'crisis'],
		law: 'HmbWoFG',
		name: ['Dringlichkeitsschein', 'Dringlichkeits·schein', 'Urgency certificate for housing'],
		summary: [
			'Wer dringend eine Wohnung braucht und allein keine findet, wird mit diesem Schein bei der Suche unterstützt.',
			'Sie brauchen sehr schnell eine Wohnung. Sie finden allein keine. Mit diesem Schein hilft das Amt beim Suchen.',
			'People who urgently need a home and cannot find one are supported in their search with this certificate.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		source: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/hamburg-nord/wohnberechtigungsbescheinigungen-71634',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.income, papers.rent, ['Nachweise, warum es dringend ist', 'Papiere, die zeigen: Es ist dringend.', 'Evidence of why it is urgent'], papers.registration],
		situations: ['wohnungssuche', 'kuendigung'],
		keywords: ['Wohnungsnot', 'dringend', 'Sozialwohnung', 'Krankheit', 'Kündigung']
	}),
	service('rundfunkbeitrag-befreiung', {
		type: 'benefit',
		topics: ['money'],
		law: 'RBStV',
		name: ['Befreiung vom Rundfunkbeitrag', 'Rundfunk·beitrag: Sie müssen nicht zahlen', 'Exemption from the broadcasting fee'],
		summary: [
			'Wer bestimmte Sozialleistungen oder BAföG bekommt, kann sich vom Rundfunkbeitrag befreien lassen.',
			'Sie bekommen Geld vom Amt. Dann müssen Sie für Radio und Fernsehen vielleicht kein Geld zahlen. Sie müssen das beantragen.',
			'People receiving certain benefits or student support can be exempted from the broadcasting fee.'
		],
		url: 'https://www.rundfunkbeitrag.de',
		responsible: ['Beitragsservice von ARD, ZDF und Deutschlandradio', 'Der Beitrags·service von ARD und ZDF', 'Beitragsservice of ARD, ZDF and Deutschlandradio'],
		bring: [papers.decision, ['Beitragsnummer', 'Ihre Beitrags·nummer', 'Contribution number']],
		situations: ['kein-geld', 'alter', 'behinderung', 'studium'],
		keywords: ['GEZ', 'Rundfunkgebühr', 'Fernsehen', 'Ermäßigung', 'Merkzeichen RF']
	}),
	service('hvv-sozialrabatt', {
		type: 'benefit',
		topics: ['money'],
		name: ['Sozialrabatt der Stadt Hamburg für hvv-Fahrkarten', 'Sozial·rabatt für Bus und Bahn', 'City of Hamburg’s social discount on hvv tickets'],
		summary: [
			'Wer in Hamburg Geld vom Jobcenter, Sozialhilfe, Grundsicherung oder Asylbewerberleistungen bekommt, fährt günstiger mit Bus und Bahn.',
			'Sie bekommen Geld vom Amt. Dann sind Bus und Bahn für Sie günstiger.',
			'People in Hamburg on basic income support, social assistance or asylum-seekers’ benefits travel more cheaply.'
		],
		url: 'https://www.hvv.de/de/tickets/sozialrabatt',
		responsible: ['Hamburger Verkehrsverbund (hvv)', 'Der hvv: Bus und Bahn in Hamburg', 'Hamburg public transport association (hvv)'],
		bring: [papers.identity, papers.decision],
		situations: ['kein-geld', 'alter'],
		keywords: ['Deutschlandticket', 'Sozialticket', 'Sozialkarte', 'Fahrkarte', 'HVV', 'Monatskarte']
	}),
	service('prozesskostenhilfe', {
		type: 'benefit',
		topics: ['law', 'money'],
		law: 'ZPO',
		name: ['Prozesskostenhilfe und Verfahrenskostenhilfe', 'Geld für das Gericht und den Anwalt', 'Legal aid for court proceedings'],
		summary: [
			'Wer wenig Geld hat, bekommt Gericht und Anwalt bezahlt, wenn die Sache Aussicht auf Erfolg hat.',
			'Sie müssen vor Gericht. Sie haben wenig Geld. Dann kann der Staat den Anwalt bezahlen.',
			'People with little money get court and lawyer paid for if the case has a chance of success.'
		],
		url: 'https://justiz.hamburg.de',
		responsible: ['Das Gericht, bei dem das Verfahren läuft', 'Das Gericht', 'The court hearing the case'],
		bring: [papers.income, papers.rent, papers.account, papers.letters],
		situations: ['amt', 'trennung', 'aerger-arbeit'],
		keywords: ['PKH', 'Anwalt', 'Klage', 'Scheidung', 'Gericht', 'Beratungsschein']
	})
];
