import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DEEPEST, readObject } from './body.ts';

const read = (body: string | Uint8Array<ArrayBuffer>, limit: number, headers: Record<string, string> = {}) =>
	readObject(new Request('http://in.process/', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }), limit);
const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('S2.19 what a body may be', () => {
	test('packed, it counts by what comes out', async () => {
		const bomb = new Uint8Array(gzipSync(JSON.stringify({ text: 'x'.repeat(1_000_000) })));
		expect(bomb.length).toBeLessThan(2000);
		await expect(read(bomb, 100_000, { 'Content-Encoding': 'gzip' })).rejects.toThrow('too-large');
		expect(await read(new Uint8Array(gzipSync('{"a":1}')), 100, { 'Content-Encoding': 'gzip' })).toEqual({ a: 1 });
		await expect(read(bomb.slice(0, 100), 100_000, { 'Content-Encoding': 'gzip' })).rejects.toThrow('not-json');
		await expect(read('{}', 100, { 'Content-Encoding': 'br' })).rejects.toThrow('wrong-type');
	});

	test('nested as deep as anything sensible, no deeper', async () => {
		expect(await read(nested(DEEPEST), 100_000)).toHaveProperty('a');
		await expect(read(nested(DEEPEST + 1), 100_000)).rejects.toThrow('not-json');
		await expect(read(nested(40_000), 100_000)).rejects.toThrow('not-json');
		await expect(read(`{"a":${'{"b":'.repeat(600)}1${'}'.repeat(601)}`, 100_000)).rejects.toThrow('not-json');
	});

	test('brackets within texts are no nesting', async () => {
		const text = `${'['.repeat(1000)}\\"${'{'.repeat(1000)}`;
		expect(await read(`{"a":"${text}","b\\\\":[1]}`, 100_000)).toEqual({ a: `${'['.repeat(1000)}"${'{'.repeat(1000)}`, 'b\\': [1] });
		const rows = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`n${n}`, { list: [n] }]));
		expect(await read(JSON.stringify(rows), 100_000)).toEqual(rows);
		await expect(read(`{"open":"${'['.repeat(1000)}`, 100_000)).rejects.toThrow('not-json');
	});
});
