import { expect, test } from 'vitest';
import { type Outcome, outcomeId } from '#lib/features/outcome/entity.ts';
import { NOW, decisionFor, everything, requestFor, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import type { Database } from '../store/store.ts';
import { carryOut } from './confirm.ts';
import { book } from './days.ts';

const DAY_ID = 'occupancy:east-hall:2026-11-24';

test('S5.3 of fifty writers at the same moment one gets the slot', async () => {
	const { context, quarter } = await testServer();
	const results = await Promise.all(Array.from({ length: 50 }, () => book(context, quarter, requestFor())));
	expect(results.filter((result) => result === 'confirmed')).toHaveLength(1);
	expect((await quarter.public.get(DAY_ID))?.slots).toHaveLength(1);
});

test('S5.3 fifty writers at the same moment who do not overlap all get theirs', async () => {
	const { context, quarter } = await testServer();
	const starts = Array.from({ length: 50 }, (_, index) => 8 * 60 + index * 10);
	const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
	const results = await Promise.all(starts.map((start) => book(context, quarter, requestFor({ from: clock(start), to: clock(start + 10) }))));
	expect(new Set(results)).toEqual(new Set(['confirmed']));
	const slots = (await quarter.public.get(DAY_ID))?.slots as { from: string }[];
	expect(slots.map(({ from }) => from)).toEqual(starts.map(clock));
});

test('S5.1 who was told "taken" stays it when the decision is handled again, even if the place is free by then', async () => {
	const { context, quarter } = await testServer();
	const [first, second] = [requestFor(), requestFor()];
	const decision = decisionFor(second._id);
	await writeAll(quarter.desk, [first, second, decision]);
	await book(context, quarter, first);
	await carryOut(context, quarter, decision, second);
	await writeAll(quarter.public, [{ ...(await quarter.public.get(DAY_ID)), slots: [] }]);
	const before = await quarter.public.info();
	await carryOut(context, quarter, decision, second);
	expect(await quarter.public.info()).toEqual(before);
	expect(await everything(quarter.desk, 'outcome')).toMatchObject([{ result: 'taken' }]);
});

test.each([{ from: '22:00', to: '02:00' }, { from: '20:00', to: '20:00' }])('S5.3 a span that ends before it begins ($from–$to) is not confirmed: it would overlap nothing', async (span) => {
	const { context, quarter } = await testServer();
	const request = requestFor(span);
	const decision = decisionFor(request._id);
	await writeAll(quarter.desk, [request, decision]);
	await carryOut(context, quarter, decision, request);
	expect(await everything(quarter.desk, 'outcome')).toMatchObject([{ result: 'invalid' }]);
	expect(await quarter.public.get(DAY_ID)).toBeUndefined();
});

test('S5.3 where another server answered the same decision differently, its answer stands and the slot is given back', async () => {
	const { context, quarter } = await testServer();
	const request = requestFor();
	const decision = decisionFor(request._id);
	await writeAll(quarter.desk, [request, decision]);
	const faster = {
		_id: outcomeId(request._id, decision._id), kind: 'outcome', schema: 0, request: request._id, decision: decision._id, result: 'past', alternatives: [], at: NOW
	} satisfies Outcome;
	const desk = new Proxy(quarter.desk, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			if (key !== 'bulkDocs') return member.bind(target);
			return async (...given: Parameters<Database['bulkDocs']>) => {
				await target.bulkDocs([faster]);
				return target.bulkDocs(...given);
			};
		}
	});
	await carryOut(context, { ...quarter, desk }, decision, request);
	expect(await everything(quarter.desk, 'outcome')).toMatchObject([{ result: 'past' }]);
	expect(await everything(quarter.public, 'occupancy')).toEqual([]);
});

test('S5.3 what one server gives back stays where another one confirms it by a later decision meanwhile, and what nobody told goes after a crash', async () => {
	const { context, quarter } = await testServer();
	const request = requestFor();
	const [first, later] = [decisionFor(request._id), decisionFor(request._id)];
	await writeAll(quarter.desk, [request, first, later]);
	const told = (result: Outcome['result']) => ({ _id: outcomeId(request._id, first._id), kind: 'outcome', schema: 0, request: request._id, decision: first._id, result, alternatives: [], at: NOW }) satisfies Outcome;
	let gaveBack = false;
	const desk = new Proxy(quarter.desk, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			if (key === 'bulkDocs') return async (...given: Parameters<Database['bulkDocs']>) => (await target.bulkDocs([told('taken')]), target.bulkDocs(...given));
			if (key !== 'allDocs') return member.bind(target);
			return async (...given: Parameters<Database['allDocs']>) => {
				const read = await target.allDocs(...given);
				if (gaveBack || !(await target.get(told('taken')._id))) return read;
				// The outcome of the first decision is there and was read: the slot is about to go.
				gaveBack = true;
				await carryOut(context, quarter, later, request);
				return read;
			};
		}
	});
	await carryOut(context, { ...quarter, desk }, first, request);
	expect(gaveBack).toBe(true);
	expect((await everything(quarter.desk, 'outcome')).map(({ result }) => result).sort()).toEqual(['confirmed', 'taken']);
	expect(await everything(quarter.public, 'occupancy')).toMatchObject([{ slots: [{ request: request._id }] }]);

	const other = requestFor({ date: '2026-11-25' });
	const lost = decisionFor(other._id);
	await writeAll(quarter.desk, [other, lost, { ...told('taken'), _id: outcomeId(other._id, lost._id), request: other._id, decision: lost._id }]);
	expect(await book(context, quarter, { ...other, cause: lost._id })).toBe('confirmed');
	await carryOut(context, quarter, lost, other);
	expect((await everything(quarter.public, 'occupancy')).map(({ date }) => date)).toEqual(['2026-11-24']);
});
