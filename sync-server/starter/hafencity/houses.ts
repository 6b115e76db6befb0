import { type Words, entry, text } from '../entry.ts';

/** The neighbourhood newspaper's interview with the office: both houses by their colours, and the sports ground. */
const INTERVIEW = 'https://hafencityzeitung.com/wir-wollen-den-stadtteil-lebenswerter-machen/';
/** Reports that the third house is put off. */
const PUT_OFF = 'https://www.business-on.de/hamburg/baustart-fuer-das-gemeinschaftshaus-im-baakenpark.html';

const unchecked: Words = [
	'Vorschlag, noch nicht geprüft: Das Büro passt diese Liste an.',
	'Das ist ein Vorschlag. Das Büro hat ihn noch nicht geprüft.',
	'Proposal, not checked yet: the office will adapt this list.'
];

const rules: Words[] = [
	unchecked,
	['Ab 22 Uhr ist es im Haus und davor leise.', 'Nach 22 Uhr sind bitte alle leise.', 'It is quiet in and around the house from 10 pm.'],
	['Verlassen Sie den Raum so, wie Sie ihn gern vorfinden.', 'Räumen Sie den Raum auf.', 'Leave the room as you would like to find it.'],
	['Rauchen nur draußen.', 'Rauchen Sie nur draußen.', 'Smoking outdoors only.'],
	['Schäden melden Sie bitte gleich dem Büro.', 'Ist etwas kaputt? Sagen Sie es dem Büro.', 'Please tell the office about damage at once.']
];

const criteria: Words[] = [
	unchecked,
	['Nützt die Veranstaltung der Nachbarschaft?', 'Ist das gut für die Nachbarn?', 'Is the event good for the neighbourhood?'],
	['Ist sie für alle offen, oder ist klar gesagt, für wen sie ist?', 'Wer darf kommen? Steht das in der Einladung?', 'Is it open to all, or is it clear whom it is for?'],
	['Ist eine Person die ganze Zeit vor Ort verantwortlich?', 'Gibt es eine Person, die sich kümmert?', 'Is one person responsible on site the whole time?'],
	['Endet sie spätestens um 22 Uhr?', 'Ist die Veranstaltung um 22 Uhr zu Ende?', 'Does it end by 10 pm?'],
	['Ist sie gewaltfrei und frei von Hass gegen Menschen?', 'Sind alle freundlich zu allen Menschen?', 'Is it free of violence and of hatred against people?']
];

const proposedHours: Words = [
	'Die Öffnungszeiten sind ein Vorschlag, noch nicht geprüft.',
	'Die Öffnungs·zeiten sind ein Vorschlag. Das Büro hat sie noch nicht geprüft.',
	'The opening hours are a proposal, not checked yet.'
];

/** Public knowledge, with the note about the proposed hours behind it. */
const about = ([de, leicht, en]: Words) => text([`${de} ${proposedHours[0]}`, `${leicht} ${proposedHours[1]}`, `${en} ${proposedHours[2]}`]);

/**
 * The places of HafenCity as far as public knowledge goes. What is needed to work but not publicly known (hours, rules,
 * criteria) is a proposal and says so; addresses and sizes are left out.
 */
export const houses = [
	entry('house', 'grasbrookpark', {
		name: text(['Gemeinschaftshaus Grasbrookpark', 'Gemeinschafts·haus Grasbrook·park', 'Grasbrookpark community house']),
		order: 1,
		status: 'open',
		about: about([
			'Das gelbe Gemeinschaftshaus mit Kiosk im Grasbrookpark, für die ganze Nachbarschaft.',
			'Das Haus ist gelb. Es steht im Grasbrook·park. Hier treffen sich die Nachbarn. Es gibt einen Kiosk.',
			'The yellow community house with a kiosk in Grasbrookpark, for the whole neighbourhood.'
		]),
		hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }],
		access: [],
		rules: rules.map(text),
		criteria: criteria.map(text),
		source: INTERVIEW,
		checkedOn: null
	}),
	entry('house', 'baakenpark', {
		name: text(['Gemeinschaftshaus Baakenpark', 'Gemeinschafts·haus Baaken·park', 'Baakenpark community house']),
		order: 2,
		status: 'open',
		about: about([
			'Das rote Gemeinschaftshaus im Baakenpark, für die ganze Nachbarschaft.',
			'Das Haus ist rot. Es steht im Baaken·park. Hier treffen sich die Nachbarn.',
			'The red community house in Baakenpark, for the whole neighbourhood.'
		]),
		hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }],
		access: [],
		rules: rules.map(text),
		criteria: criteria.map(text),
		source: INTERVIEW,
		checkedOn: null
	}),
	entry('house', 'lohsepark', {
		name: text(['Gemeinschaftshaus Lohsepark (geplant)', 'Gemeinschafts·haus Lohse·park', 'Lohsepark community house (planned)']),
		order: 4,
		status: 'planned',
		about: text([
			'Ein drittes Gemeinschaftshaus ist geplant; der Bau ist verschoben.',
			'Das Haus gibt es noch nicht. Es wird später gebaut.',
			'A third community house is planned; building has been postponed.'
		]),
		hours: [],
		access: [],
		rules: [],
		criteria: [],
		source: PUT_OFF,
		checkedOn: null
	}),
	entry('house', 'hafenkante', {
		name: text(['Sportplatz Hafenkante', 'Sport·platz Hafen·kante', 'Hafenkante sports ground']),
		order: 3,
		status: 'open',
		about: about([
			'Sportplatz im Oberhafen; wer ihn wann nutzt, regelt das Quartiersmanagement.',
			'Der Sport·platz ist im Ober·hafen. Hier können Sie draußen Sport machen.',
			'Sports ground in the Oberhafen; the neighbourhood office manages who uses it when.'
		]),
		hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '21:00' }],
		access: [],
		rules: [
			unchecked,
			['Das Feld ist für alle da, solange es nicht vergeben ist.', 'Alle dürfen hier spielen. Manchmal hat eine Gruppe das Feld gebucht.', 'The pitch is for everyone unless it is booked.'] as const,
			['Nach dem Spiel nehmen alle ihren Müll mit.', 'Nehmen Sie Ihren Müll mit.', 'Everyone takes their litter along after playing.'] as const
		].map(text),
		criteria: criteria.map(text),
		source: INTERVIEW,
		checkedOn: null
	})
];
