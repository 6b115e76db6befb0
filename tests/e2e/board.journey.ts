import type { Page } from '@playwright/test';
import { nameOf } from '#lib/kernel/ids.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { axeFindsInBoth } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { rowsHere } from './on-device.ts';
import type { Device } from './device.ts';
import { askFor, confirms, manager, openRequest, resident, sees, seesAfterLookingAgain } from './people.ts';
import { type Evening, freeTwoHours } from './times.ts';
import { say } from './words.ts';

/** The use on the board whose sentence holds all of these words. */
const useOf = (page: Page, ...words: string[]) => words.reduce((found, word) => found.and(page.locator(`[aria-label*="${word}"]`)), page.locator('a[data-use]'));

/** Books the evening at the desk, from the board's button to the board again, with nothing but the keyboard. */
async function books({ page }: Pick<Device, 'page'>, { facts, date, from, to }: Evening, purpose: string) {
	await page.getByRole('link', { name: say('board_new') }).press('Enter');
	await page.getByLabel(say('field_room'), { exact: true }).selectOption(facts.room._id);
	await page.getByLabel(say('field_date'), { exact: true }).fill(date);
	await page.getByLabel(say('field_from'), { exact: true }).fill(from);
	await page.getByLabel(say('field_to'), { exact: true }).fill(to === '24:00' ? '00:00' : to);
	await page.getByLabel(say('field_purpose')).fill('Probe für das Sommerfest');
	await page.getByLabel(say('board_group')).fill(purpose);
	await page.getByLabel(say('board_on_door')).press('Space');
	await page.getByRole('button', { name: say('board_book') }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: say('board') })).toBeVisible();
	await sendsAtOnce(page);
}

/** Does not wait the half minute in which a decision can be taken back. */
async function sendsAtOnce(page: Page) {
	const now = page.getByRole('button', { name: say('desk_held_now') });
	await now.press('Enter');
	await expect(now).toHaveCount(0);
}

