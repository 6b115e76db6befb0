import type { Locator, Page } from '@playwright/test';
import { freeSpans } from '#lib/features/booking/rules.ts';
import type { Ask, ReceiptAnswer } from '#lib/features/request/ask.ts';
import { nameOf, newId, newSecret } from '#lib/kernel/ids.ts';
import { addDays, dayOf, minutesOf, toLocal, weekdayOf } from '#lib/kernel/moments.ts';
import { axeFinds } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { colleague, confirms, manager, openRequest } from './people.ts';
import type { Server } from './server.ts';
import { factsOf, snapshotOf } from './times.ts';
import { say } from './words.ts';

type Time = Pick<Ask, 'room' | 'date' | 'from' | 'to'>;

/** So many evenings in one room, a week apart and all free, found by the product's own rules. */
async function freeWeeks({ origin }: Server, count: number): Promise<Time[]> {
	const today = dayOf(toLocal(Date.now()));
	for (const facts of factsOf(await snapshotOf(origin)).filter(({ room }) => room.bookable && room.use !== 'pitch' && room.use !== 'thing')) {
		for (const first of [7, 8, 9, 10, 11, 12, 13].map((days) => addDays(today, days))) {
			const dates = Array.from({ length: count }, (_, index) => addDays(first, index * 7));
			const isFree = (date: string) => freeSpans(facts, date).some(({ from, to }) => from <= '18:00' && minutesOf(to) >= minutesOf('19:30'));
			if (dates.every(isFree)) return dates.map((date) => ({ room: facts.room._id, date, from: '18:00', to: '19:30' }));
		}
	}
	throw new Error('no room is free at six on the same weekday for so many weeks');
}

