import { describe, expect, it } from 'vitest';
import { type Doc, catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { sentencesOf, textsOf } from '../../tests/fixtures/texts.ts';
import { starterDocuments } from './documents.ts';

const documents = starterDocuments('hafencity');
const services = documents.filter(({ kind }) => kind === 'service') as Doc<'service'>[];
const situations = documents.filter(({ kind }) => kind === 'situation') as Doc<'situation'>[];

/** Every `<kind>:<name>` a document points to. */
const referencesIn = (document: Record<string, unknown>): string[] =>
	Object.entries(document)
		.filter(([field]) => field !== '_id')
		.flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
		.filter((value): value is string => typeof value === 'string' && /^[a-z-]+:[a-z0-9-]+$/.test(value) && isKind(kindOf(value)));

describe('what a new quarter starts with', () => {
	it.each(documents.map((document) => [String(document._id), document]))('%s is valid, public but for the words of the office, not a sample and not checked yet', (_, document) => {
		expect(readDocument(document)).toEqual({ value: document });
		expect(isKind(document.kind) && catalogue[document.kind].database).toBe(document.kind === 'text-block' ? 'desk' : 'public');
		expect(document.sample).toBeUndefined();
		if ('checkedOn' in document) expect(document.checkedOn).toBeNull();
	});

	it('has one document per id, and every reference leads somewhere', () => {
		const ids = new Set(documents.map(({ _id }) => _id));
		expect(ids.size).toBe(documents.length);
		expect(documents.flatMap(referencesIn).filter((reference) => !ids.has(reference))).toEqual([]);
		expect(services.flatMap(referencesIn).length).toBeGreaterThan(100);
	});

	it('gives another quarter the directory and the text blocks, but no house', () => {
		const kinds = new Set(starterDocuments('elsewhere').map(({ kind }) => kind));
		expect(kinds).toEqual(new Set(['situation', 'organisation', 'service', 'text-block']));
	});

	it('knows the four places of HafenCity, each open one with a room, and invents no size', () => {
		const houses = documents.filter(({ kind }) => kind === 'house') as Doc<'house'>[];
		const rooms = documents.filter(({ kind }) => kind === 'room') as Doc<'room'>[];
		expect(houses.map(({ _id, status }) => [_id, status])).toEqual([
			['house:grasbrookpark', 'open'],
			['house:baakenpark', 'open'],
			['house:lohsepark', 'planned'],
			['house:hafenkante', 'open']
		]);
		expect(rooms.map(({ house }) => house).sort()).toEqual(['house:baakenpark', 'house:grasbrookpark', 'house:hafenkante']);
		for (const room of rooms) expect(room).not.toHaveProperty('sizeSquareMetres');
		for (const { address, rules, criteria, status } of houses) {
			expect(address).toBeUndefined();
			if (status === 'open') for (const list of [rules, criteria]) expect(list[0]?.de).toContain('Vorschlag, noch nicht geprüft');
		}
	});
});

describe('the referral directory', () => {
	it('covers the social code', () => {
		expect(services.length).toBeGreaterThanOrEqual(60);
		const laws = services.map(({ law }) => law ?? '').join(', ');
		for (const book of ['II', 'III', 'V', 'VI', 'VII', 'VIII', 'IX', 'XI', 'XII', 'XIV']) expect(laws).toMatch(new RegExp(`SGB ${book}\\b`));
		const ids = services.map(({ _id }) => _id);
		for (const name of ['wohngeld', 'kinderzuschlag', 'elterngeld', 'unterhaltsvorschuss', 'bafoeg-studium', 'bildung-und-teilhabe', 'notruf-112', 'telefonseelsorge'])
			expect(ids).toContain(`service:${name}`);
	});

	it('is reached by every situation at least twice, and every entry from at least one', () => {
		expect(situations.length).toBeGreaterThanOrEqual(25);
		for (const { _id } of situations) expect(services.filter((service) => service.situations.includes(_id)).length, _id).toBeGreaterThanOrEqual(2);
		for (const { _id, situations: reached } of services) expect(reached.length, _id).toBeGreaterThanOrEqual(1);
	});

	it('lists no situation, keyword or paper twice in one entry', () => {
		for (const { _id, situations: reached, keywords, bring } of services)
			for (const list of [reached, keywords, bring.map(({ de }) => de)]) expect(new Set(list).size, _id).toBe(list.length);
	});

	it('is round the clock only where there is a number or an app to call with', () => {
		for (const { _id, hours, phone } of services) if (hours) expect(phone ?? _id).toMatch(/^[\d ]+$|service:nora-notruf/);
	});
});

describe('its words', () => {
	it('stand in all three languages, and Leichte Sprache is a text of its own', () => {
		for (const text of documents.flatMap(textsOf)) {
			expect(Object.keys(text), text.de).toEqual(['de', 'de-x-leicht', 'en']);
			for (const words of Object.values(text)) expect(words).toBe(String(words).trim());
		}
		for (const { summary } of services) expect(summary['de-x-leicht']).not.toBe(summary.de);
	});

	it('are short in Leichte Sprache: one sentence a line, few words, no brackets', () => {
		for (const line of documents.flatMap(sentencesOf)) {
			expect(line.split(/\s+/).length, line).toBeLessThanOrEqual(12);
			expect(line).not.toMatch(/[();]|[^\d][.?!] /);
		}
	});
});
