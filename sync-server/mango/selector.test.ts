import { describe, expect, test } from 'vitest';
import { MangoError } from './mango-error.ts';
import { compile } from './match.ts';
import { normalise } from './selector.ts';

const refusal = (selector: unknown) => {
	try {
		normalise(selector);
	} catch (error) {
		if (error instanceof MangoError) return [error.status, error.error, error.message];
		throw error;
	}
	return 'none';
};

describe('S8.1 a selector is brought to CouchDB’s one form', () => {
	const forms: [given: object, normal: object][] = [
		[{}, {}],
		[{ a: 1 }, { a: { $eq: 1 } }],
		[{ a: {} }, { a: { $eq: {} } }],
		[{ a: 1, b: null }, { $and: [{ a: { $eq: 1 } }, { b: { $eq: null } }] }],
		[{ a: { b: { $gt: 10 } } }, { 'a.b': { $gt: 10 } }],
		[{ a: { $and: [{ $gt: 5 }, { $lt: 10 }] } }, { $and: [{ a: { $gt: 5 } }, { a: { $lt: 10 } }] }],
		[{ a: { $gt: 5, $lt: 10 } }, { $and: [{ a: { $gt: 5 } }, { a: { $lt: 10 } }] }],
		[{ $not: { a: { $gt: 10 } } }, { a: { $lte: 10 } }],
		[{ $not: { $and: [{ a: 1 }, { b: { $in: [2] } }] } }, { $or: [{ a: { $ne: 1 } }, { b: { $nin: [2] } }] }],
		[{ $nor: [{ a: 1 }, { b: { $exists: true } }] }, { $and: [{ a: { $ne: 1 } }, { b: { $exists: false } }] }],
		[{ $not: { $nor: [{ a: 1 }] } }, { $or: [{ a: { $eq: 1 } }] }],
		[{ a: { $not: { $regex: 'x' } } }, { a: { $not: { $regex: 'x' } } }],
		[{ a: { $elemMatch: { b: 1, c: { d: 2 } } } }, { a: { $elemMatch: { $and: [{ b: { $eq: 1 } }, { 'c.d': { $eq: 2 } }] } } }]
	];
	test.each(forms)('%j', (given, normal) => {
		expect(normalise(given)).toEqual(normal);
		expect(normalise(normalise(given)), 'what is normal stays').toEqual(normal);
	});

	const refused: [selector: unknown, status: number, error: string, reason: string][] = [
		[null, 400, 'invalid_selector_json', 'Selector must be a JSON object, not: null'],
		['ab', 400, 'invalid_selector_json', 'Selector must be a JSON object, not: <<97,98>>'],
		[[null, 'b'], 400, 'invalid_selector_json', 'Selector must be a JSON object, not: [null,<<98>>]'],
		[{ $gt: 2 }, 400, 'invalid_selector', 'One or more conditions is missing a field name.'],
		[{ a: { $not_an_op: 2 } }, 400, 'invalid_operator', 'Invalid operator: $not_an_op'],
		[{ a: { $beginsWith: 1 } }, 400, 'invalid_operator', 'Invalid operator: $beginsWith'],
		[{ a: { $regex: 1 } }, 400, 'invalid_operator', 'Invalid operator: $regex'],
		[{ a: { $where: 'x' } }, 400, 'not_supported', 'Unsupported operator: $where'],
		[{ a: { $in: 'x' } }, 400, 'bad_arg', 'Bad argument for operator $in: <<120>>'],
		[{ a: { $mod: [2] } }, 400, 'bad_arg', 'Bad argument for operator $mod: [2]'],
		[{ a: { $mod: [0, 1] } }, 400, 'bad_arg', 'Bad argument for operator $mod: [0,1]'],
		[{ a: { $mod: { gte: 3 } } }, 400, 'bad_arg', 'Bad argument for operator $mod: {[{<<103,116,101>>,3}]}'],
		[{ a: { $size: -1 } }, 400, 'bad_arg', 'Bad argument for operator $size: -1'],
		[{ a: { $exists: 1 } }, 400, 'bad_arg', 'Bad argument for operator $exists: 1'],
		[{ a: { $elemMatch: 5 } }, 400, 'bad_arg', 'Bad argument for operator $elemMatch: 5'],
		[{ $or: {} }, 400, 'bad_arg', 'Bad argument for operator $or: {[]}'],
		[{ a: { $regex: '(' } }, 400, 'bad_arg', 'Bad argument for operator $regex: <<40>>']
	];
	test.each(refused)('%j is refused in CouchDB’s words', (selector, ...answer) => {
		expect(refusal(selector)).toEqual(answer);
	});

	test('what is deeper or longer than a query needs is refused without walking down', () => {
		let deep: object = { a: 1 };
		for (let level = 0; level < 100_000; level++) deep = { $not: deep };
		expect(refusal(deep)).toMatchObject([400, 'bad_request', expect.any(String)]);
		expect(refusal({ $or: Array.from({ length: 3000 }, () => ({ a: 1 })) })).toMatchObject([400, 'bad_request', expect.any(String)]);
		expect(refusal({ $or: Array.from({ length: 21 }, () => ({ a: { $regex: 'x' } })) })).toMatchObject([400, 'bad_request', expect.any(String)]);
		expect(refusal({ a: { $in: Array.from({ length: 30_000 }, (_, n) => n) } })).toMatchObject([400, 'bad_request', expect.any(String)]);
		expect(refusal({ a: { $in: Array.from({ length: 10_000 }, (_, n) => n) } })).toBe('none');
	});
});

