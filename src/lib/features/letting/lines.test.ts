import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './lines.ts';

const syllable = fc.stringMatching(/^[a-zäöüß]{1,6}$/);
const words = fc.array(fc.array(syllable, { minLength: 1, maxLength: 5 }), { maxLength: 20 });

test('loses nothing, adds nothing but hyphens, and keeps to the width wherever a syllable can', () => {
	fc.assert(
		fc.property(words, fc.integer({ min: 2, max: 30 }), (syllables, width) => {
			const lines = linesOf(syllables.map((word) => word.join('\u00ad')).join(' '), (line) => line.length <= width);
			const glued = lines.reduce((text, line) => (text.endsWith('-') ? text.slice(0, -1) + line : text === '' ? line : `${text} ${line}`), '');
			expect(glued).toBe(syllables.map((word) => word.join('')).join(' '));
			for (const line of lines) if (line.length > width) expect(line).not.toContain(' ');
		})
	);
});

test('divides a word only where it may be, and fills the line before it', () => {
	expect(linesOf('Die Haus\u00admeis\u00adter\u00addienst\u00adleis\u00adtung', (line) => line.length <= 14)).toEqual(['Die Hausmeis-', 'terdienstleis-', 'tung']);
	expect(linesOf('Straße', (line) => line.length <= 3)).toEqual(['Straße']);
});
