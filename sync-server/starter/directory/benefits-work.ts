import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB III: out of work, and on the way back. */
export const workBenefits = [
	service('arbeitslosengeld', {
		type: 'benefit',
		topics: ['work', 'money'],
		law: 'SGB III',
		name: ['Arbeitslosengeld', 'Arbeits·losen·geld', 'Unemployment benefit'],
		summary: [
			'Wer seine Arbeit verliert und vorher lange genug versichert war, bekommt eine Zeit lang einen Teil des Lohns.',
			'Sie hatten Arbeit. Jetzt sind Sie arbeitslos. Dann bekommen Sie Geld. Melden Sie sich schnell bei der Agentur für Arbeit.',
			'People who lose their job and were insured long enough receive part of their wage for a time.'
		],
		url: 'https://www.arbeitsagentur.de',
		office: 'arbeitsagentur',
		phone: '0800 4555500',
		bring: [papers.identity, papers.workContract, papers.iban],
		situations: ['arbeitslos', 'aerger-arbeit'],
		keywords: ['ALG 1', 'ALG I', 'Arbeitsamt', 'arbeitslos melden', 'Sperrzeit', 'gekündigt']
	}),
	service('insolvenzgeld', {
		type: 'benefit',
		topics: ['work', 'money'],
		law: 'SGB III',
		name: ['Insolvenzgeld', 'Insolvenz·geld', 'Insolvency payment'],
		summary: [
			'Wenn die Firma pleite ist und keinen Lohn mehr zahlt, übernimmt die Agentur für Arbeit ausstehenden Lohn bis zu drei Monate.',
			'Ihre Firma hat kein Geld mehr. Sie bekommen keinen Lohn. Dann zahlt die Agentur für Arbeit. Sie müssen das schnell beantragen.',
			'If your company is insolvent and pays no wages, the employment agency covers up to three months of unpaid wages.'
		],
		url: 'https://www.arbeitsagentur.de',
		office: 'arbeitsagentur',
		phone: '0800 4555500',
		bring: [papers.identity, papers.workContract, ['Letzte Lohnabrechnungen', 'Die letzten Lohn·abrechnungen', 'Last payslips']],
		situations: ['arbeitslos', 'aerger-arbeit'],
		keywords: ['Firma pleite', 'kein Lohn', 'Insolvenz', 'Konkurs']
	}),
	service('weiterbildung', {
		type: 'benefit',
		topics: ['work', 'education'],
		law: 'SGB III, SGB II',
		name: ['Förderung der Weiterbildung (Bildungsgutschein)', 'Bildungs·gutschein', 'Further training (education voucher)'],
		summary: [
			'Wenn eine Weiterbildung oder Umschulung den Weg in Arbeit öffnet, kann das Amt die Kosten übernehmen.',
			'Sie wollen etwas Neues lernen. Dann finden Sie besser Arbeit. Das Amt kann den Kurs bezahlen.',
			'If further training or retraining opens the way to work, the authority can cover the costs.'
		],
		url: 'https://www.arbeitsagentur.de',
		responsible: ['Agentur für Arbeit Hamburg oder Jobcenter', 'Die Agentur für Arbeit oder das Job·center', 'Employment Agency Hamburg or Jobcenter'],
		bring: [papers.identity, ['Zeugnisse und Lebenslauf', 'Ihre Zeugnisse und Ihren Lebens·lauf', 'Certificates and CV']],
		situations: ['arbeitssuche', 'arbeitslos'],
		keywords: ['Umschulung', 'Fortbildung', 'Kurs', 'Bildungsgutschein', 'Qualifizierung']
	}),
	service('berufsausbildungsbeihilfe', {
		type: 'benefit',
		topics: ['work', 'education', 'money'],
		law: 'SGB III',
		name: ['Berufsausbildungsbeihilfe (BAB)', 'Geld für die Ausbildung: BAB', 'Vocational training grant (BAB)'],
		summary: [
			'Auszubildende, die nicht bei den Eltern wohnen und mit dem Lohn nicht auskommen, bekommen monatlich Geld dazu.',
			'Sie machen eine Ausbildung. Sie wohnen allein. Ihr Geld reicht nicht. Dann können Sie Geld dazu bekommen.',
			'Trainees who do not live with their parents and cannot manage on their pay receive extra money each month.'
		],
		url: 'https://www.arbeitsagentur.de',
		office: 'arbeitsagentur',
		phone: '0800 4555500',
		bring: [['Ausbildungsvertrag', 'Den Ausbildungs·vertrag', 'Training contract'], papers.income, papers.rent],
		situations: ['arbeitssuche', 'studium'],
		keywords: ['BAB', 'Azubi', 'Lehre', 'Ausbildung', 'Lehrling']
	})
];
