import { papers } from './papers.ts';
import { service } from './service.ts';

/** Money for families. */
export const familyBenefits = [
	service('kindergeld', {
		type: 'benefit',
		topics: ['family', 'money'],
		law: 'EStG, BKGG',
		name: ['Kindergeld', 'Kinder·geld', 'Child benefit'],
		summary: [
			'Für jedes Kind gibt es jeden Monat Geld, unabhängig davon, wie viel die Eltern verdienen.',
			'Sie haben ein Kind. Dann bekommen Sie jeden Monat Geld für Ihr Kind.',
			'There is money for every child every month, however much the parents earn.'
		],
		url: 'https://www.arbeitsagentur.de/familie-und-kinder',
		office: 'familienkasse',
		phone: '0800 4555530',
		bring: [papers.taxNumber, papers.birth, papers.iban],
		situations: ['baby', 'familiengeld', 'alleinerziehend'],
		keywords: ['Kindergeld', 'Familienkasse', 'Geburt', 'Volljährig', 'Ausbildung']
	}),
	service('kinderzuschlag', {
		type: 'benefit',
		topics: ['family', 'money'],
		law: 'BKGG',
		name: ['Kinderzuschlag', 'Kinder·zuschlag', 'Supplementary child allowance'],
		summary: [
			'Eltern, die für sich selbst genug verdienen, aber nicht für die ganze Familie, bekommen zusätzliches Geld.',
			'Sie arbeiten und haben Kinder. Das Geld ist trotzdem knapp. Dann können Sie mehr Geld bekommen.',
			'Parents who earn enough for themselves but not for the whole family receive extra money.'
		],
		url: 'https://www.arbeitsagentur.de/familie-und-kinder',
		office: 'familienkasse',
		phone: '0800 4555530',
		bring: [papers.income, papers.rent, papers.iban],
		situations: ['familiengeld', 'kein-geld', 'alleinerziehend'],
		keywords: ['KiZ', 'Kinderzuschlag', 'wenig Lohn', 'Geringverdiener', 'KiZ-Lotse']
	}),
	service('elterngeld', {
		type: 'benefit',
		topics: ['family', 'money', 'work'],
		law: 'BEEG',
		name: ['Elterngeld', 'Eltern·geld', 'Parental allowance'],
		summary: [
			'Wer nach der Geburt weniger oder gar nicht arbeitet, bekommt einen Ausgleich für das fehlende Einkommen.',
			'Ihr Baby ist da. Sie bleiben zu Hause. Dann bekommen Sie Eltern·geld.',
			'Parents who work less or not at all after the birth receive a replacement for lost income.'
		],
		url: 'https://familienportal.de',
		responsible: ['Elterngeldstelle im Bezirksamt Hamburg-Mitte', 'Das Bezirks·amt Hamburg-Mitte', 'Parental allowance office at the District Office Hamburg-Mitte'],
		bring: [papers.identity, papers.birth, papers.income, papers.iban],
		situations: ['baby', 'familiengeld'],
		keywords: ['Elternzeit', 'ElterngeldPlus', 'Partnerschaftsbonus', 'Geburt', 'Väter']
	}),
	service('unterhaltsvorschuss', {
		type: 'benefit',
		topics: ['family', 'money'],
		law: 'UVG',
		name: ['Unterhaltsvorschuss', 'Unterhalts·vorschuss', 'Advance maintenance payment'],
		summary: [
			'Wenn der andere Elternteil keinen oder zu wenig Unterhalt zahlt, zahlt das Amt einen Vorschuss für das Kind.',
			'Sie sind mit Ihrem Kind allein. Der Vater oder die Mutter zahlt kein Geld. Dann zahlt das Amt.',
			'If the other parent pays no or too little maintenance, the authority pays an advance for the child.'
		],
		url: 'https://familienportal.de',
		source: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/wandsbek/aktuelles/zentralisierung-unterhaltsvorschuss-1056566',
		responsible: [
			'Bezirksamt Wandsbek, zuständig für ganz Hamburg',
			'Das Bezirks·amt Wandsbek. Es macht das für ganz Hamburg.',
			'District Office Wandsbek, for all of Hamburg'
		],
		bring: [papers.identity, papers.birth, ['Nachweise über Unterhalt oder Vaterschaft', 'Papiere über den Unterhalt', 'Evidence of maintenance or paternity'], papers.iban],
		situations: ['alleinerziehend', 'trennung', 'familiengeld'],
		keywords: ['Unterhalt', 'Vater zahlt nicht', 'Mutter zahlt nicht', 'UVG', 'Jugendamt']
	}),
	service('mutterschaftsgeld', {
		type: 'benefit',
		topics: ['family', 'money', 'health'],
		law: 'SGB V, MuSchG',
		name: ['Mutterschaftsgeld', 'Mutterschafts·geld', 'Maternity allowance'],
		summary: [
			'In den Wochen vor und nach der Geburt bekommen berufstätige Mütter Geld von der Krankenkasse und vom Arbeitgeber.',
			'Sie bekommen ein Baby. Sie dürfen jetzt eine Zeit nicht arbeiten. In dieser Zeit bekommen Sie Geld.',
			'In the weeks before and after birth, working mothers receive money from the health fund and the employer.'
		],
		url: 'https://familienportal.de',
		responsible: [
			'Ihre Krankenkasse; ohne eigene gesetzliche Versicherung das Bundesamt für Soziale Sicherung',
			'Ihre Kranken·kasse. Oder das Bundes·amt für Soziale Sicherung.',
			'Your health insurance fund; without own statutory insurance the Federal Office for Social Security'
		],
		bring: [['Bescheinigung über den Geburtstermin', 'Ein Papier vom Arzt: Wann kommt das Baby?', 'Certificate of the expected date of birth'], papers.iban],
		situations: ['baby'],
		keywords: ['Mutterschutz', 'schwanger', 'Beschäftigungsverbot', 'Geburt']
	}),
	service('bundesstiftung-mutter-und-kind', {
		type: 'benefit',
		topics: ['family', 'money'],
		name: ['Bundesstiftung Mutter und Kind', 'Stiftung für Mutter und Kind', 'Federal Foundation Mother and Child'],
		summary: [
			'Schwangere in einer Notlage können vor der Geburt einen Zuschuss für Kleidung und Ausstattung bekommen.',
			'Sie sind schwanger und haben wenig Geld. Die Stiftung kann Ihnen Geld geben. Fragen Sie vor der Geburt.',
			'Pregnant women in need can get a grant for clothing and equipment before the birth.'
		],
		url: 'https://www.bundesstiftung-mutter-und-kind.de',
		responsible: ['Antrag nur über eine Schwangerschaftsberatungsstelle', 'Fragen Sie in der Schwangerschafts·beratung.', 'Apply through a pregnancy advice centre only'],
		bring: [papers.identity, ['Mutterpass', 'Den Mutter·pass', 'Maternity record'], papers.income],
		situations: ['baby', 'familiengeld'],
		keywords: ['Babyausstattung', 'Kinderwagen', 'Schwangerschaft', 'Zuschuss']
	}),
	service('kita-gutschein', {
		type: 'benefit',
		topics: ['family', 'education'],
		law: 'SGB VIII, KibeG',
		name: ['Kita-Gutschein', 'Kita-Gutschein', 'Childcare voucher (Kita-Gutschein)'],
		summary: [
			'Mit dem Gutschein der Stadt bezahlen Sie die Kita oder die Tagespflege; Kita und Stunden suchen Sie selbst aus.',
			'Ihr Kind soll in die Kita gehen. Dafür brauchen Sie einen Gutschein. Den Gutschein bekommen Sie vom Bezirks·amt.',
			'With the city’s voucher you pay for a day nursery or childminder of your choice.'
		],
		url: 'https://www.hamburg.de/kita-gutschein',
		source: 'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/familie/kinderbetreuung/fragen-35330',
		responsible: ['Kindertagesbetreuung im Bezirksamt Hamburg-Mitte', 'Das Bezirks·amt Hamburg-Mitte', 'Childcare department at the District Office Hamburg-Mitte'],
		bring: [papers.identity, papers.birth, ['Nachweise über Arbeit, Ausbildung oder Deutschkurs', 'Papiere über Ihre Arbeit oder Ihren Kurs', 'Evidence of work, training or German course'], papers.income],
		situations: ['betreuung', 'alleinerziehend'],
		keywords: ['Kita', 'Krippe', 'Kindergarten', 'Tagesmutter', 'Betreuung', 'Gutschein']
	})
];
