import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, type Part, readMultipart, writeMultipart } from './multipart.ts';

const read = (text: string, boundary = 'b') => readMultipart(Buffer.from(text), boundary)?.map(told);
const told = ({ headers, body }: Part) => [Object.fromEntries(headers), body.toString('latin1')];

describe('boundaryOf', () => {
	test.each([
		['multipart/related; boundary=abc', 'abc'],
		['multipart/related;boundary="a b c"', 'a b c'],
		['Multipart/Related; type="application/json"; BOUNDARY = "x:=?"', 'x:=?'],
		['multipart/related; boundary=abc; charset=utf-8', 'abc'],
		['multipart/mixed; boundary=abc', undefined],
		['multipart/related', undefined],
		['multipart/related; boundary=', undefined],
		['multipart/related; boundary=" "', undefined],
		[`multipart/related; boundary=${'x'.repeat(71)}`, undefined],
		['application/json; x=multipart/related; boundary=abc', undefined],
		[null, undefined]
	])('%s', (type, boundary) => {
		expect(boundaryOf(type, 'related')).toBe(boundary);
	});
});

describe('readMultipart', () => {
	test.each<[what: string, text: string, parts: unknown]>([
		['as CouchDB writes it', '--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\nX: 1\r\nContent-Length: 2\r\n\r\nhi\r\n--b--', [[{ 'content-type': 'application/json' }, '{}'], [{ x: '1', 'content-length': '2' }, 'hi']]],
		['something before and after', 'hello\r\n--b \t\r\n\r\na\r\n--b--\r\nbye\r\n--b\r\n', [[{}, 'a']]],
		['an empty body', '--b\r\nA: 1\r\n\r\n\r\n--b--', [[{ a: '1' }, '']]],
		['no body at all', '--b\r\nA: 1\r\n\r\n--b--', [[{ a: '1' }, '']]],
		['no part at all', '--b--', []],
		['lines that begin like the delimiter', '--b\r\n\r\n\r\n--bc\r\n--b x\r\n --b\r\n--b-\r\n\n--b\r\n--b--', [[{}, '\r\n--bc\r\n--b x\r\n --b\r\n--b-\r\n\n--b']]],
		['line breaks of the content are its own', '--b\r\n\r\n\r\na\r\n\r\n--b--', [[{}, '\r\na\r\n']]]
	])('%s', (_, text, parts) => {
		expect(read(text)).toEqual(parts);
	});

	test.each([
		['nothing', ''],
		['no delimiter', 'a'],
		['not closed', '--b\r\n\r\na'],
		['cut within the closing delimiter', '--b\r\n\r\na\r\n--b-'],
		['cut within the headers', '--b\r\nA: 1'],
		['a header that is none', '--b\r\nA 1\r\n\r\na\r\n--b--'],
		['a header on two lines', '--b\r\nA: 1\r\n 2\r\n\r\na\r\n--b--'],
		['a header twice', '--b\r\nA: 1\r\na: 2\r\n\r\na\r\n--b--'],
		['headers without end', `--b\r\n${'A'.repeat(100)}: 1\r\n${Array.from({ length: 1000 }, (_, n) => `a${n}: ${'x'.repeat(20)}\r\n`).join('')}\r\na\r\n--b--`],
		['ten thousand parts and one', `--b${'\r\n\r\n--b'.repeat(10_001)}--`],
		['another boundary', '--c\r\n\r\na\r\n--c--']
	])('refuses %s', (_, text) => {
		expect(read(text)).toBeUndefined();
	});

	const boundary = fc.string({ unit: fc.constantFrom(...'ab-\'()+_,./:=?'), minLength: 1, maxLength: 70 });
	const lines = fc.constantFrom('\r\n', '\r', '\n', '--', '\r\n--', '\r\n\r\n', ' ', '\0', 'ü', 'Content-Type: x');
	/** Content that is full of what could be taken for a delimiter, but for the delimiter itself. */
	const contentFor = (mark: string) =>
		fc
			.array(fc.oneof(lines, fc.constantFrom(mark, mark.slice(0, -1), `\r\n--${mark}x`, `--${mark}-`, `\r\n--${mark} x`), fc.string()))
			.map((pieces) => Buffer.from(pieces.join('')))
			.filter((bytes) => !new RegExp(`(^|\r\n)--${mark.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(--|[ \t]*\r\n|[ \t]*$|-$)`).test(`${bytes.toString('latin1')}`));
	const case_ = boundary.chain((mark) => fc.record({ mark: fc.constant(mark), contents: fc.array(contentFor(mark), { maxLength: 4 }) }));

	test('whatever the boundary and the contents, what was written is read', () => {
		fc.assert(
			fc.property(case_, ({ mark, contents }) => {
				const parts = contents.map((body, n) => ({ headers: { 'X-N': String(n), 'Content-Length': String(body.length) }, body: [body] }));
				const found = readMultipart(Buffer.concat(writeMultipart(mark, parts)), mark);
				expect(found?.map(({ headers, body }) => [headers.get('x-n'), body.toString('hex')])).toEqual(contents.map((body, n) => [String(n), body.toString('hex')]));
			}),
			{ numRuns: 1000 }
		);
	});

	test('nothing that was cut is taken for complete, and nothing at all makes it throw', () => {
		fc.assert(
			fc.property(case_, fc.nat(), fc.uint8Array(), ({ mark, contents }, at, noise) => {
				const whole = Buffer.concat(writeMultipart(mark, contents.map((body) => ({ headers: {}, body: [body] }))));
				expect(readMultipart(whole.subarray(0, at % whole.length), mark)).toBeUndefined();
				readMultipart(Buffer.concat([whole.subarray(0, at % whole.length), noise]), mark);
			}),
			{ numRuns: 1000 }
		);
	});
});