test('the manager books, moves and prints on the board by keyboard, and sees who asks for the same time', async ({ server, device }) => {
	test.setTimeout(480_000);
	const evening = await freeTwoHours(server.origin, 3);
	const { room, house } = evening.facts;
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Geburtstag von Muster' });
	await sees(phone.page, 'state_requested');
	const desk = await manager(device, server);
	const { page } = desk;
	await page.getByRole('link', { name: say('board_place') }).press('Enter');
	await expect(page.getByRole('table')).toBeVisible();

	await test.step('books by form; the board says so when the server has confirmed', async () => {
		await books(desk, evening, 'Nachbarschaftschor');
		await expect(useOf(page, 'Nachbarschaftschor', `, ${say('board_state_confirmed')}`)).toBeVisible({ timeout: 30_000 });
		await expect(useOf(page, 'Geburtstag von Muster', say('board_clash_one'))).toBeVisible();
		expect(await axeFindsInBoth(page, 'the board')).toEqual([]);
	});
	await test.step('walks to it with the arrow keys and opens it', async () => {
		const choir = useOf(page, 'Nachbarschaftschor');
		await page.locator('a[data-use][tabindex="0"]').focus();
		for (let steps = 0; steps < 60 && !(await choir.evaluate((link) => link === document.activeElement)); steps++) {
			const [row, here] = await Promise.all([choir, page.locator(':focus')].map((link) => link.evaluate((one) => one.closest('[role="row"]')?.getBoundingClientRect().top ?? 0)));
			const [at, there] = await Promise.all([choir, page.locator(':focus')].map((link) => link.evaluate((one) => one.getBoundingClientRect().left)));
			await page.keyboard.press(row === here ? (at! > there! ? 'ArrowRight' : 'ArrowLeft') : row! > here! ? 'ArrowDown' : 'ArrowUp');
		}
		await expect(choir).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog').getByText('Probe für das Sommerfest')).toBeVisible();
		await expect(page.getByRole('dialog').getByRole('link', { name: /Geburtstag von Muster/ })).toBeVisible();
		expect(await axeFindsInBoth(page, 'a booking')).toEqual([]);
		await page.keyboard.press('Escape');
		await expect(page).not.toHaveURL(/eintrag/);
		await expect(choir).toBeFocused();
	});
	await test.step('moves it to the next day', async () => {
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').getByRole('link', { name: say('board_move') }).press('Enter');
		await expect(page.getByRole('heading', { level: 1, name: say('board_move_title', { what: 'Nachbarschaftschor' }) })).toBeVisible();
		await page.getByLabel(say('field_date'), { exact: true }).fill(addDays(evening.date, 7));
		expect(await axeFindsInBoth(page, 'moving')).toEqual([]);
		await page.getByRole('button', { name: say('board_move') }).press('Enter');
		await expect(useOf(page, 'Nachbarschaftschor', `, ${say('board_state_confirming')}`)).toBeVisible();
		await sendsAtOnce(page);
		await expect(useOf(page, 'Nachbarschaftschor', `, ${say('board_state_confirmed')}`)).toBeVisible({ timeout: 30_000 });
		await desk.open(`/buero/belegung?tag=${evening.date}`);
		await expect(useOf(page, 'Geburtstag von Muster')).toBeVisible();
		await expect(useOf(page, 'Nachbarschaftschor'), 'its old time is free').toHaveCount(0);
		await desk.open(`/buero/belegung?tag=${addDays(evening.date, 7)}`);
	});
	await test.step('prints the sheet for the door and the plan of the house', async () => {
		await page.getByText(say('board_prints'), { exact: true }).press('Enter');
		await page.locator(`a[href*="/aushang/${nameOf(room._id)}"]`).press('Enter');
		await expect(page.getByText('Nachbarschaftschor')).toBeVisible();
		expect(await axeFindsInBoth(page, 'the sheet at the door')).toEqual([]);
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText('Nachbarschaftschor')).toBeVisible();
		await expect(page.getByText('Geburtstag von Muster')).toHaveCount(0);
		await expect(page.getByText('Probe für das Sommerfest')).toHaveCount(0);
		await expect(page.getByRole('navigation')).toBeHidden();
		await expect(page.getByRole('button', { name: say('board_print') })).toBeHidden();
		const pdf = await page.pdf({ preferCSSPageSize: true });
		expect(boxOf(pdf), 'A4 upright').toEqual([595, 842]);
		await page.emulateMedia({ media: 'screen' });
		await desk.open(`/buero/belegung/wochenplan/${nameOf(house._id)}?tag=${addDays(evening.date, 7)}`);
		await expect(page.getByText('Nachbarschaftschor')).toBeVisible();
		expect(await axeFindsInBoth(page, 'the weekly plan')).toEqual([]);
		expect(boxOf(await page.pdf({ preferCSSPageSize: true })), 'A4 across').toEqual([842, 595]);
	});
	await test.step('has the same board as a list', async () => {
		await desk.open(`/buero/belegung?tag=${addDays(evening.date, 7)}&form=liste`);
		await expect(page.getByRole('link', { name: /Nachbarschaftschor/ })).toBeVisible();
		expect(await axeFindsInBoth(page, 'the list')).toEqual([]);
		await desk.open(`/buero/belegung/neu`);
		await page.getByRole('button', { name: say('board_book') }).press('Enter');
		await expect(page.getByRole('alert')).toBeVisible();
		expect(await axeFindsInBoth(page, 'the form with its errors')).toEqual([]);
	});
});

