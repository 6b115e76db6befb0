import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftsHere } from './on-device.ts';
import { askFor, confirms, manager, openRequest, resident, sees, seesAfterLookingAgain } from './people.ts';
import { freeTwoHours } from './times.ts';
import { say, saying } from './words.ts';

test.use({ env: { SAMPLE: 'off' } });

/** By its name: the labels of a form with a dozen dates begin alike. */
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
async function save(page: Page) {
	await page.getByRole('button', { name: say('letting_save'), exact: true }).click();
	await expect(page.getByText(say('letting_saved'), { exact: true })).toBeVisible();
}

const fileNamed = (name: string, content: string | Buffer) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(content as string) });
async function makesContract(page: Page) {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: say('letting_contract_action') }).click();
	const file = readFileSync(await (await download).path());
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	expect(file.length).toBeGreaterThan(10_000);
}
/** Runs in the page: whether its service worker kept what sets contracts. */
async function contractIsKept(): Promise<boolean> {
	const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
	return kept.flat().some(({ url }) => url.includes('contract.worker'));
}

test('a confirmed booking goes from contract to key to return to deposit, in flight mode, and into the treasurer’s list', async ({ server, device }) => {
	test.setTimeout(180_000);
	const evening = await freeTwoHours(server.origin);
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Chorprobe Amsel' });
	const desk = await manager(device, server);
	const { page } = desk;
	await openRequest(page, 'Chorprobe Amsel');
	await confirms(page);
	await seesAfterLookingAgain(phone, 'state_confirmed');
	await sees(page, 'desk_state_confirmed', 30_000);

	await test.step('the booking says that its key is not arranged; contract, money and key are noted', async () => {
		await desk.open('/buero/schluessel');
		await page.getByRole('link', { name: 'Chorprobe Amsel' }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: say('letting_booking') })).toBeVisible();
		expect(await axeFinds(page)).toEqual([]);
		await field(page, 'depositKept').fill('5');
		await page.getByRole('button', { name: say('letting_save'), exact: true }).click();
		await expect(page.getByRole('alert')).toContainText(say('failure_more_than_deposit'));
		await field(page, 'depositKept').fill('');
		await field(page, 'fee').fill('40');
		await field(page, 'deposit').fill('100');
		await field(page, 'depositPaidOn').fill(evening.date);
		await field(page, 'keyDate').fill(evening.date);
		await field(page, 'keyTime').fill(evening.from);
		await field(page, 'keyPerson').fill('Frau Muster');
		await save(page);
	});

	const booking = page.url().slice(server.origin.length);
	await test.step('the contract is a PDF, made without network', async () => {
		await desk.flightMode();
		await makesContract(page);
	});

	await test.step('handover and return go through the checklist, one line is not in order', async () => {
		const handover = page.getByRole('region', { name: say('letting_handover'), exact: true });
		await handover.getByRole('button', { name: say('letting_handover_save') }).click();
		await expect(handover.getByRole('alert'), 'a line nobody looked at').toBeVisible();
		await handover.getByRole('button', { name: say('letting_all_right') }).press('Enter');
		await handover.getByLabel(saying('letting_headcount')).fill('viele');
		await handover.getByRole('button', { name: say('letting_handover_save') }).click();
		await expect(handover.getByRole('alert')).toBeVisible();
		await handover.getByLabel(saying('letting_headcount')).fill('12');
		const choose = handover.getByLabel(say('letting_photo_choose'));
		await choose.setInputFiles([fileNamed('plan.jpg', '<svg xmlns="http://www.w3.org/2000/svg"/>'), fileNamed('Boden.jpg', readFileSync('docs/screenshot.png'))]);
		await expect(handover.getByRole('alert').filter({ hasText: 'plan.jpg' }), 'what is no photo is named, the others are taken').toBeVisible();
		await expect(handover.getByRole('img')).toHaveCount(1);
		await choose.setInputFiles(fileNamed('Boden.jpg', readFileSync('docs/screenshot.png')));
		await handover.getByRole('button', { name: say('letting_photo_remove', { nth: 2 }) }).press('Enter');
		await expect(handover.getByRole('img')).toHaveCount(1);
		await expect(handover.getByLabel(saying('letting_headcount')), 'nothing of the form is lost').toHaveValue('12');
		await handover.getByRole('button', { name: say('letting_handover_save') }).click();
		await expect(handover.getByText('12')).toBeVisible();
		await expect(handover.getByText(say('letting_photo_waiting'))).toBeVisible();
		await handover.getByRole('button', { name: say('letting_photo_open', { nth: 1 }) }).press('Enter');
		const large = page.getByRole('dialog').getByRole('img', { name: evening.facts.room.name.de });
		expect(await large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1000);
		expect(await axeFinds(page)).toEqual([]);
		await page.keyboard.press('Escape');
		const back = page.getByRole('region', { name: say('letting_return'), exact: true });
		await back.getByRole('button', { name: say('letting_all_right') }).click();
		await back.getByRole('radiogroup', { name: say('letting_check_floor') }).getByLabel(say('letting_wrong')).press('Space');
		await back.getByLabel(saying('letting_item_note')).fill('Fleck vor der Theke');
		await expect.poll(() => draftsHere(page)).toContain('Fleck vor der Theke');
		await desk.open(page.url().slice(server.origin.length));
		await expect(back.getByLabel(saying('letting_item_note')), 'what was typed is kept').toHaveValue('Fleck vor der Theke');
		await back.getByRole('button', { name: say('letting_return_save') }).click();
		await expect(back.getByText('Fleck vor der Theke')).toBeVisible();
	});

	await test.step('the deposit is due, goes back, and nothing is due any more', async () => {
		await desk.open('/buero/schluessel');
		const due = page.getByRole('region', { name: say('letting_due_title') });
		await due.getByRole('link', { name: say('letting_due_deposit') }).click();
		await field(page, 'depositKept').fill('25');
		await field(page, 'depositReturnedOn').fill(evening.date);
		await save(page);
		await desk.network();
		await desk.open('/buero/schluessel');
		await expect(page.getByText(say('letting_due_none'))).toBeVisible();
	});

	await test.step('whoever got the room reads who has the key, and makes the contract in flight mode', async () => {
		// The desk has network again; what it noted there arrives in its own time, and a phone asks when it is looked at.
		await expect(async () => {
			await phone.open('/meins');
			await expect(phone.page.getByText('Frau Muster')).toBeVisible({ timeout: 3000 });
		}).toPass({ timeout: 30_000 });
		await expect.poll(() => phone.page.evaluate(contractIsKept)).toBe(true);
		await phone.flightMode();
		await phone.open('/meins');
		await expect(phone.page.getByText('Frau Muster')).toBeVisible();
		await makesContract(phone.page);
		await phone.network();
	});

	await test.step('the treasurer’s list has it, without who asked; the photo is at the server', async () => {
		await page.getByLabel(saying('letting_csv_to')).fill(evening.date);
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: say('letting_csv') }).click();
		const table = readFileSync(await (await download).path(), 'utf8');
		expect(table).toContain(';40,00;offen;');
		expect(table).toContain(`;100,00;zurückgegeben;${evening.date};${evening.date};25,00`);
		expect(table).not.toContain('Erika');
		await desk.open(booking);
		await expect(page.getByRole('img')).toHaveCount(1);
		await expect(page.getByText(say('letting_photo_waiting'))).toHaveCount(0);
	});
});
