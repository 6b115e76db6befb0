import MiniSearch, { type Query } from 'minisearch';
import type { Organisation } from '../organisation/entity.ts';
import type { Situation } from '../situation/entity.ts';
import type { Service } from './entity.ts';
import { type Vocabulary, compoundsOn, isNoise, partsOf, restsOf, stem, tokensOf, vocabularyOf } from './word-forms.ts';

/**
 * Finds entries of the directory by what people type: umlauts in every spelling, typos, beginnings of words, compounds both
 * ways, everyday words. All of it on the device; what is typed goes nowhere.
 */
export type Source = { services: readonly Service[]; situations: readonly Situation[]; organisations: readonly Organisation[] };
/** @returns ids of services, best first; empty for a text without a word in it. */
export type Search = (text: string) => string[];

type Entry = { id: string; name: string; keywords: string; situations: string; text: string };

const textsOf = (text: { [locale: string]: unknown } | undefined) => Object.values(text ?? {}).filter((one) => typeof one === 'string');

function entriesOf({ services, situations, organisations }: Source): Entry[] {
	const byId = new Map(situations.map((situation) => [situation._id as string, [...textsOf(situation.phrase), ...situation.keywords].join(' ')]));
	const runs = new Map(organisations.map((organisation) => [organisation._id as string, textsOf(organisation.name).join(' ')]));
	return services.map((service) => ({
		id: service._id,
		name: textsOf(service.name).join(' '),
		keywords: service.keywords.join(' '),
		situations: service.situations.map((id) => byId.get(id) ?? '').join(' '),
		text: [...textsOf(service.summary), service.law, ...textsOf(service.responsible), runs.get(service.organisation ?? '')].join(' ')
	}));
}

/** A term and, if it is a compound of words the directory knows, its parts. */
const formsOf = (token: string, vocabulary: Vocabulary) => (isNoise(token) ? [] : [stem(token), ...partsOf(token, vocabulary)]);

/** What to look for when a word is typed: more than itself, for it may be one part of a compound or a compound of parts. */
function wantedBy(word: string, vocabulary: Vocabulary): string[] {
	const parts = partsOf(word, vocabulary);
	return [...new Set([stem(word), ...(parts.length > 1 ? parts : [...parts, ...restsOf(word, vocabulary)]), ...compoundsOn(stem(word), vocabulary)])];
}

/** Builds the index; some 100 ms for a directory of thousands of entries, so build it once per change. */
export function searchOver(source: Source): Search {
	const entries = entriesOf(source);
	const vocabulary = vocabularyOf(entries.flatMap(({ name, keywords, situations, text }) => tokensOf(`${name} ${keywords} ${situations} ${text}`)));
	const index = new MiniSearch<Entry>({
		fields: ['name', 'keywords', 'situations', 'text'],
		tokenize: tokensOf,
		processTerm: (token) => formsOf(token, vocabulary)
	});
	index.addAll(entries);

	const options = {
		boost: { name: 4, keywords: 3, situations: 1.5 },
		processTerm: (term: string) => term,
		tokenize: (text: string) => [text],
		prefix: (term: string) => term.length > 2,
		fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
		maxFuzzy: 2
	};
	return (text) => {
		const words = tokensOf(text).filter((token) => !isNoise(token));
		if (words.length === 0) return [];
		// A compound is found whole or by its parts; a sentence first by all of its words, then by any.
		const queries: Query[] = words.map((word) => ({ combineWith: 'OR', queries: wantedBy(word, vocabulary), ...options }));
		const all = index.search({ combineWith: 'AND', queries });
		const found = all.length > 0 ? all : index.search({ combineWith: 'OR', queries });
		return found.map(({ id }) => id as string);
	};
}
