import { sampleEntry, text } from '../entry.ts';

/** Two blocks of invented words, at the end of what the office begins with. */
export const sampleBlocks = [
	sampleEntry('text-block', 'tische', {
		use: 'message',
		label: 'Beispiel: Tische',
		order: 90,
		text: text(['Beispiel: Bitte stellen Sie die Tische danach zurück.', 'Beispiel: Bitte stellen Sie die Tische zurück.', 'Example: please put the tables back afterwards.'])
	}),
	sampleEntry('text-block', 'wasser', {
		use: 'cancel',
		label: 'Beispiel: Wasserschaden',
		order: 90,
		text: text(['Beispiel: Wegen eines Wasserschadens müssen wir absagen.\n{frei}', 'Beispiel: Im Raum ist Wasser.\nWir müssen leider absagen.\n{frei}', 'Example: we have to cancel because of water damage.\n{frei}'])
	})
];
