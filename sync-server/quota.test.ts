import { expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { NOW, type TestServer, answerOf, askFor, everything, places, requestFor, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { takeAsk } from './inbox.ts';
import { withinQuota } from './quota.ts';

const terms = (set: object) => ({ _id: 'terms:room:east-hall', kind: 'terms', schema: 0, room: 'room:east-hall', ...set });
const limited = () => testServer([...places, terms({ quota: { per: 'month', most: 2 } })]);
const post = ({ context, quarter }: TestServer, set: Parameters<typeof askFor>[0]) =>
	answerOf(() => takeAsk(context, quarter, new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(askFor(set)) })));
const saidOf = ({ body }: Awaited<ReturnType<typeof post>>) => ((body.errors ?? []) as { code: string; field: string }[]).map(({ code, field }) => `${code} ${field}`);

test('S4.8 of ten tabs of one group that send at once, as many are taken as the quota has left', async () => {
	const server = await limited();
	const spellings = ['Hafenchor', 'HAFENCHOR', 'Hafen-Chor', ' hafen chor '];
	const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => post(server, { group: spellings[index % 4]! })));
	expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, ...Array(8).fill(422)]);
	expect(saidOf(answers.find(({ status }) => status === 422)!)).toEqual(['over-quota date']);
	expect(await everything(server.quarter.desk, 'request')).toHaveLength(2);
});

test('S4.8 other groups, other months and rooms without a quota are not counted', async () => {
	const server = await limited();
	for (const date of ['2026-11-24', '2026-11-25']) expect((await post(server, { group: 'Hafenchor', date })).status).toBe(201);
	expect((await post(server, { group: 'Turnverein' })).status).toBe(201);
	expect((await post(server, { group: 'Hafenchor', date: '2026-12-01' })).status).toBe(201);
	expect((await post(server, { group: 'Hafenchor', room: 'room:east-kitchen', groupSize: 5 })).status).toBe(201);
	expect((await post(server, { group: 'Hafenchor' })).status).toBe(422);
});

test('S4.8 who names no group is known by mail', async () => {
	const server = await limited();
	for (const date of ['2026-11-24', '2026-11-25']) expect((await post(server, { group: 'Hafenchor', date })).status).toBe(201);
	expect((await post(server, {})).status).toBe(422);
	expect((await post(server, { contact: { name: 'Erika', mail: 'other@example.org' } })).status).toBe(201);
});

test('S4.8 the same ask sent again is not one too many, also at the same moment', async () => {
	const server = await testServer([...places, terms({ quota: { per: 'week', most: 1 } })]);
	const wanted = askFor({ group: 'Hafenchor' });
	const answers = await Promise.all([post(server, wanted), post(server, wanted), post(server, wanted)]);
	expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
});

test('S4.8 what was declined or given back leaves the quota, what waits or is confirmed fills it', async () => {
	const server = await limited();
	const requests = ['confirmed', 'declined', 'withdrawn', 'waiting'].map((result, index) => ({ result, request: requestFor({ group: 'Hafenchor', date: `2026-11-2${4 + index}` }) }));
	await writeAll(server.quarter.desk, requests.flatMap(({ result, request }) => {
		const cause = newId('decision');
		return [request, { _id: `outcome:${request._id.slice(8)}:${cause.slice(9)}`, kind: 'outcome', schema: 0, request: request._id, decision: cause, result, alternatives: [], at: NOW }];
	}));
	expect(saidOf(await post(server, { group: 'Hafenchor' }))).toEqual(['over-quota date']);
	await writeAll(server.quarter.desk, [requestFor({ group: 'Turnverein' })]);
	expect((await post(server, { group: 'Turnverein' })).status).toBe(201);
});

test('S4.8 what was removed does not count any more, and another database of the same name is another one', async () => {
	const server = await limited();
	await post(server, { group: 'Hafenchor' });
	await post(server, { group: 'Hafenchor', date: '2026-11-25' });
	const [gone] = await everything(server.quarter.desk, 'request');
	await writeAll(server.quarter.desk, [{ _id: gone!._id, _rev: gone!._rev, _deleted: true }]);
	expect((await post(await limited(), { group: 'Hafenchor' })).status).toBe(201);
	expect((await post(server, { group: 'Hafenchor', date: '2026-11-26' })).status).toBe(201);
	expect((await post(server, { group: 'Hafenchor', date: '2026-11-27' })).status).toBe(422);
});

test('S4.8 dates of one ask count one after the other; a quota of the house counts all its rooms', async () => {
	const { quarter } = await testServer([...places, { ...terms({}), _id: 'terms:house:east', room: undefined, house: 'house:east', quota: { per: 'month', most: 2 } }]);
	const further = [{ room: 'room:east-kitchen' as const, date: '2026-11-25', from: '10:00', to: '11:00' }, { room: 'room:east-hall' as const, date: '2026-11-30', from: '10:00', to: '11:00' }];
	const kept: string[] = [];
	const run = (count: number) => withinQuota(quarter, askFor({ group: 'Hafenchor', further: further.slice(0, count) }), async () => void kept.push('kept'));
	await run(1);
	await expect(run(2)).rejects.toMatchObject({ failures: [{ code: 'over-quota', field: 'further.1.date', values: { most: 2, per: 'month' } }] });
	expect(kept).toEqual(['kept']);
});

test('S4.3 the terms of a room are checked by the server, each by name', async () => {
	const server = await testServer([...places, terms({ minMinutes: 180, leadHours: 96, quietFrom: '20:00', horizonDays: 1, questions: [{ key: 'music', ask: { de: 'Musik?' }, required: true }], hours: [{ days: [2], from: '19:00', to: '23:00' }] })]);
	expect(saidOf(await post(server, {}))).toEqual(['beyond-horizon date', 'stay-too-short to', 'notice-too-short date', 'quiet-hours to', 'answer-missing answers.music']);
	const open = await testServer([...places, terms({ hours: [{ days: [2], from: '06:00', to: '23:00' }] })]);
	expect((await post(open, { from: '06:00', to: '07:00' })).status).toBe(201);
	expect(saidOf(await post(open, { date: '2026-11-25' }))).toEqual(['closed from']);
	expect(await everything(server.quarter.desk)).toEqual([]);
});
