import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB VI: pensions. */
export const pensionBenefits = [
	service('altersrente', {
		type: 'benefit',
		topics: ['age', 'money'],
		law: 'SGB VI',
		name: ['Altersrente', 'Alters·rente', 'Old-age pension'],
		summary: [
			'Die gesetzliche Rente muss beantragt werden; die Rentenversicherung berät kostenlos und hilft beim Antrag.',
			'Sie werden alt und hören auf zu arbeiten. Dann bekommen Sie Rente. Sie müssen die Rente beantragen.',
			'The statutory pension must be applied for; the pension insurance advises free of charge and helps with it.'
		],
		url: 'https://www.deutsche-rentenversicherung.de',
		office: 'rentenversicherung',
		phone: '0800 10004800',
		bring: [papers.identity, ['Sozialversicherungsnummer', 'Ihre Sozial·versicherungs·nummer', 'Social insurance number'], papers.pension, papers.taxNumber],
		situations: ['alter'],
		keywords: ['Rente', 'Rentenantrag', 'Rentenbeginn', 'Grundrente', 'Kontenklärung']
	}),
	service('erwerbsminderungsrente', {
		type: 'benefit',
		topics: ['health', 'money', 'disability'],
		law: 'SGB VI',
		name: ['Rente wegen Erwerbsminderung', 'Rente, weil Sie krank sind', 'Pension for reduced earning capacity'],
		summary: [
			'Wer wegen Krankheit oder Behinderung nur noch wenige Stunden am Tag arbeiten kann, kann eine Rente bekommen.',
			'Sie sind sehr krank. Sie können kaum noch arbeiten. Dann können Sie eine Rente bekommen.',
			'People who can work only a few hours a day because of illness or disability may receive a pension.'
		],
		url: 'https://www.deutsche-rentenversicherung.de',
		office: 'rentenversicherung',
		phone: '0800 10004800',
		bring: [papers.identity, papers.medical, ['Sozialversicherungsnummer', 'Ihre Sozial·versicherungs·nummer', 'Social insurance number']],
		situations: ['krank', 'behinderung', 'seele'],
		keywords: ['EM-Rente', 'Frührente', 'Berufsunfähigkeit', 'Invalidenrente', 'nicht mehr arbeiten']
	}),
	service('hinterbliebenenrente', {
		type: 'benefit',
		topics: ['family', 'money', 'age'],
		law: 'SGB VI',
		name: ['Witwenrente, Witwerrente und Waisenrente', 'Rente nach einem Todes·fall', 'Widow’s, widower’s and orphan’s pension'],
		summary: [
			'Nach dem Tod des Ehepartners oder eines Elternteils zahlt die Rentenversicherung den Hinterbliebenen eine Rente.',
			'Ihr Mann oder Ihre Frau ist gestorben. Dann können Sie Geld bekommen. Auch Kinder können Geld bekommen.',
			'After the death of a spouse or parent, the pension insurance pays a pension to those left behind.'
		],
		url: 'https://www.deutsche-rentenversicherung.de',
		office: 'rentenversicherung',
		phone: '0800 10004800',
		bring: [papers.death, papers.identity, ['Heiratsurkunde oder Geburtsurkunde', 'Die Heirats·urkunde oder die Geburts·urkunde', 'Marriage or birth certificate']],
		situations: ['todesfall', 'alter'],
		keywords: ['Witwe', 'Witwer', 'Waise', 'Hinterbliebene', 'Sterbevierteljahr']
	})
];
