import { service } from './service.ts';

/** Numbers for danger to life and for help that cannot wait. */
export const emergency = [
	service('notruf-112', {
		type: 'emergency',
		topics: ['crisis', 'health'],
		name: ['Notruf 112: Feuerwehr und Rettungsdienst', 'Not·ruf 112: Feuer·wehr und Rettungs·wagen', 'Emergency 112: fire and ambulance'],
		summary: [
			'Bei Feuer, Unfall oder Lebensgefahr hilft der europaweite Notruf rund um die Uhr und kostenlos.',
			'Es brennt. Oder jemand ist in Lebens·gefahr. Rufen Sie sofort an. Der Anruf kostet nichts.',
			'In case of fire, accident or danger to life, call at any time, free of charge, anywhere in Europe.'
		],
		url: 'https://www.hamburg.de',
		responsible: ['Feuerwehr Hamburg', 'Die Feuer·wehr in Hamburg', 'Hamburg Fire Brigade'],
		phone: '112',
		hours: 'always',
		situations: ['notfall', 'arzt'],
		keywords: ['Feuerwehr', 'Notarzt', 'Rettungswagen', 'Krankenwagen', 'Herzinfarkt', 'Schlaganfall', 'Brand']
	}),
	service('notruf-110', {
		type: 'emergency',
		topics: ['crisis', 'violence'],
		name: ['Notruf 110: Polizei', 'Not·ruf 110: Polizei', 'Emergency 110: police'],
		summary: [
			'Wenn Sie bedroht werden oder eine Straftat geschieht, hilft die Polizei rund um die Uhr und kostenlos.',
			'Jemand bedroht Sie. Rufen Sie sofort an. Der Anruf kostet nichts.',
			'If you are threatened or a crime is happening, call the police at any time, free of charge.'
		],
		url: 'https://www.polizei.hamburg',
		responsible: ['Polizei Hamburg', 'Die Polizei in Hamburg', 'Hamburg Police'],
		phone: '110',
		hours: 'always',
		situations: ['notfall', 'gewalt', 'opfer'],
		keywords: ['Polizei', 'Einbruch', 'Überfall', 'Bedrohung', 'Schlägerei', 'Diebstahl']
	})
];
