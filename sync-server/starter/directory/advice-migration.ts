import { papers } from './papers.ts';
import { service } from './service.ts';

/** Advice for people new in Germany, and medical help without insurance. */
export const migrationAdvice = [
	service('migrationsberatung-erwachsene', {
		type: 'advice',
		topics: ['migration'],
		name: ['Migrationsberatung für erwachsene Zugewanderte (MBE)', 'Beratung für neue Menschen in Deutschland', 'Migration advice for adult immigrants (MBE)'],
		summary: [
			'Erwachsene ab 27 Jahren werden beim Ankommen begleitet: Deutschkurs, Arbeit, Wohnung und Behörden.',
			'Sie sind neu in Deutschland. Sie sind 27 Jahre oder älter. Hier bekommen Sie Hilfe. Zum Beispiel mit dem Deutsch·kurs.',
			'Adults aged 27 or over get support on arrival: German course, work, housing and authorities.'
		],
		url: 'https://www.bamf.de',
		bring: [papers.identity, papers.letters],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['neu-hier', 'amt'],
		keywords: ['Zuwanderung', 'Einwanderung', 'Integration', 'mbeon', 'Aufenthalt', 'Migration']
	}),
	service('jugendmigrationsdienst', {
		type: 'advice',
		topics: ['migration', 'education', 'work'],
		name: ['Jugendmigrationsdienste (JMD)', 'Beratung für junge Menschen aus anderen Ländern', 'Youth migration services (JMD)'],
		summary: [
			'Junge Menschen von 12 bis 27 Jahren mit Einwanderungsgeschichte bekommen Rat zu Schule, Ausbildung und Alltag.',
			'Du bist jung und kommst aus einem anderen Land. Hier bekommst du Hilfe mit Schule und Ausbildung.',
			'Young people aged 12 to 27 with a migration background get advice on school, training and daily life.'
		],
		url: 'https://www.jugendmigrationsdienste.de',
		bring: [papers.identity, ['Zeugnisse', 'Deine Zeugnisse', 'School reports']],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['neu-hier', 'jugend', 'arbeitssuche'],
		keywords: ['Integration', 'Ausbildung', 'Sprachkurs', 'Jugendliche', 'Flucht']
	}),
	service('integrationskurs', {
		type: 'benefit',
		topics: ['migration', 'education'],
		law: 'AufenthG',
		name: ['Integrationskurs', 'Deutsch·kurs: Integrations·kurs', 'Integration course'],
		summary: [
			'Im Integrationskurs lernen Zugewanderte Deutsch und wie das Leben in Deutschland funktioniert.',
			'Sie sind neu in Deutschland. Im Kurs lernen Sie Deutsch. Sie lernen auch: So ist das Leben hier.',
			'In the integration course immigrants learn German and how life in Germany works.'
		],
		url: 'https://www.bamf.de',
		responsible: ['Bundesamt für Migration und Flüchtlinge', 'Das Bundes·amt für Migration', 'Federal Office for Migration and Refugees'],
		bring: [papers.identity, papers.decision],
		situations: ['neu-hier'],
		keywords: ['Deutschkurs', 'Sprachkurs', 'B1', 'Leben in Deutschland', 'Einbürgerung']
	}),
	service('hamburg-welcome-center', {
		type: 'advice',
		topics: ['migration', 'work'],
		name: ['Hamburg Welcome Center', 'Hamburg Welcome Center', 'Hamburg Welcome Center'],
		summary: [
			'Die Stadt berät hier Fachkräfte und Neuzugezogene aus dem Ausland, auch auf Englisch.',
			'Sie kommen aus einem anderen Land. Sie wollen in Hamburg leben und arbeiten. Hier bekommen Sie Rat.',
			'The city advises skilled workers and newcomers from abroad here, also in English.'
		],
		url: 'https://welcome.hamburg.de',
		responsible: ['Stadt Hamburg', 'Die Stadt Hamburg', 'City of Hamburg'],
		bring: [papers.identity, papers.registration],
		situations: ['neu-hier', 'arbeitssuche'],
		keywords: ['Aufenthaltstitel', 'Visum', 'Fachkräfte', 'Blaue Karte', 'Anmeldung', 'Newcomer', 'expat']
	}),
	service('fluechtlingszentrum-hamburg', {
		type: 'advice',
		topics: ['migration', 'law', 'health'],
		name: ['Flüchtlingszentrum Hamburg', 'Flüchtlings·zentrum Hamburg', 'Refugee Centre Hamburg'],
		summary: [
			'Geflüchtete werden hier kostenlos zu Aufenthalt, Wohnen und Rückkehr beraten und Menschen ohne Krankenversicherung zur Behandlung.',
			'Sie sind geflüchtet. Oder Sie haben keine Papiere. Hier bekommen Sie Rat. Das kostet nichts.',
			'Refugees get free advice on residence, housing and return, and people without health insurance on treatment.'
		],
		url: 'https://www.fz-hh.de',
		bring: [papers.identity, papers.letters],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['neu-hier', 'unversichert'],
		keywords: ['Asyl', 'Flüchtlinge', 'Duldung', 'ohne Papiere', 'Clearingstelle', 'Familiennachzug']
	}),
	service('asylbewerberleistungen', {
		type: 'benefit',
		topics: ['migration', 'money', 'health'],
		law: 'AsylbLG',
		name: ['Leistungen für Asylsuchende', 'Geld und Hilfe für Asyl·bewerber', 'Benefits for asylum seekers'],
		summary: [
			'Menschen im Asylverfahren oder mit Duldung bekommen Geld oder Sachen für den Alltag und Hilfe bei Krankheit.',
			'Sie haben Asyl beantragt. Dann bekommen Sie Geld zum Leben. Sie bekommen auch Hilfe beim Arzt.',
			'People in the asylum procedure or with a toleration receive money or goods for daily life and help when ill.'
		],
		url: 'https://www.hamburg.de',
		responsible: ['Bezirksamt oder Amt für Migration', 'Das Bezirks·amt oder das Amt für Migration', 'District office or migration office'],
		bring: [['Aufenthaltsgestattung oder Duldung', 'Ihr Papier über das Asyl', 'Permission to stay or toleration']],
		situations: ['neu-hier', 'kein-geld'],
		keywords: ['Asyl', 'Duldung', 'Flüchtling', 'Bezahlkarte', 'Erstaufnahme']
	}),
	service('anerkennung-abschluesse', {
		type: 'advice',
		topics: ['migration', 'work', 'education'],
		name: ['Anerkennung ausländischer Berufsabschlüsse', 'Anerkennung von Ihrem Beruf', 'Recognition of foreign professional qualifications'],
		summary: [
			'Das Portal der Bundesregierung zeigt, wer Ihren Abschluss prüft und wo Sie in Ihrer Nähe beraten werden.',
			'Sie haben in einem anderen Land einen Beruf gelernt. Wollen Sie hier in diesem Beruf arbeiten? Hier bekommen Sie Rat.',
			'The federal portal shows who assesses your qualification and where you get advice near you.'
		],
		url: 'https://www.anerkennung-in-deutschland.de',
		bring: [['Zeugnisse und Diplome, möglichst übersetzt', 'Ihre Zeugnisse. Am besten auf Deutsch.', 'Certificates and diplomas, translated if possible']],
		situations: ['neu-hier', 'arbeitssuche'],
		keywords: ['Diplom', 'Abschluss', 'Beruf', 'Zeugnis', 'Fachkraft', 'Anerkennung']
	}),
	service('malteser-medizin', {
		type: 'advice',
		topics: ['health', 'migration'],
		name: ['Malteser Medizin für Menschen ohne Krankenversicherung', 'Arzt ohne Kranken·versicherung', 'Malteser Medicine for people without health insurance'],
		summary: [
			'Ärztinnen und Ärzte behandeln Menschen ohne Krankenversicherung kostenlos und auf Wunsch ohne Namen.',
			'Sie sind krank. Sie haben keine Kranken·versicherung. Hier hilft Ihnen ein Arzt. Das kostet nichts.',
			'Doctors treat people without health insurance free of charge and, if they wish, anonymously.'
		],
		url: 'https://www.malteser.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['unversichert', 'arzt'],
		keywords: ['nicht versichert', 'ohne Papiere', 'MMM', 'Arzt umsonst', 'schwanger ohne Versicherung']
	})
];
