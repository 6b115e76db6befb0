/** Spreadsheets take a cell that begins like this for a formula and would run it; also behind blanks, and in full-width letters. */
const FORMULA = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/;
const NEEDS_QUOTES = /[";\r\n\t]|^\s|\s$/;

/** A cell as text that stays text: an apostrophe before what a spreadsheet would calculate. */
export const harmless = (text: string): string => (FORMULA.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string): string => {
	const safe = harmless(text);
	return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A table as German spreadsheets open it by a double click: UTF-8 with its mark, semicolons, CRLF (RFC 4180). */
export const csv = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
