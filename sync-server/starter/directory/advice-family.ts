import { papers } from './papers.ts';
import { service } from './service.ts';

/** Advice for families, expectant parents and victims of violence. */
export const familyAdvice = [
	service('pro-familia', {
		type: 'advice',
		topics: ['family', 'health'],
		name: ['pro familia Hamburg', 'pro familia Hamburg', 'pro familia Hamburg'],
		summary: [
			'Vertrauliche Beratung zu Schwangerschaft, Schwangerschaftskonflikt, Verhütung, Partnerschaft und Sexualität.',
			'Sie sind schwanger. Oder Sie haben Fragen zu Liebe und Verhütung. Hier bekommen Sie Rat. Niemand erfährt davon.',
			'Confidential advice on pregnancy, unwanted pregnancy, contraception, partnership and sexuality.'
		],
		url: 'https://www.profamilia.de',
		law: 'SchKG',
		bring: [papers.questions, ['Mutterpass, falls vorhanden', 'Den Mutter·pass, wenn Sie einen haben', 'Maternity record, if you have one']],
		situations: ['baby', 'trennung', 'jugend'],
		keywords: ['schwanger', 'Abtreibung', 'Verhütung', 'Beratungsschein', 'Paarberatung', 'Sexualität']
	}),
	service('erziehungsberatung', {
		type: 'advice',
		topics: ['family'],
		law: 'SGB VIII',
		name: ['Erziehungsberatung', 'Erziehungs·beratung', 'Child guidance and family counselling'],
		summary: [
			'Eltern, Kinder und Jugendliche besprechen hier vertraulich und kostenlos, was zu Hause schwierig ist.',
			'Es gibt viel Streit zu Hause. Hier können Sie darüber reden. Das kostet nichts.',
			'Parents, children and teenagers talk here in confidence and free of charge about what is hard at home.'
		],
		url: 'https://www.hamburg.de',
		responsible: ['Erziehungsberatungsstellen des Bezirksamts und freier Träger', 'Das Bezirks·amt und Vereine', 'Counselling centres of the district office and of charities'],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['erziehung', 'trennung', 'schule'],
		keywords: ['Trotzphase', 'Pubertät', 'Geschwisterstreit', 'Trennungskinder', 'Schlafprobleme']
	}),
	service('online-beratung-bke', {
		type: 'advice',
		topics: ['family', 'crisis'],
		name: ['bke-Onlineberatung für Jugendliche und Eltern', 'bke: Beratung im Internet', 'bke online counselling for young people and parents'],
		summary: [
			'Jugendliche und Eltern können Fachleuten hier anonym schreiben oder mit ihnen chatten.',
			'Du bist jung und hast Sorgen. Hier kannst du schreiben. Fach·leute antworten dir. Eltern können auch schreiben.',
			'Young people and parents can write to or chat with experts anonymously.'
		],
		url: 'https://www.bke.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['jugend', 'erziehung'],
		keywords: ['Chat', 'Online', 'Jugendberatung', 'Elternberatung', 'anonym']
	}),
	service('krisenchat', {
		type: 'advice',
		topics: ['crisis', 'family'],
		name: ['krisenchat für Menschen unter 25', 'krisen·chat für junge Menschen', 'krisenchat for people under 25'],
		summary: [
			'Junge Menschen in einer Krise bekommen hier per Chat kostenlos Hilfe von Fachleuten.',
			'Du bist unter 25 Jahre alt. Dir geht es schlecht. Hier kannst du mit Fach·leuten chatten.',
			'Young people in a crisis get help from experts by chat, free of charge.'
		],
		url: 'https://krisenchat.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['jugend', 'seele'],
		keywords: ['WhatsApp', 'Chat', 'Ritzen', 'Panik', 'Suizidgedanken', 'Stress']
	}),
	service('kinderschutzbund-hamburg', {
		type: 'advice',
		topics: ['family', 'violence'],
		name: ['Kinderschutzbund Hamburg', 'Kinder·schutz·bund Hamburg', 'Child protection association Hamburg'],
		summary: [
			'Familien bekommen hier Hilfe bei Überforderung, Streit und Gewalt, und Kinder finden Schutz.',
			'Ein Kind hat große Sorgen zu Hause. Hier bekommen Kinder und Eltern Hilfe.',
			'Families get help with overload, conflict and violence, and children find protection.'
		],
		url: 'https://www.kinderschutzbund-hamburg.de',
		situations: ['erziehung', 'gewalt'],
		keywords: ['Kinderschutz', 'Gewalt gegen Kinder', 'Überforderung', 'Umgang']
	}),
	service('wellcome', {
		type: 'advice',
		topics: ['family'],
		name: ['wellcome: praktische Hilfe nach der Geburt', 'wellcome: Hilfe nach der Geburt', 'wellcome: practical help after birth'],
		summary: [
			'Ehrenamtliche kommen in den ersten Monaten mit dem Baby nach Hause und helfen im Alltag.',
			'Ihr Baby ist da. Es ist sehr anstrengend. Jemand kommt zu Ihnen nach Hause und hilft.',
			'Volunteers come to your home in the first months with the baby and help in daily life.'
		],
		url: 'https://www.wellcome-online.de',
		cost: ['geringe Gebühr, Ermäßigung möglich', 'Das kostet wenig Geld.', 'small fee, reductions possible'],
		situations: ['baby', 'alleinerziehend', 'betreuung'],
		keywords: ['Baby', 'Zwillinge', 'Wochenbett', 'Schlafmangel', 'Ehrenamt', 'Hilfe zu Hause']
	}),
	service('frauennotruf-hamburg', {
		type: 'advice',
		topics: ['violence', 'health'],
		name: ['Notruf für vergewaltigte Frauen und Mädchen Hamburg', 'Frauen·notruf Hamburg', 'Rape crisis centre Hamburg'],
		summary: [
			'Frauen und Mädchen, die sexuelle Gewalt erlebt haben, werden hier vertraulich beraten und begleitet.',
			'Jemand hat Ihnen sexuelle Gewalt angetan. Sie sind nicht schuld. Hier bekommen Sie Hilfe.',
			'Women and girls who have experienced sexual violence are advised and supported in confidence.'
		],
		url: 'https://www.frauennotruf-hamburg.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['opfer', 'gewalt'],
		keywords: ['Vergewaltigung', 'sexuelle Gewalt', 'Belästigung', 'K.-o.-Tropfen']
	}),
	service('opferhilfe-hamburg', {
		type: 'advice',
		topics: ['violence', 'crisis'],
		name: ['Opferhilfe Hamburg', 'Opfer·hilfe Hamburg', 'Victim support Hamburg (Opferhilfe)'],
		summary: [
			'Menschen, die eine Gewalttat oder einen schweren Schicksalsschlag erlebt haben, bekommen psychologische Beratung.',
			'Sie haben etwas Schlimmes erlebt. Hier können Sie darüber reden. Fach·leute helfen Ihnen.',
			'People who have experienced violence or a severe blow of fate get psychological counselling.'
		],
		url: 'https://www.opferhilfe-hamburg.de',
		situations: ['opfer', 'gewalt'],
		keywords: ['Trauma', 'Überfall', 'Einbruch', 'Stalking', 'Albträume']
	})
];
