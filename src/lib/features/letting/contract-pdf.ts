import german from 'hyphen/de-1996/index.js';
import PDFDocument from 'pdfkit';
import { linesOf } from './lines.ts';

/** What stands on the paper, in order; the words are whoever's who calls. */
export type Sheet = {
	lang: 'de' | 'en';
	title: string;
	/** Name and value: who, where, when, how much. */
	facts: { name: string; value: string }[];
	sections: { heading: string; paragraphs: string[]; points?: string[] }[];
	/** Below which lines somebody signs. */
	signatures: string[];
	/** At the foot of every page. */
	foot: string;
};

/** TrueType or WOFF. */
export type Fonts = { regular: Uint8Array; bold: Uint8Array };

const MARGIN = 62;
const FOOT = 40;
const SIZE = { text: 11, heading: 13, title: 20, foot: 9 };
const LEADING = 1.45;
/** Where the value of a fact begins. */
const COLUMN = 150;

type Style = { font: 'regular' | 'bold'; size: number };
const text: Style = { font: 'regular', size: SIZE.text };
const strong: Style = { font: 'bold', size: SIZE.text };

/**
 * Sets a sheet as a PDF in A4, German words divided as German divides them. The text can be read out and searched: it is
 * tagged, and a divided word has a hyphen only at the end of its line.
 * @returns the file.
 */
export async function contractPdf(sheet: Sheet, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
	const pdf = new PDFDocument({ font: '', size: 'A4', margin: MARGIN, bufferPages: true, tagged: true, lang: sheet.lang === 'de' ? 'de-DE' : 'en-GB', displayTitle: true, pdfVersion: '1.7', info: { Title: sheet.title } });
	const chunks: Uint8Array[] = [];
	const whole = new Promise<void>((resolve, reject) => {
		pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk)).on('end', resolve).on('error', reject);
	});
	// No standard font of PDF readers is used (`font: ''`): what is not in the file looks different everywhere.
	for (const [name, font] of Object.entries(fonts)) pdf.registerFont(name, font as unknown as ArrayBuffer);

	const bottom = pdf.page.height - MARGIN - FOOT;
	const width = pdf.page.width - 2 * MARGIN;
	let y = MARGIN;
	const room = (needed: number) => {
		if (y + needed <= bottom) return;
		pdf.addPage();
		y = MARGIN;
	};
	/** Writes a text from the present line on, or beside it; `keep` so much with it on the page. */
	const write = (words: string, { font, size }: Style, { role = 'P', left = 0, mark = '', keep = 0 }: { role?: string; left?: number; mark?: string; keep?: number } = {}) => {
		pdf.font(font).fontSize(size);
		const divided = sheet.lang === 'de' ? german.hyphenateSync(words, { minWordLength: 7 }) : words;
		const lines = words.split('\n').length > 1 ? words.split('\n').flatMap((line) => linesOf(line, fits)) : linesOf(divided, fits);
		function fits(line: string) {
			return pdf.widthOfString(line) <= width - left;
		}
		const height = size * LEADING;
		room(height * Math.min(lines.length, 2) + keep);
		const element = pdf.struct(role);
		pdf.addStructure(element);
		for (const [index, line] of lines.entries()) {
			room(height);
			const at = y;
			element.add(() => {
				pdf.font(font).fontSize(size);
				if (index === 0 && mark) pdf.text(mark, MARGIN + left - 12, at, { lineBreak: false });
				pdf.text(line, MARGIN + left, at, { lineBreak: false });
			});
			y += height;
		}
		element.end();
	};

	write(sheet.title, { font: 'bold', size: SIZE.title }, { role: 'H1' });
	y += 8;
	for (const { name, value } of sheet.facts) {
		room(SIZE.text * LEADING * 2);
		const line = y;
		write(name, strong);
		const below = y;
		y = line;
		write(value, text, { left: COLUMN });
		y = Math.max(y, below);
	}
	for (const { heading, paragraphs, points = [] } of sheet.sections) {
		y += 12;
		write(heading, { font: 'bold', size: SIZE.heading }, { role: 'H2', keep: 2 * SIZE.text * LEADING });
		for (const paragraph of paragraphs) {
			write(paragraph, text);
			y += 4;
		}
		for (const point of points) write(point, text, { left: 14, mark: '–' });
	}
	for (const name of sheet.signatures) {
		room(70);
		y += 48;
		pdf.markContent('Artifact');
		pdf.moveTo(MARGIN, y).lineTo(MARGIN + 260, y).lineWidth(0.6).stroke();
		pdf.endMarkedContent();
		y += 4;
		write(name, { font: 'regular', size: SIZE.foot });
	}
	footEveryPage(pdf, sheet);
	pdf.end();
	await whole;
	return joined(chunks);
}

function footEveryPage(pdf: PDFKit.PDFDocument, { foot }: Sheet): void {
	const { start, count } = pdf.bufferedPageRange();
	for (let index = 0; index < count; index++) {
		pdf.switchToPage(start + index);
		pdf.page.margins.bottom = 0;
		pdf.markContent('Artifact');
		pdf.font('regular').fontSize(SIZE.foot);
		pdf.text(foot, MARGIN, pdf.page.height - MARGIN, { lineBreak: false });
		pdf.text(`${index + 1} / ${count}`, pdf.page.width - MARGIN - 40, pdf.page.height - MARGIN, { lineBreak: false });
		pdf.endMarkedContent();
	}
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const chunk of chunks) {
		file.set(chunk, at);
		at += chunk.length;
	}
	return file;
}