describe('S8.1 what matches', () => {
	const doc = {
		_id: 'm',
		name: 'Ärger',
		age: 5,
		nothing: null,
		list: [1, 'zwei', null, { n: 3 }],
		empty: [],
		'a.b': 'dotted',
		deep: { list: [{ x: 1 }, { x: 2, y: 'b' }], text: 'Zeile', 'a.b': 7 }
	};
	const yes: object[] = [
		{},
		{ $and: [] },
		{ age: 5, $or: [] },
		{ 'deep.list.1.x': 2 },
		{ deep: { text: 'Zeile' } },
		{ 'a\\.b': 'dotted' },
		{ 'deep.a\\.b': 7 },
		{ nothing: null },
		{ nothing: { $in: [null] } },
		{ nothing: { $exists: true } },
		{ nothing: { $lt: false } },
		{ nothing: { $type: 'null' } },
		{ missing: { $exists: false } },
		{ name: { $gt: 'a', $lt: 'B' } },
		{ name: { $beginsWith: 'Är' } },
		{ name: { $regex: '^Ä.+r$' } },
		{ name: { $regex: '(?i)GER' } },
		{ name: { $nin: ['x'] } },
		{ age: { $in: [4, 5] } },
		{ age: { $mod: [3, 2] } },
		{ age: { $ne: '5' } },
		{ age: { $nin: [] } },
		{ list: { $in: ['zwei'] } },
		{ list: { $all: [null, 1] } },
		{ list: { $all: [[1, 'zwei', null, { n: 3 }]] } },
		{ list: { $size: 4 } },
		{ empty: { $size: 0 } },
		{ list: { $elemMatch: { n: 3 } } },
		{ list: { $elemMatch: { $eq: null } } },
		{ list: { $elemMatch: { $gt: 'z', $lt: 'zzz' } } },
		{ 'deep.list': { $allMatch: { x: { $gt: 0 } } } },
		{ deep: { $keyMapMatch: { $eq: 'text' } } },
		{ $nor: [{ age: 6 }, { name: 'x' }] },
		{ _id: { $gt: 'Z' } },
		{ $not: { age: { $type: 'string' } } }
	];
	const no: object[] = [
		{ missing: { $ne: 1 } },
		{ missing: { $nin: [1] } },
		{ missing: { $not: { $regex: 'x' } } },
		{ $not: { missing: 1 } },
		{ missing: null },
		{ missing: { $lt: 5 } },
		{ 'age.deeper': { $exists: false } },
		{ 'name.length': { $exists: true } },
		{ 'list.length': { $gt: 0 } },
		{ constructor: { $exists: true } },
		{ 'list.9': null },
		{ list: { $all: [] } },
		{ empty: { $allMatch: { $exists: true } } },
		{ empty: { $elemMatch: { $exists: true } } },
		{ list: { $nin: [1, 7] } },
		{ age: { $in: [] } },
		{ age: { $beginsWith: '5' } },
		{ age: { $regex: '5' } },
		{ age: { $type: 'made-up' } },
		{ name: { $size: 5 } },
		{ name: { $beginsWith: 'är' } },
		{ list: { $allMatch: { $type: 'number' } } },
		{ list: { $keyMapMatch: { $eq: '0' } } },
		{ 'deep.list': { $elemMatch: { x: 1, y: 'b' } } },
		{ _id: { $gt: 'n' } },
		{ age: { $not: { $gt: 4 } } }
	];
	test.each(yes.map((selector) => [selector]))('%j', (selector) => expect(compile(normalise(selector))(doc)).toBe(true));
	test.each(no.map((selector) => [selector]))('not %j', (selector) => expect(compile(normalise(selector))(doc)).toBe(false));

	test('an id is compared by its bytes, everything else by its letters', () => {
		expect(compile(normalise({ _id: { $lt: 'a' } }))({ _id: 'Z' })).toBe(true);
		expect(compile(normalise({ name: { $lt: 'a' } }))({ name: 'Z' })).toBe(false);
		expect(compile(normalise({ _id: { $gt: null } }))({ _id: 'x' })).toBe(true);
	});

	test('a pattern that would hang a backtracking engine is answered like any other', () => {
		const hostile = compile(normalise({ text: { $regex: '^(a+)+$' } }));
		expect(hostile({ text: `${'a'.repeat(20_000)}!` })).toBe(false);
		expect(compile(normalise({ text: { $regex: '(x+x+)+y' } }))({ text: 'x'.repeat(20_000) })).toBe(false);
		expect(refusal({ text: { $regex: '(a)\\1' } })).toMatchObject([400, 'bad_arg', expect.any(String)]);
		expect(refusal({ text: { $regex: '(?=a)a' } })).toMatchObject([400, 'bad_arg', expect.any(String)]);
		expect(refusal({ text: { $regex: '(a?){400}a{400}' } })).toMatchObject([400, 'bad_arg', expect.any(String)]);
		expect(refusal({ text: { $regex: 'a'.repeat(1001) } })).toMatchObject([400, 'bad_arg', expect.any(String)]);
	});
});
