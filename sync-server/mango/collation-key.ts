import { compareText } from './collation.ts';

/**
 * Bytes that are in the order of `collate`, so that an index can be kept by a store that knows nothing of JSON. The
 * collator tells only which of two strings is less, so the weights of the letters are learnt from it, once; strings with
 * anything beyond Latin letters (`weights` below) have no key, nor have very long ones.
 */
const LONGEST = 1000;
const [END, LEVEL, PLAIN, BEYOND] = [0, 1, 2, 0xff];
const LAST = '\uffff';

/** The key of several values in a row, or undefined where one of them has none. */
export function collationKey(values: readonly unknown[]): Buffer | undefined {
	const bytes: number[] = [];
	return values.every((value) => write(bytes, value)) ? Buffer.from(bytes) : undefined;
}

/** At most the key of anything that begins with these values; less exact where they have no key. */
export function leastKey(values: readonly unknown[]): Buffer {
	return Buffer.from(beginning(values));
}

/** More than the key of anything that begins with these values. A string that ends in U+FFFF stands for all it is the beginning of. */
export function greatestKey(values: readonly unknown[]): Buffer {
	const last = values.at(-1);
	const bytes = beginning(values);
	const isPrefix = typeof last === 'string' && last.endsWith(LAST) && beginning(values.slice(0, -1)).length + 1 === bytes.length;
	return Buffer.from([...bytes, ...((isPrefix && primariesOf(last.slice(0, -1))) || []), BEYOND!]);
}

/** The keys of the values up to the first that has none; of that its type. */
function beginning(values: readonly unknown[]): number[] {
	const bytes: number[] = [];
	for (const value of values) {
		const { length } = bytes;
		if (!write(bytes, value)) return bytes.slice(0, length + 1);
	}
	return bytes;
}

/** The first byte of the keys of a value's type. */
const typeByte = (value: unknown): number => {
	if (value === null) return 1;
	if (typeof value === 'boolean') return value ? 3 : 2;
	if (typeof value === 'number') return 4;
	if (typeof value === 'string') return 5;
	return Array.isArray(value) ? 6 : 7;
};

function write(bytes: number[], value: unknown): boolean {
	bytes.push(typeByte(value));
	if (typeof value === 'number') return writeNumber(bytes, value);
	if (typeof value === 'string') return writeText(bytes, value);
	if (typeof value !== 'object' || value === null) return true;
	const members = Array.isArray(value) ? value : Object.entries(value).flat();
	const written = members.every((member: unknown) => write(bytes, member));
	bytes.push(END!);
	return written;
}

/** IEEE 754 in an order of bytes: the sign bit turned, negative numbers turned as a whole. */
function writeNumber(bytes: number[], value: number): boolean {
	const eight = Buffer.alloc(8);
	eight.writeDoubleBE(value === 0 ? 0 : value);
	const turn = value < 0 ? 0xff : 0;
	eight.forEach((byte, index) => bytes.push(byte ^ (index === 0 ? turn || 0x80 : turn)));
	return true;
}

type Weight = { primary?: number; secondary: number; tertiary: number };

/** The letters, then the accents, then the case, as Unicode compares: one level decides only where those before are equal. */
function writeText(bytes: number[], text: string): boolean {
	const read = weigh(text);
	if (!read) return false;
	bytes.push(...primaries(read), LEVEL!);
	for (const { secondary } of read) bytes.push(secondary);
	bytes.push(LEVEL!);
	for (const { tertiary } of read) bytes.push(tertiary);
	bytes.push(END!);
	return true;
}

function weigh(text: string): Weight[] | undefined {
	if (text.length > LONGEST) return undefined;
	const read: Weight[] = [];
	for (const letter of text.normalize('NFD')) {
		const found = weights().get(letter);
		if (!found) return undefined;
		read.push(...found);
	}
	return read;
}

const primaries = (read: readonly Weight[]) => read.flatMap(({ primary }) => primary ?? []);
const primariesOf = (text: string) => {
	const read = weigh(text);
	return read && primaries(read);
};

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
const SIGNS = [...'§€–—«»°•·¿¡×'];
/** Accents of the languages written in Latin letters: grave, acute, circumflex, tilde, macron, breve, dots, ring, … */
const ACCENTS = [...'\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328'];

/** Letters that weigh as others with an accent of their own after the first, which no normal form tells. */
const SPELT: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', '„': '"', '“': '"', '”': '"', '‚': "'", '‘': "'", '’': "'" };

let learnt: Map<string, Weight[]> | undefined;

/** By letter (of NFD): how it weighs. */
function weights(): Map<string, Weight[]> {
	if (learnt) return learnt;
	const isCapital = (letter: string) => letter !== letter.toLowerCase();
	const bases = [...ASCII, ...SIGNS].filter((letter) => !isCapital(letter)).sort(compareText);
	const weightOf = (letter: string): Weight => ({ primary: bases.indexOf(letter.toLowerCase()) + PLAIN!, secondary: PLAIN!, tertiary: isCapital(letter) ? PLAIN! + 1 : PLAIN! });
	const accents = [...ACCENTS].sort((one, other) => compareText(`e${one}`, `e${other}`));
	/** Between two accents there is room for those of all letters below. */
	const secondaryOf = (place: number) => PLAIN! + (place + 1) * Object.keys(SPELT).length;

	learnt = new Map([...ASCII, ...SIGNS].map((letter) => [letter, [weightOf(letter)]]));
	for (const [place, accent] of accents.entries()) learnt.set(accent, [{ secondary: secondaryOf(place), tertiary: PLAIN! }]);
	for (const [letter, spelt] of Object.entries(SPELT)) {
		const [first, ...rest] = spelt;
		const place = accents.filter((accent) => compareText(first + accent + rest.join(''), letter) < 0).length;
		const before = Object.keys(SPELT).filter((other) => SPELT[other]![0] === first && compareText(other + spelt.slice(SPELT[other]!.length), letter + SPELT[other]!.slice(spelt.length)) < 0);
		for (const written of new Set([letter, letter.toUpperCase()].filter((one) => one.length === 1))) {
			const cased = isCapital(written) ? spelt.toUpperCase() : spelt;
			const accent = { secondary: secondaryOf(place - 1) + 1 + before.length, tertiary: weightOf(cased[0]!).tertiary };
			learnt.set(written, [weightOf(cased[0]!), accent, ...[...cased.slice(1)].map(weightOf)]);
		}
	}
	return learnt;
}
