import { papers } from './papers.ts';
import { service } from './service.ts';

/** Advice on rights, authorities and work. */
export const lawWorkAdvice = [
	service('oera', {
		type: 'advice',
		topics: ['law'],
		name: ['Öffentliche Rechtsauskunft- und Vergleichsstelle (ÖRA)', 'ÖRA: Rechts·beratung in Hamburg', 'Public legal advice and mediation office (ÖRA)'],
		summary: [
			'Menschen mit wenig Geld bekommen hier Rat von Juristinnen und Juristen; in Hamburg ersetzt das den Beratungsschein.',
			'Sie haben Ärger und brauchen einen Anwalt. Sie haben wenig Geld. Bei der ÖRA bekommen Sie Rat. Sie brauchen einen Termin.',
			'People with little money get advice from lawyers here; in Hamburg this replaces the legal advice voucher.'
		],
		url: 'https://www.hamburg.de/oera',
		source: 'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/einrichtungen/oera/rechtsberatung-31154',
		responsible: ['Sozialbehörde Hamburg', 'Die Sozial·behörde Hamburg', 'Hamburg social authority'],
		phone: '040 428433072',
		bring: [papers.identity, papers.income, papers.rent, papers.letters],
		cost: ['eine kleine Gebühr', 'Das kostet eine kleine Gebühr.', 'a small fee'],
		situations: ['amt', 'vermieter', 'aerger-arbeit', 'trennung', 'schulden', 'arbeitslos'],
		keywords: ['Rechtsberatung', 'Anwalt', 'Beratungshilfe', 'Beratungsschein', 'Widerspruch', 'Mediation', 'Schlichtung']
	}),
	service('sozialberatung-wohlfahrt', {
		type: 'advice',
		topics: ['money', 'law', 'family'],
		name: ['Sozialberatung der Diakonie Hamburg', 'Sozial·beratung von der Diakonie', 'Social counselling of Diakonie Hamburg'],
		summary: [
			'Hier liest jemand mit Ihnen Bescheide, hilft bei Anträgen und sagt, welche Leistungen Ihnen zustehen.',
			'Sie verstehen einen Brief vom Amt nicht. Hier liest jemand den Brief mit Ihnen. Sie bekommen Hilfe beim Antrag.',
			'Someone reads letters with you, helps with applications and tells you what you are entitled to.'
		],
		url: 'https://www.diakonie-hamburg.de',
		bring: [papers.letters, papers.decision, papers.income],
		situations: ['amt', 'kein-geld', 'familiengeld'],
		keywords: ['Antrag ausfüllen', 'Bescheid', 'Formular', 'Widerspruch', 'Diakonie']
	}),
	service('caritas-hamburg', {
		type: 'advice',
		topics: ['money', 'family', 'migration'],
		name: ['Beratung der Caritas in Hamburg', 'Beratung von der Caritas', 'Caritas counselling in Hamburg'],
		summary: [
			'Die Caritas berät alle Menschen, gleich welchen Glaubens, bei Geldsorgen, in der Familie und nach der Einwanderung.',
			'Sie haben Sorgen. Die Caritas berät alle Menschen. Der Glaube ist egal.',
			'Caritas advises everyone, whatever their faith, on money worries, family and after immigration.'
		],
		url: 'https://www.caritas-hamburg.de',
		bring: [papers.letters],
		situations: ['kein-geld', 'amt', 'neu-hier'],
		keywords: ['Sozialberatung', 'Familie', 'Not', 'Kirche', 'Formular']
	}),
	service('sozialverband-deutschland', {
		type: 'advice',
		topics: ['law', 'disability', 'age'],
		name: ['Sozialverband Deutschland (SoVD), Landesverband Hamburg', 'Sozial·verband SoVD in Hamburg', 'Social association SoVD Hamburg'],
		summary: [
			'Der Verband vertritt seine Mitglieder gegenüber Rentenversicherung, Krankenkasse, Versorgungsamt und Jobcenter.',
			'Das Amt hat Nein gesagt. Der SoVD hilft seinen Mitgliedern. Zum Beispiel bei Rente und Behinderung.',
			'Represents its members against pension insurance, health fund, disability office and Jobcenter.'
		],
		url: 'https://www.sovd-hh.de',
		bring: [papers.letters, papers.decision, papers.medical],
		cost: ['Mitgliedsbeitrag', 'Sie zahlen einen Beitrag.', 'membership fee'],
		situations: ['amt', 'behinderung', 'alter', 'krank'],
		keywords: ['Widerspruch', 'Klage', 'Rente abgelehnt', 'Schwerbehinderung', 'Sozialrecht']
	}),
	service('sozialverband-vdk', {
		type: 'advice',
		topics: ['law', 'disability', 'age'],
		name: ['Sozialverband VdK Hamburg', 'Sozial·verband VdK in Hamburg', 'Social association VdK Hamburg'],
		summary: [
			'Auch der VdK berät und vertritt seine Mitglieder im Sozialrecht, von der Pflege bis zur Rente.',
			'Sie haben Fragen zu Rente, Pflege oder Behinderung. Der VdK hilft seinen Mitgliedern.',
			'VdK, too, advises and represents its members in social law, from care to pensions.'
		],
		url: 'https://hamburg.vdk.de',
		bring: [papers.letters, papers.decision, papers.medical],
		cost: ['Mitgliedsbeitrag', 'Sie zahlen einen Beitrag.', 'membership fee'],
		situations: ['amt', 'behinderung', 'alter', 'pflege'],
		keywords: ['Widerspruch', 'Klage', 'Pflegegrad abgelehnt', 'Sozialrecht', 'Rente']
	}),
	service('dgb-gewerkschaften', {
		type: 'advice',
		topics: ['work', 'law'],
		name: ['Gewerkschaften im DGB Hamburg', 'Gewerkschaften in Hamburg', 'Trade unions in DGB Hamburg'],
		summary: [
			'Gewerkschaften beraten und vertreten ihre Mitglieder bei Kündigung, Lohn und Arbeitszeit; gegen eine Kündigung gilt eine Frist von drei Wochen.',
			'Sie haben Ärger bei der Arbeit. Die Gewerkschaft hilft ihren Mitgliedern. Sind Sie gekündigt? Sie haben nur drei Wochen Zeit.',
			'Unions advise and represent their members on dismissal, pay and hours; you have three weeks to contest a dismissal.'
		],
		url: 'https://hamburg.dgb.de',
		bring: [papers.workContract, ['Lohnabrechnungen', 'Die Lohn·abrechnungen', 'Payslips']],
		cost: ['Mitgliedsbeitrag', 'Sie zahlen einen Beitrag.', 'membership fee'],
		situations: ['aerger-arbeit', 'arbeitslos'],
		keywords: ['Gewerkschaft', 'Kündigungsschutz', 'Lohn', 'Tarif', 'Betriebsrat', 'ver.di']
	}),
	service('faire-mobilitaet', {
		type: 'advice',
		topics: ['work', 'migration'],
		name: ['Faire Mobilität: Beratung für Beschäftigte aus Europa', 'Faire Mobilität: Beratung bei der Arbeit', 'Fair Mobility: advice for workers from Europe'],
		summary: [
			'Beschäftigte aus anderen europäischen Ländern werden in ihrer Sprache zu Lohn, Vertrag und Unterkunft beraten.',
			'Sie kommen aus einem anderen Land in Europa. Sie arbeiten hier. Sie bekommen Rat in Ihrer Sprache.',
			'Workers from other European countries get advice in their language on pay, contract and accommodation.'
		],
		url: 'https://www.faire-mobilitaet.de',
		bring: [['Arbeitsvertrag und Lohnabrechnungen', 'Den Arbeits·vertrag und die Lohn·abrechnungen', 'Contract and payslips']],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['aerger-arbeit', 'neu-hier'],
		keywords: ['Lohn nicht bezahlt', 'Ausbeutung', 'Baustelle', 'Paketdienst', 'Rumänisch', 'Polnisch', 'Bulgarisch']
	}),
	service('hamburger-volkshochschule', {
		type: 'advice',
		topics: ['education'],
		name: ['Hamburger Volkshochschule', 'Volks·hoch·schule Hamburg', 'Hamburg adult education centre (Volkshochschule)'],
		summary: [
			'Die Volkshochschule bietet Deutschkurse, Schulabschlüsse, Computer und vieles mehr, oft ermäßigt für Menschen mit wenig Geld.',
			'Sie wollen etwas lernen. Zum Beispiel Deutsch. Hier gibt es viele Kurse.',
			'Offers German courses, school certificates, computing and much more, often at a reduced price.'
		],
		url: 'https://www.vhs-hamburg.de',
		bring: [papers.identity, papers.decision],
		cost: ['Kursgebühr, Ermäßigung möglich', 'Ein Kurs kostet Geld. Mit wenig Geld ist es oft günstiger.', 'course fee, reductions possible'],
		situations: ['studium', 'neu-hier', 'einsam'],
		keywords: ['Deutschkurs', 'Schulabschluss nachholen', 'Computerkurs', 'VHS', 'Sprachkurs', 'Hobby']
	})
];
