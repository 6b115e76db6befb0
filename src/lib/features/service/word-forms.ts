/** Words as the directory's search compares them. Pure; German first, the other languages pass through unharmed. */

/** Lower case, umlauts as their base letter whichever way they were typed (ä, ae → a; ß → ss), no other marks. */
export const fold = (text: string): string =>
	text
		.toLowerCase()
		.normalize('NFC')
		.replaceAll('·', '')
		.replaceAll('ß', 'ss')
		.replaceAll(/ae|ä/g, 'a')
		.replaceAll(/oe|ö/g, 'o')
		.replaceAll(/ue|ü/g, 'u')
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '');

/** The folded words of a text. */
export const tokensOf = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

const endings = /(innen|ern|em|en|er|es|e|n|s)$/;
const SHORTEST_STEM = 4;

/** Without the ending that German gives a word in use: schulden → schuld, mieten → miet. Short words stay whole. */
export function stem(token: string): string {
	const bare = token.replace(endings, '');
	return bare.length >= SHORTEST_STEM ? bare : token;
}

const noise = new Set(
	tokensOf(
		`ich du er sie es wir ihr mich mir mein meine meinen meiner meinem man der die das den dem des ein eine einen einem einer kein keine keinen nicht
		und oder aber wenn weil dass ist bin sind war habe hab hat haben kann können muss müssen will möchte soll darf werden wird wurde
		in im an am auf aus bei mit nach von vom zu zum zur für über um vor so sehr mehr auch noch nur schon hier da wie was wer wo
		bitte brauche suche the a an i my me is are am and or not no can cannot to of for in on with at have has need do it we you`
	)
);

/** Words that say nothing about what is looked for. */
export const isNoise = (token: string) => token.length < 2 || noise.has(token);

/** The stems a directory knows, for taking compounds apart. */
export type Vocabulary = ReadonlySet<string>;

const SHORTEST_PART = 4;

export const vocabularyOf = (tokens: readonly string[]): Vocabulary =>
	new Set(tokens.filter((token) => !isNoise(token) && /^\p{L}+$/u.test(token)).map(stem).filter(({ length }) => length >= SHORTEST_PART));

/** What German puts between the parts of a compound. */
const joints = ['', 's', 'es', 'n', 'en', 'er', 'e', 'ner'];

/**
 * The parts of a compound, as stems: "mietschulden" → miet, schuld; "schuldnerberatung" → schuld, beratung.
 * Both parts must be known; else a known last part alone counts, for it says what the thing is.
 */
export function partsOf(token: string, vocabulary: Vocabulary): string[] {
	if (token.length < 2 * SHORTEST_PART || !/^\p{L}+$/u.test(token)) return [];
	for (let cut = token.length - SHORTEST_PART; cut >= SHORTEST_PART; cut--) {
		const last = stem(token.slice(cut));
		const first = firstPart(token.slice(0, cut), vocabulary);
		if (first !== undefined && vocabulary.has(last)) return [...(partsOf(first, vocabulary).length ? partsOf(first, vocabulary) : [first]), last];
	}
	for (let cut = SHORTEST_PART - 1; cut <= token.length - SHORTEST_PART - 1; cut++) {
		const last = stem(token.slice(cut));
		if (last.length > SHORTEST_PART && vocabulary.has(last)) return [last];
	}
	return [];
}

function firstPart(text: string, vocabulary: Vocabulary): string | undefined {
	for (const joint of joints) {
		const bare = text.endsWith(joint) ? text.slice(0, text.length - joint.length) : undefined;
		if (bare === undefined || bare.length < SHORTEST_PART) continue;
		if (vocabulary.has(bare)) return bare;
		if (vocabulary.has(stem(bare))) return stem(bare);
	}
	return undefined;
}

/** The known words that end in this one: for "schuld" also "mietschuld". */
export const compoundsOn = (last: string, vocabulary: Vocabulary): string[] =>
	last.length < SHORTEST_PART ? [] : [...vocabulary].filter((word) => word.length >= last.length + 3 && word.endsWith(last));

/**
 * What is left of a compound whose first part is known, as stems to look for at the beginning of words:
 * "mietschulden" → schuld, which finds "Schuldnerberatung" though nobody wrote "Schulden". Every cut
 * counts, for a joint may belong to either side.
 */
export function restsOf(token: string, vocabulary: Vocabulary): string[] {
	const rests: string[] = [];
	for (let cut = SHORTEST_PART; cut <= token.length - SHORTEST_PART - 1; cut++) {
		const first = token.slice(0, cut);
		if (vocabulary.has(first) || vocabulary.has(stem(first))) rests.push(stem(token.slice(cut)));
	}
	return rests;
}
