import { expect, test } from 'vitest';
import { NOW, askFor, decisionFor, everything, requestFor, writeAll } from '../../tests/fixtures/quarter.ts';
import { lettingServer } from '../../tests/fixtures/letting.ts';
import { takeAsk } from '../inbox.ts';
import { deleteFinished } from './finished.ts';

const letting = (request: string) => ({ _id: `letting:${request.slice(8)}`, kind: 'letting', schema: 0, request, keyPerson: 'Frau Geheim' });

async function over() {
	const server = await lettingServer();
	const wanted = askFor({ purpose: 'Geheimes Fest', group: 'Geheimbund', answers: { music: 'geheim' }, use: 'charitable', contact: { name: 'Erika Geheim', mail: 'geheim@example.org' }, further: [{ room: 'room:east-hall', date: '2026-12-01', from: '19:00', to: '21:00' }] });
	await takeAsk(server.context, server.quarter, new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wanted) }));
	const [first, second] = [`request:${wanted.id}`, `request:${wanted.id}.2`] as const;
	await writeAll(server.quarter.desk, [
		decisionFor(first, 'confirm', { reason: 'Schlüssel bei Frau Geheim' }),
		decisionFor(second, 'decline', { reason: 'Geheim' }),
		{ _id: `message:${wanted.id}:1`, kind: 'message', schema: 0, request: first, by: 'office', text: 'Geheim?', at: NOW },
		letting(first)
	]);
	await server.settle();
	return { ...server, wanted, first, second };
}

test('S5.6 after the retention nothing of the person is left on the server; the fact of the use stays, and its occupancy', async () => {
	const { quarter, at, settle, wanted, slotsOn } = await over();
	at('2027-03-01T22:00:00.000Z');
	await settle();
	expect(JSON.stringify(await everything(quarter.desk))).toContain('Geheim');
	at('2027-03-01T23:30:00.000Z');
	await settle();
	expect(await everything(quarter.desk)).toEqual([
		{ _id: `past-use:${wanted.id}`, _rev: expect.any(String), kind: 'past-use', schema: 0, room: 'room:east-hall', date: '2026-11-24', from: '19:00', to: '21:00', use: 'charitable', groupSize: 20 }
	]);
	expect(await slotsOn()).toHaveLength(1);
	const leaves = (await quarter.desk.changes({ includeDocs: true })).results.filter(({ deleted }) => deleted);
	expect(leaves.length).toBeGreaterThan(6);
	for (const { doc } of leaves) expect(Object.keys(doc!).sort()).toEqual(['_deleted', '_id', '_rev']);
	const before = await quarter.desk.info();
	await quarter.desk.deleteLocal('server:registrar');
	await settle();
	expect(await quarter.desk.info()).toEqual(before);
});

test('S5.6 a crash in between ends the same, with one fact', async () => {
	const { context, quarter, at, wanted } = await over();
	at('2027-03-02T12:00:00.000Z');
	const [contact] = await everything(quarter.desk, 'contact');
	await writeAll(quarter.desk, [{ _id: contact!._id, _rev: contact!._rev, _deleted: true }]);
	let calls = 0;
	const crashing = new Proxy(quarter.desk, {
		get(target, key: keyof typeof quarter.desk) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			return key === 'bulkDocs' && ++calls === 3 ? () => Promise.reject(new Error('gone')) : member.bind(target);
		}
	});
	await expect(deleteFinished(context, { desk: crashing })).rejects.toThrow('gone');
	await deleteFinished(context, quarter);
	expect((await everything(quarter.desk)).map(({ _id }) => _id)).toEqual([`past-use:${wanted.id}`]);
});

test('S5.6 what the office asked for itself goes so many days after its date, as the setting says; what is to come stays', async () => {
	const server = await lettingServer();
	const [old, young] = await server.asked({}, { date: '2026-11-25' });
	const days = (retentionDays: number) => ({ ...server.context, settings: { ...server.context.settings, retentionDays } });
	server.at('2026-12-05T12:00:00.000Z');
	expect(await deleteFinished(days(90), server.quarter)).toBe(0);
	expect(await deleteFinished(days(10), server.quarter)).toBe(1);
	expect((await everything(server.quarter.desk, 'request')).map(({ _id }) => _id)).toEqual([young!._id]);
	expect(await everything(server.quarter.desk, 'past-use'), 'nobody was there').toEqual([]);
	await writeAll(server.quarter.desk, [letting(old!._id), letting(requestFor()._id)]);
	await deleteFinished(days(10), server.quarter);
	expect(await everything(server.quarter.desk, 'letting'), 'what a desk brings back goes, what is early stays').toHaveLength(1);
});
