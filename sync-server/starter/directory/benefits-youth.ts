import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB VIII and education: help in bringing up children, and money for learning. */
export const youthBenefits = [
	service('hilfen-zur-erziehung', {
		type: 'benefit',
		topics: ['family'],
		law: 'SGB VIII',
		name: ['Hilfen zur Erziehung (Allgemeiner Sozialer Dienst)', 'Hilfe für Eltern und Kinder', 'Support in bringing up children (general social service)'],
		summary: [
			'Wenn der Alltag mit Kindern zu schwer wird, hilft das Jugendamt mit Beratung, Familienhilfe oder einem sicheren Ort.',
			'Sie haben große Probleme mit Ihrem Kind. Das Jugend·amt hilft Ihnen. Zum Beispiel kommt jemand zu Ihnen nach Hause.',
			'When daily life with children becomes too hard, the youth office helps with advice, family support or a safe place.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'jugendamt',
		cost: ['Die Beratung ist kostenlos.', 'Die Beratung kostet nichts.', 'Advice is free of charge.'],
		situations: ['erziehung', 'trennung', 'jugend', 'schule'],
		keywords: ['ASD', 'Jugendamt', 'Familienhilfe', 'SPFH', 'Pflegefamilie', 'Kindeswohl']
	}),
	service('beistandschaft', {
		type: 'advice',
		topics: ['family', 'law'],
		law: 'SGB VIII, BGB',
		name: ['Beistandschaft: Vaterschaft und Unterhalt', 'Hilfe beim Unterhalt für Ihr Kind', 'Guardianship help with paternity and maintenance'],
		summary: [
			'Das Jugendamt hilft Alleinerziehenden kostenlos, die Vaterschaft zu klären und Unterhalt einzufordern.',
			'Sie sind mit Ihrem Kind allein. Das Jugend·amt hilft Ihnen. Dann zahlt der andere Eltern·teil Geld für das Kind.',
			'The youth office helps single parents, free of charge, to establish paternity and claim maintenance.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'jugendamt',
		bring: [papers.identity, papers.birth, papers.letters],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['alleinerziehend', 'trennung'],
		keywords: ['Unterhalt', 'Vaterschaft', 'Sorgerecht', 'Sorgeerklärung', 'Jugendamt']
	}),
	service('rebbz', {
		type: 'advice',
		topics: ['education', 'family'],
		name: ['Regionales Bildungs- und Beratungszentrum (ReBBZ)', 'Beratung bei Problemen in der Schule: ReBBZ', 'Regional education and counselling centre (ReBBZ)'],
		summary: [
			'Schülerinnen, Schüler und Eltern werden bei Problemen mit Lernen, Verhalten oder Schule kostenlos beraten.',
			'Ihr Kind hat Probleme in der Schule. Hier bekommen Sie Rat. Das kostet nichts.',
			'Pupils and parents get free advice on problems with learning, behaviour or school.'
		],
		url: 'https://www.hamburg.de/rebbz',
		responsible: ['Schulbehörde Hamburg', 'Die Schul·behörde in Hamburg', 'Hamburg school authority'],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['schule', 'erziehung'],
		keywords: ['Schulpsychologie', 'Lernschwäche', 'schwänzen', 'Mobbing', 'Förderbedarf', 'Schulangst']
	}),
	service('jugendberufsagentur', {
		type: 'advice',
		topics: ['work', 'education'],
		law: 'SGB II, SGB III, SGB VIII',
		name: ['Jugendberufsagentur Hamburg', 'Jugend·berufs·agentur Hamburg', 'Youth Employment Agency Hamburg'],
		summary: [
			'Menschen unter 25 Jahren bekommen unter einem Dach Rat zu Ausbildung, Studium, Arbeit und persönlichen Problemen.',
			'Du bist unter 25 Jahre alt. Du suchst eine Ausbildung oder Arbeit. Hier bekommst du Hilfe.',
			'People under 25 get advice on training, study, work and personal problems under one roof.'
		],
		url: 'https://www.jba-hamburg.de',
		bring: [papers.identity, ['Zeugnisse und Lebenslauf, falls vorhanden', 'Deine Zeugnisse und deinen Lebens·lauf', 'School reports and CV, if you have them']],
		situations: ['arbeitssuche', 'jugend', 'studium'],
		keywords: ['Ausbildung', 'Lehrstelle', 'Praktikum', 'Berufsberatung', 'Schulabschluss', 'JBA']
	}),
	service('bafoeg-studium', {
		type: 'benefit',
		topics: ['education', 'money'],
		law: 'BAföG',
		name: ['BAföG für Studierende', 'BAföG: Geld für das Studium', 'Student support (BAföG)'],
		summary: [
			'Studierende, deren Eltern nicht genug verdienen, bekommen Geld, das sie nur zum Teil zurückzahlen müssen.',
			'Sie studieren. Ihre Familie hat wenig Geld. Dann bekommen Sie Geld vom Staat. Einen Teil zahlen Sie später zurück.',
			'Students whose parents do not earn enough receive money of which only part must be repaid.'
		],
		url: 'https://www.stwhh.de',
		source: 'https://www.hamburg.de/bwfgb/bafoeg/',
		responsible: ['Studierendenwerk Hamburg', 'Das Studierenden·werk Hamburg', 'Studierendenwerk Hamburg'],
		bring: [['Immatrikulationsbescheinigung', 'Ein Papier von der Uni', 'Certificate of enrolment'], ['Einkommensteuerbescheide der Eltern', 'Papiere über das Geld von Ihren Eltern', 'Income tax assessments of your parents'], papers.account],
		situations: ['studium'],
		keywords: ['Bafög', 'Studium', 'Uni', 'Studienfinanzierung', 'Stipendium']
	}),
	service('bafoeg-schule', {
		type: 'benefit',
		topics: ['education', 'money'],
		law: 'BAföG',
		name: ['BAföG für Schülerinnen und Schüler', 'BAföG: Geld für die Schule', 'School student support (BAföG)'],
		summary: [
			'Wer eine Fachschule, Abendschule oder weit weg von den Eltern eine Schule besucht, kann Geld bekommen, das nicht zurückgezahlt wird.',
			'Sie gehen noch zur Schule und wohnen allein. Dann können Sie Geld bekommen.',
			'People at vocational or evening schools, or at school far from their parents, can get money that need not be repaid.'
		],
		url: 'https://www.bafög.de',
		source: 'https://www.hamburg.de/mitte/bildung/2404084/bafoeg/',
		responsible: ['Abteilung für Ausbildungsförderung im Bezirksamt', 'Das Bezirks·amt', 'Education grants department at the district office'],
		bring: [papers.school, ['Einkommensteuerbescheide der Eltern', 'Papiere über das Geld von Ihren Eltern', 'Income tax assessments of your parents'], papers.account],
		situations: ['studium', 'jugend'],
		keywords: ['Schüler-BAföG', 'Berufsfachschule', 'Abendschule', 'Ausbildung']
	})
];
