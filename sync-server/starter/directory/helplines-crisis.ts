import { service } from './service.ts';

/** Nationwide lines for people in distress; most are free and anonymous. */
export const crisisLines = [
	service('telefonseelsorge', {
		type: 'helpline',
		topics: ['crisis'],
		name: ['TelefonSeelsorge', 'Telefon·Seelsorge', 'TelefonSeelsorge (crisis line)'],
		summary: [
			'Menschen in Not können hier anonym und kostenlos mit jemandem sprechen, mailen oder chatten.',
			'Sie sind traurig oder verzweifelt. Hier hört Ihnen jemand zu. Sie müssen Ihren Namen nicht sagen.',
			'People in distress can talk, mail or chat here, anonymously and free of charge.'
		],
		url: 'https://www.telefonseelsorge.de',
		phone: '0800 1110111',
		hours: 'always',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['seele', 'einsam', 'todesfall'],
		keywords: ['Seelsorge', 'reden', 'Verzweiflung', 'Suizid', 'Trauer', 'nachts']
	}),
	service('muslimisches-seelsorgetelefon', {
		type: 'helpline',
		topics: ['crisis', 'migration'],
		name: ['Muslimisches SeelsorgeTelefon (MuTeS)', 'Muslimisches Seelsorge·Telefon', 'Muslim crisis line (MuTeS)'],
		summary: [
			'Ehrenamtliche mit muslimischem Hintergrund hören rund um die Uhr und anonym zu.',
			'Sie haben Kummer. Hier hört Ihnen ein Mensch mit muslimischem Glauben zu.',
			'Muslim volunteers listen around the clock, anonymously.'
		],
		url: 'https://www.mutes.de',
		phone: '030 443509821',
		hours: 'always',
		situations: ['seele', 'einsam'],
		keywords: ['Islam', 'muslimisch', 'Seelsorge', 'Kummer', 'türkisch', 'arabisch']
	}),
	service('nummer-gegen-kummer', {
		type: 'helpline',
		topics: ['crisis', 'family'],
		name: ['Nummer gegen Kummer: Kinder- und Jugendtelefon', 'Nummer gegen Kummer für Kinder und Jugendliche', 'Nummer gegen Kummer: line for children and teenagers'],
		summary: [
			'Kinder und Jugendliche können hier anonym und kostenlos über alles sprechen, was sie bedrückt.',
			'Du hast Sorgen. Hier kannst du anrufen. Du musst deinen Namen nicht sagen. Der Anruf kostet nichts.',
			'Children and teenagers can talk about whatever troubles them, anonymously and free of charge.'
		],
		url: 'https://www.nummergegenkummer.de',
		phone: '116111',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['jugend', 'schule'],
		keywords: ['Kindertelefon', 'Mobbing', 'Liebeskummer', 'Stress', 'Einsamkeit', 'Schule']
	}),
	service('elterntelefon', {
		type: 'helpline',
		topics: ['family', 'crisis'],
		name: ['Nummer gegen Kummer: Elterntelefon', 'Eltern·telefon', 'Nummer gegen Kummer: parents’ line'],
		summary: [
			'Eltern und Großeltern bekommen hier anonym und kostenlos Rat bei Sorgen mit Kindern.',
			'Sie haben Sorgen mit Ihrem Kind. Hier können Sie darüber sprechen. Der Anruf kostet nichts.',
			'Parents and grandparents get advice about worries with children, anonymously and free of charge.'
		],
		url: 'https://www.nummergegenkummer.de',
		phone: '0800 1110550',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['erziehung', 'alleinerziehend'],
		keywords: ['Erziehung', 'Überforderung', 'Trotz', 'Pubertät', 'Eltern']
	}),
	service('hilfetelefon-frauen', {
		type: 'helpline',
		topics: ['violence', 'crisis'],
		name: ['Hilfetelefon „Gewalt gegen Frauen“', 'Hilfe·telefon: Gewalt gegen Frauen', 'Violence against women support line'],
		summary: [
			'Frauen, die Gewalt erleben, und alle, die helfen wollen, werden anonym, kostenlos und in vielen Sprachen beraten.',
			'Sie sind eine Frau. Jemand tut Ihnen Gewalt an. Hier bekommen Sie Rat. Sie können Tag und Nacht anrufen.',
			'Women facing violence, and all who want to help, are advised anonymously, free of charge and in many languages.'
		],
		url: 'https://www.hilfetelefon.de',
		phone: '116016',
		hours: 'always',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['gewalt', 'opfer'],
		keywords: ['häusliche Gewalt', 'Stalking', 'Vergewaltigung', 'Zwangsheirat', 'Partner', 'Gebärdensprache']
	}),
	service('hilfetelefon-maenner', {
		type: 'helpline',
		topics: ['violence', 'crisis'],
		name: ['Hilfetelefon „Gewalt an Männern“', 'Hilfe·telefon: Gewalt an Männern', 'Violence against men support line'],
		summary: [
			'Männer, die Gewalt erleben, werden hier vertraulich und kostenlos beraten.',
			'Sie sind ein Mann. Jemand tut Ihnen Gewalt an. Hier bekommen Sie Rat.',
			'Men who experience violence are advised confidentially and free of charge.'
		],
		url: 'https://www.maennerhilfetelefon.de',
		phone: '0800 1239900',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['gewalt', 'opfer'],
		keywords: ['Männer', 'häusliche Gewalt', 'Partnerin', 'Stalking', 'Missbrauch']
	}),
	service('hilfe-telefon-missbrauch', {
		type: 'helpline',
		topics: ['violence', 'family'],
		name: ['Hilfe-Telefon Sexueller Missbrauch', 'Hilfe-Telefon: Sexueller Missbrauch', 'Sexual abuse support line'],
		summary: [
			'Betroffene, Angehörige und alle, die sich um ein Kind sorgen, werden hier anonym und kostenlos beraten.',
			'Ein Kind erlebt sexuelle Gewalt. Oder Sie haben es früher erlebt. Hier bekommen Sie Hilfe.',
			'Victims, relatives and anyone worried about a child are advised anonymously and free of charge.'
		],
		url: 'https://www.hilfe-portal-missbrauch.de',
		phone: '0800 2255530',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['gewalt', 'opfer', 'jugend'],
		keywords: ['Missbrauch', 'sexuelle Gewalt', 'Kindesmissbrauch', 'Verdacht']
	}),
	service('weisser-ring', {
		type: 'helpline',
		topics: ['violence', 'law'],
		name: ['Opfer-Telefon des Weissen Rings', 'Opfer-Telefon vom Weissen Ring', 'Victims’ line of Weisser Ring'],
		summary: [
			'Opfer von Straftaten bekommen hier kostenlos ein offenes Ohr und Hilfe für die nächsten Schritte.',
			'Jemand hat Ihnen etwas Schlimmes getan. Der Weisse Ring hilft Ihnen. Das kostet nichts.',
			'Victims of crime find a listening ear and help with the next steps, free of charge.'
		],
		url: 'https://weisser-ring.de',
		phone: '116006',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['opfer'],
		keywords: ['Opferhilfe', 'Straftat', 'Überfall', 'Betrug', 'Anzeige', 'Enkeltrick']
	}),
	service('hilfetelefon-schwangere', {
		type: 'helpline',
		topics: ['family', 'crisis'],
		name: ['Hilfetelefon „Schwangere in Not“', 'Hilfe·telefon: Schwangere in Not', 'Pregnant women in need support line'],
		summary: [
			'Schwangere, die nicht weiterwissen, werden rund um die Uhr anonym, kostenlos und in vielen Sprachen beraten.',
			'Sie sind schwanger und haben Sorgen. Hier bekommen Sie Hilfe. Niemand erfährt Ihren Namen.',
			'Pregnant women who see no way out are advised around the clock, anonymously, free and in many languages.'
		],
		url: 'https://www.hilfetelefon-schwangere.de',
		phone: '0800 4040020',
		hours: 'always',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['baby', 'gewalt'],
		keywords: ['ungewollt schwanger', 'vertrauliche Geburt', 'Abtreibung', 'Schwangerschaft']
	}),
	service('info-telefon-depression', {
		type: 'helpline',
		topics: ['health', 'crisis'],
		name: ['Info-Telefon Depression', 'Info-Telefon: Depression', 'Depression information line'],
		summary: [
			'Betroffene und Angehörige erfahren hier kostenlos, wo es bei Depression Hilfe gibt.',
			'Sie sind lange sehr traurig und müde. Vielleicht ist es eine Depression. Hier erfahren Sie: Wer kann helfen?',
			'Those affected and relatives learn where to find help with depression, free of charge.'
		],
		url: 'https://www.deutsche-depressionshilfe.de',
		phone: '0800 3344533',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['seele'],
		keywords: ['Depression', 'Burnout', 'antriebslos', 'traurig', 'Therapie']
	})
];
