import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';
import { openSqlite } from './sqlite.ts';

async function opened() {
	const store = openSqlite(':memory:');
	await store.create('gathered');
	const database = (await store.database('gathered'))!;
	let batches = 0;
	const counted = new Proxy(database, {
		get(target, name: keyof typeof database) {
			if (name === 'bulkDocs') batches++;
			const member = target[name];
			return typeof member === 'function' ? member.bind(target) : member;
		}
	});
	return { database, together: gathered(counted), batches: () => batches };
}

test('writes of one moment are one batch, and each gets its own results; of two of one document the first one is kept', async () => {
	const { database, together, batches } = await opened();
	const results = await Promise.all([together.bulkDocs([{ _id: 'a', by: 1 }]), together.bulkDocs([{ _id: 'b', by: 2 }, { _id: 'a', by: 2 }]), together.bulkDocs([{ _id: 'c', by: 3 }])]);
	expect(results.map((rows) => rows.map((row) => `${row.id} ${'ok' in row ? 'ok' : row.error}`))).toEqual([['a ok'], ['b ok', 'a conflict'], ['c ok']]);
	expect(await database.get('a')).toMatchObject({ by: 1 });
	expect(batches()).toBe(1);
});

test('what a store cannot write fails for everybody who waits for it, and the next moment is another one', async () => {
	const { database, together } = await opened();
	const broken = gathered(new Proxy(database, { get: (target, name: keyof typeof database) => (name === 'bulkDocs' ? () => Promise.reject(new Error('no disk')) : target[name]) }));
	const failed = await Promise.allSettled([broken.bulkDocs([{ _id: 'a' }]), broken.bulkDocs([{ _id: 'b' }])]);
	expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect((await together.bulkDocs([{ _id: 'a' }]))[0]).toHaveProperty('ok');
	const told = [{ _id: 'x', _rev: `1-${'a'.repeat(32)}` }];
	expect(await together.bulkDocs(told, { newEdits: false })).toHaveLength(1);
});
