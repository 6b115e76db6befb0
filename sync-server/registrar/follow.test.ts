import { expect, onTestFinished, test } from 'vitest';
import { requestFor, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import type { ChangeRow, Database } from '../store/store.ts';
import { Follower } from './follow.ts';

async function following(take: (row: ChangeRow) => Promise<void>, database?: (desk: Database) => Database) {
	const server = await testServer();
	const log: string[] = [];
	const start = (andTake = take) => {
		const follower = new Follower(database?.(server.quarter.desk) ?? server.quarter.desk, { checkpoint: 'reader', take: andTake, log: (line) => log.push(line), retryAfter: 1 });
		onTestFinished(() => follower.stop());
		return follower;
	};
	return { desk: server.quarter.desk, log, start };
}

test('S5.1 takes what is there, then what comes, each in order', async () => {
	const seen: string[] = [];
	const { desk, start } = await following(async ({ id }) => void seen.push(id));
	const requests = Array.from({ length: 450 }, () => requestFor());
	await writeAll(desk, requests);
	const follower = start();
	await follower.settled();
	expect(seen).toEqual(requests.map(({ _id }) => _id));
	const one = requestFor();
	await writeAll(desk, [one]);
	await follower.settled();
	expect(seen.at(-1)).toBe(one._id);
});

test('S5.1 goes on from its checkpoint after a restart', async () => {
	const seen: string[] = [];
	const { desk, start } = await following(async ({ id }) => void seen.push(id));
	await writeAll(desk, [requestFor()]);
	const first = start();
	await first.settled();
	await first.stop();
	const late = requestFor();
	await writeAll(desk, [late]);
	await start().settled();
	expect(seen.slice(1)).toEqual([late._id]);
});

test('S5.1 a row that fails holds up nothing, is tried again, and by a restart too', async () => {
	const [bad, good] = [requestFor(), requestFor()];
	let failures = 2;
	const seen: string[] = [];
	const { promise: recovered, resolve } = Promise.withResolvers<void>();
	const { desk, log, start } = await following(async ({ id }) => {
		if (id === bad._id && failures-- > 0) throw new Error('no room on the disk');
		seen.push(id);
		if (id === bad._id) resolve();
	});
	await writeAll(desk, [bad, good]);
	const stubborn = start(async ({ id }) => {
		if (id === bad._id) throw new Error('no room on the disk');
	});
	await stubborn.settled();
	await stubborn.stop();
	expect(log).toEqual([`registrar: ${bad._id} has to wait (no room on the disk)`]);

	start();
	await recovered;
	expect(seen).toEqual([good._id, bad._id]);
});

test('S5.1 goes on when the store could not be read for a while', async () => {
	let failures = 3;
	const flaky = (database: Database) =>
		new Proxy(database, {
			get(target, key: keyof Database) {
				const member = target[key];
				if (typeof member !== 'function') return member;
				return key === 'changes' && failures-- > 0 ? () => Promise.reject(new Error('busy')) : member.bind(target);
			}
		});
	const seen: string[] = [];
	const { desk, start } = await following(async ({ id }) => void seen.push(id), flaky);
	await writeAll(desk, [requestFor()]);
	await start().settled();
	expect(seen).toHaveLength(1);
});
