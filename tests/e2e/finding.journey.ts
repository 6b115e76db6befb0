import { findRooms, type Wish } from '#lib/features/finding/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { axeFinds } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { knowsTheQuarter, resident, sees } from './people.ts';
import { tabTo } from './keyboard.ts';
import { factsOf, snapshotOf } from './times.ts';
import { say } from './words.ts';

const base: Wish = { date: '', time: undefined, minutes: 120, kind: 'room', people: 30, units: 1, needs: ['kitchen', 'step-free'], use: undefined };

/** The next day on which the sample has a room for the wish, found by the product's own rules, whatever day it is. */
async function dayWithHit(origin: string) {
	const { docs } = await snapshotOf(origin);
	const terms = docs.filter((doc) => doc.kind === 'terms');
	const rooms = factsOf({ docs, occurrences: [] }).map((facts) => ({ ...facts, terms }));
	const now = toLocal(Date.now());
	for (let ahead = 2; ahead < 20; ahead++) {
		const date = addDays(dayOf(now), ahead);
		const { hits, misses } = findRooms({ ...base, date }, rooms, now);
		const [hit] = hits.filter(({ unknown }) => unknown.length === 0);
		if (hit) return { date, hit, misses };
	}
	throw new Error('the sample has no kitchen for thirty without a step in three weeks');
}

const germanDate = (date: string) => `${Number(date.slice(8))}.${Number(date.slice(5, 7))}.${date.slice(0, 4)}`;

test('a room is found with no network and by keyboard only, and asked for with what was said', async ({ server, device }) => {
	const { date, hit, misses } = await dayWithHit(server.origin);
	const phone = await resident(device);
	await phone.flightMode();
	const page = await phone.open('/haeuser');
	await tabTo(page, say('find_title'));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: say('find_title') })).toBeVisible();

	await tabTo(page, say('find_sentence'));
	await page.keyboard.type(`${germanDate(date)}, 30 Personen, Küche, stufenlos, Klavier`);
	await page.keyboard.press('Enter');
	await expect(page.getByText(say('find_unheard', { words: 'klavier' }))).toBeVisible();
	await expect(page.getByLabel(say('field_date'), { exact: true })).toHaveValue(date);
	await expect(page.getByLabel(say('field_group_size'))).toHaveValue('30');
	await expect(page.getByLabel(say('feature_kitchen'))).toBeChecked();
	const found = page.locator('main section', { has: page.getByRole('heading', { level: 2, name: say('find_hits'), exact: true }) });
	await expect(found.getByRole('heading', { level: 3 }).first()).toHaveText(hit.room.name.de);
	for (const { room, reasons } of misses.filter(({ reasons: [{ is }] }) => is === 'members' || is === 'too-small')) {
		expect(reasons.length).toBeGreaterThan(0);
		await expect(page.getByRole('heading', { level: 3, name: room.name.de }).first()).toBeVisible();
	}
	expect(await axeFinds(page)).toEqual([]);

	await test.step('a free time leads into the form, filled in; Back finds the search as it was', async () => {
		const way = found.getByRole('link', { name: say('room_ask') }).first();
		await way.press('Enter');
		await expect(page.getByRole('heading', { level: 1, name: say('request_title') })).toBeVisible();
		await expect(page.getByLabel(say('field_date'), { exact: true })).toHaveValue(date);
		await expect(page.getByLabel(say('field_from'), { exact: true })).toHaveValue(hit.stay.from);
		await expect(page.getByLabel(say('field_group_size'))).toHaveValue('30');
		await page.goBack();
		await expect(page.getByLabel(say('feature_step_free'))).toBeChecked();
		await page.goForward();
	});
	for (const [field, typed] of [['field_purpose', 'Erntedank mit Nachbarn'], ['field_name', 'Erika Muster'], ['field_mail', 'erika@example.org']] as const) {
		await tabTo(page, say(field));
		await page.keyboard.type(typed);
	}
	await tabTo(page, say('request_send'));
	await page.keyboard.press('Enter');
	await sees(page, 'state_on_device');
});

test('a house shows all its rooms on a day, and what is lent with how many are left', async ({ server, device }) => {
	const { docs } = await snapshotOf(server.origin);
	const thing = docs.find((doc) => doc.kind === 'room' && doc.use === 'thing' && (doc.units ?? 1) > 1);
	if (thing?.kind !== 'room') throw new Error('the sample lends nothing');
	const phone = await resident(device);
	await phone.flightMode();
	const page = await phone.open(`/haeuser/${nameOf(thing.house)}`);
	await knowsTheQuarter(page);
	await expect(page.getByRole('heading', { level: 2, name: say('use_thing'), exact: true })).toBeVisible();
	await expect(page.getByText(say('thing_units', { count: thing.units ?? 1 })).first()).toBeVisible();
	await page.getByRole('button', { name: say('find_next_day') }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 2, name: say('find_house_day', { day: say('when_tomorrow') }) })).toBeVisible();
	expect(await axeFinds(page)).toEqual([]);
});
