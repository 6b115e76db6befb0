import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { type Sheet, contractPdf } from './contract-pdf.ts';

const { resolve } = createRequire(import.meta.url);
const font = (weight: number) => new Uint8Array(readFileSync(resolve(`@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`)));
const fonts = { regular: font(400), bold: font(700) };
const sheet: Sheet = {
	lang: 'de',
	title: 'Überlassungsvertrag',
	facts: [
		{ name: 'Raum', value: 'Saal, Haus am Park' },
		{ name: 'Entgelt', value: '40,00 €, gemeinnützig: bis 22 Uhr frei, danach nach Stunden, in jedem Fall zuzüglich der Grundreinigungskostenpauschale' }
	],
	sections: [
		{
			heading: 'Größe und Aufräumen',
			paragraphs: ['Die Hausmeisterdienstleistungsgesellschaft übernimmt keine Haftung für Beschädigungen der Einrichtungsgegenstände durch Nachbarschaftsveranstaltungen. '.repeat(3)],
			points: ['Stühle zurückstellen', 'Straße nicht zuparken']
		}
	],
	signatures: ['Für das Büro', 'Für die Gruppe'],
	foot: 'Muster – „noch nicht rechtlich geprüft“'
};

const opened = async (file: Uint8Array) => {
	const pdf = await getDocumentProxy(file);
	return { pdf, pages: (await extractText(pdf, { mergePages: false })).text };
};

test('is an A4 page whose text can be found, umlauts and all, words divided as German divides them', async () => {
	const { pdf, pages } = await opened(await contractPdf(sheet, fonts));
	expect(pdf.numPages).toBe(1);
	const page = await pdf.getPage(1);
	expect(page.view.map(Math.round)).toEqual([0, 0, 595, 842]);
	const text = pages[0]!;
	for (const words of ['Überlassungsvertrag', 'Größe und Aufräumen', 'Stühle zurückstellen', 'Straße nicht zuparken', '40,00 €, gemeinnützig', '„noch nicht rechtlich geprüft“', '1 / 1']) expect(text).toContain(words);
	expect(text, 'no soft hyphen, and no gap where one could stand').not.toMatch(/\u00ad|Haus meister/);
	const divided = text.split('\n').filter((line) => line.endsWith('-'));
	expect(divided.length).toBeGreaterThan(1);
	const syllables = /(meis|ter|dienst|leis|tungs|gesell|schaft|Haf|Be|schä|di|gun|Ein|rich|gegen|stän|Nach|bar|schafts|ver|an|stal|tun|Grund|rei|ni|gungs|kos|ten|pau|durch|über|nimmt|gen|gegen|de|re|Ent|ge|ei|Haus|kei|für|ne)-$/;
	for (const line of divided) expect(line).toMatch(syllables);
	expect((await pdf.getMetadata()).info).toMatchObject({ Title: 'Überlassungsvertrag', Language: 'de-DE' });
});

test('goes on on further pages, with the number at each foot, and never divides an English text', async () => {
	const long = { ...sheet, lang: 'en' as const, sections: [{ heading: 'House rules', paragraphs: [], points: Array.from({ length: 120 }, (_, index) => `Rule ${index + 1}: responsibilities notwithstanding`) }] };
	const { pdf, pages } = await opened(await contractPdf(long, fonts));
	expect(pdf.numPages).toBe(4);
	for (const [index, text] of pages.entries()) expect(text).toContain(`${index + 1} / 4`);
	const whole = pages.join('\n');
	for (const nth of [1, 60, 120]) expect(whole).toContain(`Rule ${nth}: responsibilities`);
	expect(whole.split('\n').filter((line) => line.endsWith('-'))).toEqual([]);
});

test('has its own fonts in it, so that it looks the same everywhere', async () => {
	const file = Buffer.from(await contractPdf(sheet, fonts)).toString('latin1');
	expect(file.match(/\/FontFile[23]/g)).toHaveLength(2);
	expect(file).toContain('/MarkInfo');
});
