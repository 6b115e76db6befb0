import { beforeAll, expect, test } from 'vitest';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { sentenceFor } from '#lib/ui/failure-words.ts';
import { language, startLanguage } from '#lib/ui/language.svelte.ts';
import type { Tariff } from './entity.ts';
import { priceOf } from './rules.ts';
import { priceSentence, ruleSentences, tariffSentence } from './words.ts';

beforeAll(async () => {
	await ensureTemporal();
	startLanguage();
});
const saying = <T>(locale: Locale, say: () => T): T => {
	const before = language.locale;
	language.speak(locale);
	try {
		return say();
	} finally {
		language.speak(before);
	}
};
const evening = { date: '2026-11-28', from: '19:00', to: '22:30' };
const charitable: Tariff = { use: 'charitable', perHour: 800, freeUntil: '22:00' };
const party: Tariff = { use: 'private', flat: 2000, perHour: 1250, surcharges: [{ name: { de: 'Reinigung', en: 'Cleaning' }, cents: 3000 }, { name: { de: 'Wochenende' }, cents: 1000, weekend: true }], deposit: 10_000 };
const priced = (tariff: Tariff, at = evening) => priceSentence(priceOf({ ...at, use: tariff.use }, { tariffs: [tariff] })!).replaceAll('\u00a0', ' ');

test('a price is one sentence with its rule, in each language', () => {
	const early = { ...evening, to: '22:00' };
	expect(saying('de', () => priced(charitable, early))).toBe('gemeinnützig, bis 22 Uhr: 0 €');
	expect(saying('en', () => priced(charitable, early))).toBe('charitable, until 22:00: €0');
	expect(saying('de-x-leicht', () => priced(charitable, early))).toBe('Sie zahlen: 0 €.\nDenn: für einen guten Zweck, bis 22 Uhr.');
	expect(saying('de', () => priced(charitable))).toBe('gemeinnützig, bis 22 Uhr frei, 1 Stunde zu 8 €: 8 €');
	expect(saying('de', () => priced(party))).toBe('privat, Grundpreis 20 €, 4 Stunden zu je 12,50 €, Reinigung 30 €, Wochenende 10 €: 110 €');
	expect(saying('en', () => priced(party))).toBe('private, basic price €20, 4 hours at €12.50 each, Cleaning €30, Wochenende €10: €110');
});

test('a tariff is one sentence, and so is every rule', () => {
	const said = saying('de', () => tariffSentence(party).replaceAll('\u00a0', ' '));
	expect(said).toBe('privat: Grundpreis 20 €, 12,50 € je angefangene Stunde, Reinigung 30 €, Wochenende 10 € (am Wochenende), Kaution 100 €');
	const lines = saying('de', () => ruleSentences({ minMinutes: 90, leadHours: 48, quietFrom: '22:00', quota: { per: 'month', most: 2, in: 'house' }, cancelDays: 7, lateShare: 50, tariffs: [{ use: 'partner' }] }));
	expect(lines.map(({ text }) => text)).toEqual([
		'Ein Termin dauert mindestens 90 Minuten.',
		'Anfragen bitte mindestens 2 Tage vorher.',
		'Ab 22 Uhr ist Ruhezeit: Bis dahin ist Schluss.',
		'Eine Gruppe kann im ganzen Haus höchstens 2 Termine pro Monat haben.',
		'Absagen kostet nichts bis 7 Tage vorher, danach 50 % des Preises.',
		'Partner: kostenlos'
	]);
});

test('a refusal says the rule’s number and the way out', () => {
	expect(saying('de', () => sentenceFor({ code: 'stay-too-long', field: 'to', values: { minutes: 240 } }))).toBe('Das ist zu lang: Hier gilt höchstens 4 Stunden. Bitte wählen Sie ein früheres Ende.');
	expect(saying('de', () => sentenceFor({ code: 'notice-too-short', field: 'date', values: { hours: 48 } }))).toContain('mindestens 2 Tage vorher');
	expect(saying('en', () => sentenceFor({ code: 'quiet-hours', field: 'to', values: { clock: '22:00' } }))).toBe('From 22:00 it has to be quiet here. Please choose an earlier end.');
	expect(saying('de', () => sentenceFor({ code: 'over-quota', field: 'date', values: { most: 2, per: 'week' } }))).toContain('2 pro Woche');
});