/** Asks as a phone does. @returns the receipt, to look again. */
async function asks({ origin }: Server, [first, ...further]: readonly Time[], purpose: string, group: string) {
	const [id, receipt] = [nameOf(newId('request')), newSecret()];
	const contact = { name: 'Erika Muster', mail: 'erika@example.org' };
	const body = { id, receipt, form: 'booking', ...first!, ...(further.length > 0 ? { further } : {}), purpose, groupSize: 9, group, contact, locale: 'de', madeAt: new Date().toISOString() } satisfies Ask;
	const answer = await fetch(`${origin}/api/hafencity/inbox`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
	expect(answer.status, await answer.clone().text()).toBe(201);
	const call = async (path: string, send?: unknown) => {
		const headers = { Authorization: `Bearer ${receipt}`, 'Content-Type': 'application/json' };
		const told = await fetch(`${origin}/api/hafencity/receipts/${id}${path}`, send ? { method: 'POST', headers, body: JSON.stringify(send) } : { headers });
		expect(told.status).toBe(200);
		return (await told.json()) as ReceiptAnswer;
	};
	return { id, call };
}

/** Goes on with the Tab key, as who uses no mouse, until something has the focus. */
async function reaches(page: Page, target: Locator) {
	await expect(target).toBeVisible();
	for (let steps = 0; steps < 120; steps++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`the keyboard does not reach ${String(target)}`);
}
async function presses(page: Page, name: string | RegExp, key = 'Enter') {
	await reaches(page, page.getByRole('button', { name, exact: true }));
	await page.keyboard.press(key);
}

test('a series is decided date by date in flight mode and by keyboard, once undone; what was taken comes back, and an offer is accepted', async ({ server, device }) => {
	test.setTimeout(300_000);
	const weeks = await freeWeeks(server, 5);
	const choir = await asks(server, weeks, 'Proben des Hafenchors', 'Hafenchor');
	await asks(server, [weeks[2]!], 'Vortrag über Möwen', 'Möwenfreunde');
	const desk = await manager(device, server);
	const { page } = desk;
	const line = page.getByRole('link', { name: /Proben des Hafenchors/ });
	await expect(line).toBeVisible();
	await expect(page.getByRole('link', { name: /Vortrag über Möwen/ })).toBeVisible();

	await desk.flightMode();
	await test.step('the whole series is decided, and undone', async () => {
		await reaches(page, line);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { level: 2, name: 'Proben des Hafenchors' })).toBeVisible();
		await expect(page.getByText(say('desk_series_rivals', { purposes: 'Vortrag über Möwen' }))).toBeVisible();
		await presses(page, say('desk_series_confirm_free', { count: 5 }));
		await page.keyboard.press('Enter');
		await expect(page.getByText(say('desk_state_held')).first()).toBeVisible();
		expect(await axeFinds(page, 'a decision that can be undone')).toEqual([]);
		await page.keyboard.press('Control+z');
		await expect(page.getByText(say('desk_held_undone'))).toBeAttached();
		await expect(page.getByRole('button', { name: say('desk_series_confirm_free', { count: 5 }) })).toBeVisible();
	});
	await test.step('one date is declined, the others are confirmed', async () => {
		const box = page.getByRole('checkbox').nth(4);
		await reaches(page, box);
		await page.keyboard.press('Space');
		await reaches(page, page.getByRole('link', { name: /Proben des Hafenchors/ }));
		await presses(page, say('desk_series_decline_some', { count: 1 }));
		await presses(page, 'Haus geschlossen');
		await presses(page, say('desk_decline_send'));
		await presses(page, say('desk_held_now'));
		await presses(page, say('desk_series_confirm_free', { count: 4 }));
		await page.keyboard.press('Enter');
		await presses(page, say('desk_held_now'));
		await expect(page.getByText(say('desk_state_deciding'), { exact: true }).first()).toBeVisible();
		await expect(page.getByRole('article').getByText(say('desk_state_confirmed'), { exact: true })).toHaveCount(0);
	});
	await test.step('meanwhile a colleague gives the third evening to somebody else', async () => {
		const other = await colleague(device);
		await openRequest(other.page, 'Vortrag über Möwen');
		await confirms(other.page);
		await expect(other.page.getByText(say('desk_answer_confirmed_text'))).toBeVisible({ timeout: 30_000 });
	});

	await desk.network();
	await test.step('the answers come back date by date, the taken one with what is free instead', async () => {
		await expect(page.getByRole('article').getByText(say('desk_state_confirmed'), { exact: true })).toHaveCount(3, { timeout: 45_000 });
		const { dates = [] } = await choir.call('');
		expect(dates.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'taken', 'confirmed', 'declined']);
		expect(dates[4]?.reason).toContain('geschlossen');
		await reaches(page, page.getByRole('link', { name: new RegExp(`^${say('desk_series_look', { date: '' })}`) }).nth(2));
		await page.keyboard.press('Enter');
		await expect(page.getByText(say('desk_answer_free'))).toBeVisible();
		expect(await axeFinds(page, 'a date that was taken')).toEqual([]);
	});
	await test.step('another time is offered and accepted', async () => {
		await presses(page, say('desk_cancel'));
		await presses(page, say('desk_offer'));
		await page.keyboard.press('Space');
		await presses(page, say('desk_offer_send'));
		await presses(page, say('desk_held_now'));
		await expect(page.getByText(say('desk_answer_offered'), { exact: true })).toBeVisible({ timeout: 30_000 });
		const offered = (await choir.call('')).dates?.[2];
		expect(offered).toMatchObject({ state: 'offered' });
		const { dates = [] } = await choir.call('/replies', { request: offered!.request, says: 'accept' });
		expect(dates[2]?.state).toBe('confirmed');
		await expect(page.getByText(say('desk_answer_confirmed'), { exact: true })).toBeVisible({ timeout: 30_000 });
	});
});

