import { createHash } from 'node:crypto';

/**
 * A value as CouchDB's reasons print it: strings as their bytes (Erlang's `~w`) or, where `readable`, as text (`~p`);
 * objects as lists of pairs.
 */
export function termOf(value: unknown, readable = false): string {
	const inner = (one: unknown) => termOf(one, readable);
	if (typeof value === 'string') return readable ? `<<${JSON.stringify(value)}>>` : `<<${[...Buffer.from(value)].join(',')}>>`;
	if (Array.isArray(value)) return `[${value.map(inner).join(',')}]`;
	if (typeof value !== 'object' || value === null) return String(value);
	return `{[${Object.entries(value)
		.map(([name, member]) => `{${inner(name)},${inner(member)}}`)
		.join(',')}]}`;
}

/**
 * The name CouchDB gives an index that was given none: the same definition made here and there is one index after
 * replication. It is a digest of the definition and the options in Erlang's external term format.
 */
export function generatedName(definition: unknown, options: { type: string; name?: string; ddoc?: string; w?: number; partitioned?: boolean }): string {
	const { type, name, ddoc, w = 2, partitioned } = options;
	const pairs = [
		['ddoc', ddoc === undefined ? atom('auto_name') : term(ddoc)],
		['def', term(definition)],
		['name', name === undefined ? atom('auto_name') : term(name)],
		['partitioned', partitioned === undefined ? atom('db_default') : term(partitioned)],
		['type', term(type)],
		['w', term(w)]
	] as const;
	const whole = tuple([term(definition), list(pairs.map(([key, encoded]) => tuple([atom(key), encoded])))]);
	return createHash('sha1').update(Buffer.concat([Buffer.from([131]), whole])).digest('hex');
}

function term(value: unknown): Buffer {
	if (typeof value === 'string') return Buffer.concat([head(109, Buffer.byteLength(value)), Buffer.from(value)]);
	if (typeof value === 'number') return number(value);
	if (Array.isArray(value)) return list(value.map(term));
	if (typeof value !== 'object' || value === null) return atom(String(value));
	return tuple([list(Object.entries(value).map(([name, member]) => tuple([term(name), term(member)])))]);
}

const head = (tag: number, length: number) => {
	const bytes = Buffer.alloc(5, tag);
	bytes.writeUInt32BE(length, 1);
	return bytes;
};
const atom = (name: string) => Buffer.from([100, 0, name.length, ...Buffer.from(name)]);
const tuple = (parts: Buffer[]) => Buffer.concat([Buffer.from([104, parts.length]), ...parts]);
const list = (parts: Buffer[]) => (parts.length === 0 ? Buffer.from([106]) : Buffer.concat([head(108, parts.length), ...parts, Buffer.from([106])]));

function number(value: number): Buffer {
	if (Number.isInteger(value) && value >= 0 && value < 256) return Buffer.from([97, value]);
	const bytes = Buffer.alloc(9, 70);
	if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return bytes.fill(98).subarray(0, bytes.writeInt32BE(value, 1));
	bytes.writeDoubleBE(value, 1);
	return bytes;
}