test('a closure lists what it falls on; who asked reads why, what may stay stays, and the room is free again when it is lifted', async ({ server, device }) => {
	test.setTimeout(480_000);
	const evening = await freeTwoHours(server.origin, 3);
	const { room } = evening.facts;
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Geburtstag von Muster' });
	await sees(phone.page, 'state_requested');
	const desk = await manager(device, server);
	const { page } = desk;
	await openRequest(page, 'Geburtstag von Muster');
	await confirms(page);
	await seesAfterLookingAgain(phone, 'state_confirmed');

	await desk.open(`/buero/belegung?tag=${evening.date}`);
	await books(desk, { ...evening, date: addDays(evening.date, 1) }, 'Nachbarschaftschor');
	await page.getByRole('link', { name: say('board_close') }).press('Enter');
	await page.getByLabel(say('board_close_what')).selectOption(room._id);
	await page.getByLabel(say('board_close_from')).fill(evening.date);
	await page.getByLabel(say('board_close_to')).fill(addDays(evening.date, 1));
	await page.getByLabel(say('board_close_why')).fill('Der Boden wird erneuert');
	await page.getByLabel(say('board_close_message')).fill('Es tut uns leid.');
	const affected = page.getByRole('region', { name: say('board_affected') }).getByRole('listitem');
	await expect(affected.filter({ hasText: 'Geburtstag von Muster' })).toContainText(say('board_affected_cancel'));
	await affected.filter({ hasText: 'Nachbarschaftschor' }).getByRole('checkbox').press('Space');
	await expect(affected.filter({ hasText: 'Nachbarschaftschor' })).toContainText(say('board_affected_stays'));
	expect(await axeFindsInBoth(page, 'a closure')).toEqual([]);
	await page.getByRole('button', { name: say('board_close_save_one') }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: say('board') })).toBeVisible();
	await sendsAtOnce(page);

	await seesAfterLookingAgain(phone, 'state_cancelled');
	await expect(phone.page.getByText('Der Boden wird erneuert').first()).toBeVisible();
	await expect(phone.page.getByText('Es tut uns leid.').first()).toBeVisible();
	await desk.open(`/buero/belegung?tag=${evening.date}&form=liste`);
	await expect(page.getByText('Der Boden wird erneuert').first()).toBeVisible();
	await expect(page.getByRole('link', { name: /Geburtstag von Muster/ })).toHaveCount(0);

	await desk.open('/buero/belegung/sperren');
	await page.getByRole('link', { name: 'Der Boden wird erneuert' }).press('Enter');
	await page.getByRole('button', { name: say('board_lift') }).press('Enter');
	await page.waitForURL('**/buero/belegung/sperren');
	await expect(page.getByRole('link', { name: 'Der Boden wird erneuert' })).toHaveCount(0);
	await desk.open(`/buero/belegung?tag=${evening.date}&form=liste`);
	await expect(page.getByRole('heading', { level: 1, name: say('board') })).toBeVisible();
	await expect(page.getByText('Der Boden wird erneuert')).toHaveCount(0);
});

test('a time is drawn out with the mouse which only fills in a form', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin, 3);
	const desk = await manager(device, server);
	const { page } = desk;
	await desk.open(`/buero/belegung?tag=${evening.date}&sicht=tag&haus=${nameOf(evening.facts.house._id)}`);
	const cell = page.locator(`[data-room="${evening.facts.room._id}"][data-date="${evening.date}"]`);
	// The board is shown once this device has read all requests.
	await cell.scrollIntoViewIfNeeded();
	const before = await rowsHere(page, 'request');
	const { x, y, width, height } = (await cell.boundingBox())!;
	const board = (await page.getByRole('region', { name: say('board_timeline') }).boundingBox())!;
	const left = Math.max(x, board.x + 250);
	await page.mouse.move(left, y + height - 4);
	await page.mouse.down();
	await page.mouse.move(left + width / 14, y + height - 4, { steps: 5 });
	await page.mouse.up();
	await expect(page.getByRole('heading', { level: 1, name: say('board_new') })).toBeVisible();
	await expect(page.getByLabel(say('field_room'), { exact: true })).toHaveValue(evening.facts.room._id);
	await expect(page.getByLabel(say('field_date'), { exact: true })).toHaveValue(evening.date);
	const [from, to] = await Promise.all(['field_from', 'field_to'].map((field) => page.getByLabel(say(field), { exact: true }).inputValue()));
	expect(from! < to!).toBe(true);
	expect(await rowsHere(page, 'request'), 'nothing was asked for').toEqual(before);
});

/** Width and height of the first page of a PDF, in whole points. */
function boxOf(pdf: Buffer): number[] {
	const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString('latin1')) ?? [];
	return [width, height].map((size) => Math.round(Number(size)));
}