test('a season of fixed times is checked and booked in one go', async ({ server, device }) => {
	test.setTimeout(120_000);
	const [first, second, third] = (await freeWeeks(server, 3)) as [Time, Time, Time];
	const desk = await manager(device, server);
	const { page } = desk;
	await desk.open('/buero/feste-zeiten');
	await page.getByLabel(say('desk_season_name')).fill('Probezeit');
	await page.getByLabel(say('desk_season_from')).first().fill(first.date);
	await page.getByLabel(say('desk_season_to')).first().fill(third.date);
	await page.getByRole('button', { name: say('desk_season_save') }).click();
	// Another season has a form of its own.
	await expect(page.getByRole('link', { name: /Probezeit/ })).toHaveAttribute('aria-current', 'page');
	const form = page.locator('form', { has: page.getByLabel(say('desk_fixed_weekday')) });
	await form.getByLabel(say('desk_fixed_group')).fill('Nähkreis');
	await form.getByLabel(say('field_group_size')).fill('8');
	await form.getByLabel(say('field_room')).selectOption(first.room);
	await form.getByLabel(say('desk_fixed_weekday')).selectOption(String(weekdayOf(first.date)));
	await form.getByLabel(say('field_from'), { exact: true }).fill(first.from);
	await form.getByLabel(say('field_to'), { exact: true }).fill(first.to);
	await form.getByRole('button', { name: say('desk_fixed_add') }).click();
	await page.getByRole('link', { name: 'Nähkreis' }).click();
	await page.getByLabel(new RegExp(`^${say('desk_fixed_choose', { date: '' })}`)).nth(1).selectOption({ label: say('desk_fixed_skip') });
	expect(await axeFinds(page, 'the plan of a season')).toEqual([]);
	await page.getByRole('button', { name: say('desk_fixed_book', { count: 2 }) }).click();
	await expect(page.getByText(say('desk_fixed_asked_for', { count: 2 }))).toBeVisible();
	await expect.poll(async () => {
		const days = (await snapshotOf(server.origin)).docs.filter((doc) => doc.kind === 'occupancy' && doc.room === first.room);
		return [first, second, third].map(({ date }) => days.some((doc) => doc.kind === 'occupancy' && doc.date === date && doc.slots.some(({ from }) => from === '18:00')));
	}, { timeout: 30_000 }).toEqual([true, false, true]);
	await expect(page.getByRole('listitem').filter({ hasText: say('desk_fixed_booked') })).toHaveCount(2, { timeout: 30_000 });
});

test('an event takes its room, moves with it within the day, and gives it back when it is called off', async ({ server, device }) => {
	const [time] = (await freeWeeks(server, 1)) as [Time];
	const { docs } = await snapshotOf(server.origin);
	const room = docs.find(({ _id }) => _id === time.room);
	if (room?.kind !== 'room') throw new Error('the room is gone');
	const desk = await manager(device, server);
	const { page } = desk;
	const held = async () => {
		const day = (await snapshotOf(server.origin)).docs.find((doc) => doc.kind === 'occupancy' && doc.room === time.room && doc.date === time.date);
		return day?.kind === 'occupancy' ? day.slots.filter(({ from }) => from >= time.from).map(({ from, to }) => `${from}–${to}`) : [];
	};
	await desk.open('/buero/kalender/neu');
	await page.getByRole('button', { name: say('desk_event_announce') }).click();
	const missing = ['field_title', 'field_category', 'field_date', 'field_from', 'field_to', 'field_place'];
	await expect(page.getByRole('alert').getByRole('listitem')).toHaveText(missing.map((field) => say('failure_missing', { field: say(field) })));
	await page.getByLabel(say('field_title'), { exact: true }).fill('Erzählabend');
	await page.getByLabel(say('field_category')).selectOption({ label: say('category_culture') });
	await page.getByLabel(say('field_date'), { exact: true }).fill(time.date);
	await page.getByLabel(say('field_from'), { exact: true }).fill(time.from);
	await page.getByLabel(say('field_to'), { exact: true }).fill(time.to);
	await page.getByLabel(say('field_house')).selectOption(room.house);
	await page.getByLabel(say('field_room')).selectOption(room._id);
	await page.getByRole('button', { name: say('desk_event_announce') }).click();
	await expect.poll(held, { timeout: 30_000 }).toEqual(['18:00–19:30']);
	await page.getByLabel(say('field_from'), { exact: true }).fill('18:15');
	await expect(page.getByText(say('desk_room_freed'))).toBeVisible();
	await page.getByRole('button', { name: say('desk_event_save') }).click();
	await expect.poll(held, { timeout: 30_000 }).toEqual(['18:15–19:30']);
	await page.getByRole('button', { name: say('desk_cancel_event') }).click();
	await page.getByRole('button', { name: say('desk_cancel_yes') }).click();
	await expect.poll(held, { timeout: 30_000 }).toEqual([]);
});
