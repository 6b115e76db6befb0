import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ask } from '#lib/features/request/ask.ts';
import { readDocument } from '#lib/features/catalogue.ts';
import { check } from './check.ts';
import { isCode } from './failure.ts';
import { weeklyHours, hoursOn } from './hours.ts';
import { hashOf, kindOf, nameOf, newId, newSecret } from './ids.ts';
import { type LocalText, inLocale, localText, locales } from './text.ts';

describe('check', () => {
	test('answers anything with a value or with failures of known codes; never throws', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true }), (value) => {
				const { failures } = check(ask, value);
				expect(failures?.length).toBeGreaterThan(0);
				expect(failures!.every(({ code, field }) => isCode(code) && typeof field === 'string')).toBe(true);
			})
		);
	});

	test('any JSON object is read as a document or refused by field', () => {
		fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (raw) => { expect(readDocument(raw).failures?.[0]?.field).toBe('kind'); }));
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom('_id', 'schema', 'hours', 'name', 'rules', 'order'), fc.jsonValue()), (raw) => {
				expect(readDocument({ ...raw, kind: 'house' }).failures?.every(({ field }) => field)).toBe(true);
			})
		);
	});

	test('a schema that is no number is refused as that, whatever it is', () => {
		for (const schema of ['0', null, { toString: [] }, [1], true]) expect(readDocument({ _id: 'house:a', kind: 'house', schema }).failures?.map(({ field }) => field)).toContain('schema');
	});

	test('says what is missing, what is too long, what is wrong, and what is not known, each by its path', () => {
		const form = z.strictObject({ name: z.string().check(z.maxLength(3)), reach: z.strictObject({ mail: z.string() }), size: z.int() });
		expect(check(form, { name: 'four', reach: {}, size: 'x', odd: 1 }).failures).toEqual([
			{ code: 'too-long', field: 'name' },
			{ code: 'missing', field: 'reach.mail' },
			{ code: 'invalid', field: 'size' },
			{ code: 'invalid', field: 'odd' }
		]);
		expect(check(form, { name: 'abc', reach: { mail: '' }, size: 1 }).value).toEqual({ name: 'abc', reach: { mail: '' }, size: 1 });
	});
});

describe('opening hours', () => {
	const minutes = fc.integer({ min: 0, max: 96 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
	const span = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: minutes, to: minutes }).filter(({ from, to }) => from < to);

	test('of a day are in order, apart from each other, and cover exactly what was said', () => {
		fc.assert(
			fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 95 }), (hours, offset, quarter) => {
				expect(weeklyHours().safeParse(hours).success).toBe(true);
				const spans = hoursOn(hours, `2026-11-${23 + offset}`);
				spans.slice(1).forEach((later, index) => expect(later.from > spans[index]!.to).toBe(true));
				const at = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
				const open = (list: readonly { from: string; to: string }[]) => list.some(({ from, to }) => from <= at && at < to);
				expect(open(spans)).toBe(open(hours.filter(({ days }) => days.includes(offset + 1))));
			})
		);
	});

	test('that end before they start are refused', () => {
		expect(weeklyHours().safeParse([{ days: [1], from: '18:00', to: '09:00' }]).success).toBe(false);
		expect(weeklyHours().safeParse([{ days: [8], from: '09:00', to: '18:00' }]).success).toBe(false);
		expect(weeklyHours().safeParse([{ days: [], from: '09:00', to: '18:00' }]).success).toBe(false);
	});
});

describe('texts', () => {
	const text: fc.Arbitrary<LocalText> = fc.record({ de: fc.string({ minLength: 1 }), en: fc.string(), 'de-x-leicht': fc.string() }, { requiredKeys: ['de'] });
	test('are shown in the language asked for, else in German, and say which', () => {
		fc.assert(
			fc.property(text, fc.constantFrom(...locales), (given, locale) => {
				const shown = inLocale(given, locale);
				expect(shown.missing).toBe(locale !== 'de' && !given[locale]);
				expect(shown.text).toBe(given[locale] || given.de);
				expect(shown.lang).toBe(locale === 'en' && given.en ? 'en' : 'de');
			})
		);
	});
	test('need German', () => {
		expect(localText().safeParse({ en: 'Hall' }).success).toBe(false);
		expect(localText().safeParse({ de: '   ' }).success).toBe(false);
		expect(localText(4).safeParse({ de: 'Säle' }).success).toBe(true);
	});
});

describe('ids', () => {
	test('say their kind, and later ones sort behind', () => {
		const ids = Array.from({ length: 500 }, () => newId('request'));
		expect(new Set(ids).size).toBe(500);
		expect([...ids].sort()).toEqual(ids);
		expect(kindOf(ids[0]!)).toBe('request');
		expect(nameOf('occupancy:saal:2026-11-24')).toBe('saal:2026-11-24');
	});
	test('secrets cannot be guessed and travel in an address', async () => {
		const secrets = Array.from({ length: 500 }, newSecret);
		expect(new Set(secrets).size).toBe(500);
		expect(secrets.every((secret) => /^[A-Za-z0-9_-]{32}$/.test(secret))).toBe(true);
		expect(await hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});
});
