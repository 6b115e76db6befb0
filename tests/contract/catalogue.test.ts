import { existsSync, readFileSync } from 'node:fs';
import { database } from '#lib/storage/database.ts';
import { type Kind, catalogue, readDocument } from '#lib/features/catalogue.ts';
import type { Actor } from '#lib/kernel/entity.ts';
import { describe, expect, test } from 'vitest';

type Raw = Record<string, unknown>;
const golden = (kind: string, version: number): Raw => JSON.parse(readFileSync(new URL(`../fixtures/${kind}.${version}.json`, import.meta.url), 'utf8')) as Raw;

/** Who may write what, written out: a change of an entity's access is a change of this table, on purpose. */
const writers: Record<Kind, string[]> = {
	closure: ['manager', 'staff'],
	contact: ['manager', 'staff', 'registrar', '_admin'],
	decision: ['manager', 'staff'],
	'edit-conflict': ['manager', 'staff', 'registrar', '_admin'],
	event: ['manager', 'staff', 'registrar', '_admin'],
	'fixed-slot': ['manager', 'staff'],
	house: ['manager', 'staff'],
	letting: ['manager', 'staff'],
	message: ['manager', 'staff', 'registrar', '_admin'],
	occupancy: ['registrar', '_admin'],
	'office-hour': ['manager', 'staff'],
	organisation: ['manager', 'staff'],
	outcome: ['registrar', '_admin'],
	'past-use': ['registrar', '_admin'],
	reply: ['registrar', '_admin'],
	request: ['manager', 'staff', 'registrar', '_admin'],
	room: ['manager', 'staff'],
	'school-holiday': ['manager', 'staff'],
	screen: ['manager', 'staff'],
	season: ['manager', 'staff'],
	service: ['manager', 'staff'],
	situation: ['manager', 'staff'],
	terms: ['manager', 'staff'],
	'text-block': ['manager', 'staff']
};

/** What only staff may read. Everything else is public and holds no personal data. */
const deskOnly: Kind[] = ['contact', 'decision', 'edit-conflict', 'fixed-slot', 'letting', 'message', 'outcome', 'past-use', 'reply', 'request', 'text-block'];
const appendOnly: Kind[] = ['decision', 'message', 'outcome', 'past-use', 'reply', 'request'];

const actors: Record<string, Actor> = {
	nobody: { name: null, roles: [] },
	stranger: { name: 'stranger', roles: ['resident'] },
	staff: { name: 'staff', roles: ['staff'] },
	manager: { name: 'manager', roles: ['manager'] },
	registrar: { name: 'registrar', roles: ['registrar'] },
	_admin: { name: 'admin', roles: ['_admin'] }
};

const kinds = Object.keys(catalogue) as Kind[];

describe.each(kinds)('%s', (kind) => {
	const entity = catalogue[kind];
	const latest = () => golden(kind, entity.version);

	test('is called like its folder and its line in the catalogue', () => {
		expect(entity.kind).toBe(kind);
		expect(existsSync(new URL(`../../src/lib/features/${kind}/entity.ts`, import.meta.url))).toBe(true);
	});

	test('has a table keyed by _id, with the indexes it names', () => {
		const table = database.table(kind).schema;
		expect(table.primKey.keyPath).toBe('_id');
		const names = entity.indexes.split(',').map((name) => name.trim()).filter(Boolean);
		expect(table.indexes.map(({ src }) => src)).toEqual(names);
	});

	test('reads every version there ever was, from its golden document', () => {
		for (let version = 0; version <= entity.version; version++) {
			const { value, failures } = readDocument(golden(kind, version));
			expect(failures).toBeUndefined();
			expect(value?.schema).toBe(entity.version);
		}
		expect(existsSync(new URL(`../fixtures/${kind}.${entity.version + 1}.json`, import.meta.url)), 'a golden document of a version that does not exist').toBe(false);
	});

	test('the golden document holds every field, so that each is proven to survive', () => {
		const fields = Object.keys((entity.schema as unknown as { def: { shape: object } }).def.shape);
		const exempt = new Set(['_rev', 'sample', ...(kind === 'event' ? ['place'] : []), ...(kind === 'office-hour' ? ['exceptions'] : []), ...(kind === 'terms' ? ['house'] : [])]);
		expect(fields.filter((field) => !exempt.has(field) && !(field in latest()))).toEqual([]);
	});

	test('comes back from reading as it was stored', () => {
		expect(readDocument(latest()).value).toEqual(latest());
	});

	test('keeps fields that a newer client added', () => {
		const newer = { ...latest(), _rev: '3-abc', colour: 'brick', nested: { deep: [1, { two: 2 }] } };
		expect(readDocument(newer).value).toEqual(newer);
	});

	test('keeps the number of a document from the future', () => {
		expect(readDocument({ ...latest(), schema: 99 }).value?.schema).toBe(99);
	});

	test('names every field that is missing', () => {
		const required = Object.keys(latest()).filter((field) => field !== 'kind' && field !== 'schema');
		for (const field of required) {
			const { [field]: _, ...rest } = latest();
			const { failures } = readDocument(rest);
			if (failures) expect(failures.map((failure) => failure.field), field).toContain(field);
			else expect(optional(entity.schema, field), `${field} may be left out`).toBe(true);
		}
		const { failures } = readDocument({ kind });
		expect(failures?.map(({ field }) => field)).toContain('_id');
	});

	test('refuses an id of another kind', () => {
		expect(readDocument({ ...latest(), _id: 'other:1' }).failures?.[0]).toMatchObject({ field: '_id' });
		expect(readDocument({ ...latest(), _id: `${kind}:` }).failures?.[0]).toMatchObject({ field: '_id' });
		expect(readDocument({ ...latest(), _id: `${kind}:a b` }).failures?.[0]).toMatchObject({ field: '_id' });
	});

	test('is written by whom the table says, and lives where it says', () => {
		const may = Object.keys(actors).filter((name) => entity.mayWrite(actors[name]!));
		expect(may.sort()).toEqual([...writers[kind]].sort());
		expect(entity.database).toBe(deskOnly.includes(kind) ? 'desk' : 'public');
		expect(entity.appendOnly).toBe(appendOnly.includes(kind));
	});
});

test('what is not of the catalogue is refused by its kind', () => {
	for (const kind of ['unknown', 'toString', '__proto__', undefined, 7]) expect(readDocument({ kind }).failures).toEqual([{ code: 'invalid', field: 'kind' }]);
});

test('public kinds have no field that could hold a person', () => {
	const personal = ['contact', 'mail', 'phone', 'name', 'decidedBy', 'receiptHash'];
	for (const kind of kinds.filter((name) => catalogue[name].database === 'public')) {
		const fields = Object.entries(golden(kind, catalogue[kind].version));
		// Houses, rooms, organisations and services have names; a service has the number of an office. None is a person's.
		const namesThings = ['house', 'room', 'organisation', 'service', 'closure', 'screen', 'season', 'school-holiday'].includes(kind) ? ['name', ...(kind === 'service' ? ['phone'] : [])] : [];
		expect(fields.map(([field]) => field).filter((field) => personal.includes(field) && !namesThings.includes(field))).toEqual([]);
	}
});

function optional(schema: unknown, field: string): boolean {
	const { shape } = (schema as { def: { shape: Record<string, { _zod: { optin?: string } }> } }).def;
	return shape[field]?._zod.optin === 'optional';
}
