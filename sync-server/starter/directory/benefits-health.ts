import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB V, VI and VII: ill, injured, or on the way back to health. */
export const healthBenefits = [
	service('krankengeld', {
		type: 'benefit',
		topics: ['health', 'money', 'work'],
		law: 'SGB V',
		name: ['Krankengeld', 'Kranken·geld', 'Sickness benefit'],
		summary: [
			'Wer länger krank ist und keinen Lohn mehr bekommt, erhält Geld von der gesetzlichen Krankenkasse.',
			'Sie sind schon lange krank. Die Firma zahlt keinen Lohn mehr. Dann zahlt die Kranken·kasse.',
			'People ill for longer who no longer get wages receive money from the statutory health fund.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'krankenkasse',
		bring: [papers.doctorsNote, papers.insuranceCard],
		situations: ['krank'],
		keywords: ['krankgeschrieben', 'Lohnfortzahlung', 'AU', 'Arbeitsunfähigkeit']
	}),
	service('kinderkrankengeld', {
		type: 'benefit',
		topics: ['health', 'family', 'money'],
		law: 'SGB V',
		name: ['Kinderkrankengeld', 'Kinder·kranken·geld', 'Child sickness benefit'],
		summary: [
			'Wenn Ihr Kind krank ist und Sie deshalb nicht arbeiten können, zahlt die gesetzliche Krankenkasse einen Ausgleich.',
			'Ihr Kind ist krank. Sie bleiben zu Hause. Dann zahlt die Kranken·kasse Geld.',
			'If your child is ill and you cannot work because of it, the statutory health fund pays compensation.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'krankenkasse',
		bring: [papers.doctorsNote, papers.iban],
		situations: ['betreuung', 'alleinerziehend'],
		keywords: ['krankes Kind', 'Kinderkrankentage', 'Fieber', 'zu Hause bleiben']
	}),
	service('haushaltshilfe', {
		type: 'benefit',
		topics: ['health', 'family'],
		law: 'SGB V',
		name: ['Haushaltshilfe', 'Hilfe im Haushalt', 'Household help'],
		summary: [
			'Wenn Sie wegen Krankheit oder Krankenhaus den Haushalt nicht führen können, bezahlt die Krankenkasse eine Hilfe.',
			'Sie sind krank. Sie können nicht putzen und kochen. Dann kann die Kranken·kasse eine Hilfe bezahlen.',
			'If illness or hospital keeps you from running your household, the health fund pays for help.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'krankenkasse',
		bring: [papers.doctorsNote],
		situations: ['krank', 'alleinerziehend'],
		keywords: ['Putzhilfe', 'Krankenhaus', 'Kinder versorgen', 'nach der Operation']
	}),
	service('zuzahlungsbefreiung', {
		type: 'benefit',
		topics: ['health', 'money'],
		law: 'SGB V',
		name: ['Befreiung von Zuzahlungen', 'Weniger bezahlen bei Arzt und Apotheke', 'Exemption from co-payments'],
		summary: [
			'Wer viel für Medikamente oder Klinik zuzahlt, muss ab einer Grenze im Jahr nichts mehr dazugeben.',
			'Sie zahlen viel Geld für Medikamente. Irgendwann ist es genug. Dann müssen Sie im Jahr kein Geld mehr zahlen.',
			'People who pay a lot for medicine or hospital need not pay any more above a yearly limit.'
		],
		url: 'https://www.bundesgesundheitsministerium.de',
		office: 'krankenkasse',
		bring: [['Quittungen der Apotheke und Klinik', 'Die Quittungen aus der Apotheke', 'Receipts from pharmacy and hospital'], papers.income],
		situations: ['krank', 'kein-geld', 'alter'],
		keywords: ['Medikamente', 'Zuzahlung', 'chronisch krank', 'Rezeptgebühr', 'Belastungsgrenze']
	}),
	service('mutter-kind-kur', {
		type: 'benefit',
		topics: ['health', 'family'],
		law: 'SGB V',
		name: ['Mutter-Kind-Kur und Vater-Kind-Kur', 'Kur für Eltern mit Kind', 'Health retreat for mothers or fathers with children'],
		summary: [
			'Erschöpfte Eltern können mit ihren Kindern für einige Wochen in eine Kur, die die Krankenkasse bezahlt.',
			'Sie sind sehr müde und erschöpft. Sie haben Kinder. Dann können Sie zusammen eine Kur machen.',
			'Exhausted parents can go to a health retreat with their children for some weeks, paid by the health fund.'
		],
		url: 'https://www.muettergenesungswerk.de',
		office: 'krankenkasse',
		bring: [papers.doctorsNote],
		situations: ['alleinerziehend', 'krank', 'erziehung'],
		keywords: ['Kur', 'Erschöpfung', 'Burnout', 'Müttergenesungswerk', 'Erholung']
	}),
	service('reha', {
		type: 'benefit',
		topics: ['health', 'work'],
		law: 'SGB VI, SGB V, SGB IX',
		name: ['Medizinische Rehabilitation', 'Reha', 'Medical rehabilitation'],
		summary: [
			'Eine Reha hilft nach oder bei schwerer Krankheit, wieder arbeiten und selbstständig leben zu können.',
			'Sie waren schwer krank. In einer Reha werden Sie wieder stark. Dann können Sie wieder arbeiten.',
			'Rehabilitation helps you, after or during serious illness, to work and live independently again.'
		],
		url: 'https://www.deutsche-rentenversicherung.de',
		responsible: ['Deutsche Rentenversicherung oder Ihre Krankenkasse', 'Die Renten·versicherung oder Ihre Kranken·kasse', 'German Pension Insurance or your health fund'],
		phone: '0800 10004800',
		bring: [papers.medical, papers.insuranceCard],
		situations: ['krank', 'sucht', 'behinderung'],
		keywords: ['Kur', 'Reha-Klinik', 'Entwöhnung', 'Anschlussheilbehandlung', 'Rückenschmerzen']
	}),
	service('verletztengeld', {
		type: 'benefit',
		topics: ['health', 'work', 'money'],
		law: 'SGB VII',
		name: ['Leistungen nach Arbeitsunfall: Heilbehandlung und Verletztengeld', 'Hilfe nach einem Arbeits·unfall', 'Help after an accident at work: treatment and injury benefit'],
		summary: [
			'Nach einem Unfall bei der Arbeit, auf dem Weg dorthin, in Schule oder Kita zahlt die Unfallversicherung.',
			'Sie hatten einen Unfall bei der Arbeit. Oder Ihr Kind hatte einen Unfall in der Schule. Dann zahlt die Unfall·versicherung.',
			'After an accident at work, on the way there, at school or nursery, accident insurance pays.'
		],
		url: 'https://www.dguv.de',
		office: 'unfallversicherung',
		bring: [['Unfallanzeige oder Name des Arbeitgebers', 'Den Namen von Ihrer Firma', 'Accident report or name of employer'], papers.medical],
		situations: ['krank', 'schule'],
		keywords: ['Arbeitsunfall', 'Wegeunfall', 'Schulunfall', 'Berufskrankheit', 'Berufsgenossenschaft', 'Durchgangsarzt']
	}),
	service('krankenversicherung-rueckkehr', {
		type: 'benefit',
		topics: ['health'],
		law: 'SGB V',
		name: ['Rückkehr in die Krankenversicherung', 'Wieder in die Kranken·versicherung', 'Return to health insurance'],
		summary: [
			'In Deutschland hat fast jeder Mensch Anspruch auf eine Krankenversicherung; oft ist die letzte Krankenkasse zuständig.',
			'Sie haben keine Kranken·versicherung. Fragen Sie Ihre letzte Kranken·kasse. Oft muss die Kasse Sie wieder aufnehmen.',
			'Almost everyone in Germany is entitled to health insurance; often your last health fund is responsible.'
		],
		url: 'https://www.gkv-spitzenverband.de',
		responsible: ['Ihre letzte Krankenkasse', 'Ihre letzte Kranken·kasse', 'Your last health insurance fund'],
		bring: [papers.identity, ['Nachweis über die letzte Versicherung', 'Ein Papier von der letzten Kranken·kasse', 'Evidence of your last insurance'], papers.income],
		situations: ['unversichert'],
		keywords: ['nicht versichert', 'Auffangversicherung', 'Beitragsschulden', 'Familienversicherung', 'Selbstständig']
	})
];
