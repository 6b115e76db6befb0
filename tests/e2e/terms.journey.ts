import { nameOf } from '#lib/kernel/ids.ts';
import { axeFinds } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { manager } from './people.ts';
import { freeTwoHours } from './times.ts';
import { say, saying } from './words.ts';

test('the office lays down the terms of a room: wrong entries are named, the draft stays, and it reads as people will read it', async ({ server, device }) => {
	const { facts } = await freeTwoHours(server.origin);
	const desk = await manager(device, server);
	const page = () => desk.page;
	await desk.open('/buero/einstellungen');
	await page().getByRole('link', { name: say('desk_terms_open') }).click();
	await page().locator(`a[href="/buero/regeln/raum/${nameOf(facts.room._id)}"]`).click();
	await expect(page().getByRole('heading', { level: 1, name: facts.room.name.de })).toBeVisible();
	await expect(page().getByText(say('terms_none'))).toBeVisible();

	await test.step('a wrong entry is named by its field', async () => {
		await page().getByLabel(say('desk_terms_min'), { exact: true }).fill('eine Stunde');
		await page().getByRole('button', { name: saying('desk_terms_tariff_add', 'de') }).first().click();
		await page().getByLabel(say('desk_terms_flat')).fill('viel');
		await page().getByRole('button', { name: say('desk_terms_save') }).click();
		await expect(page().getByLabel(say('desk_terms_min'), { exact: true })).toBeFocused();
		await expect(page().getByRole('alert').getByRole('link')).toHaveCount(2);
		expect(await axeFinds(page())).toEqual([]);
	});
	await test.step('what was typed is there after a reload', async () => {
		await desk.reopen(new URL(page().url()).pathname);
		await expect(page().getByLabel(say('desk_terms_min'), { exact: true })).toHaveValue('eine Stunde');
	});
	await test.step('put right, it reads as people will read it, and is kept', async () => {
		await page().getByLabel(say('desk_terms_min'), { exact: true }).fill('60');
		await page().getByLabel(say('desk_terms_flat')).fill('20');
		await page().getByLabel(say('desk_terms_per_hour')).fill('12,50');
		await page().getByLabel(say('desk_terms_quiet')).fill('22:00');
		await expect(page().getByText('privat: Grundpreis 20 €, 12,50 € je angefangene Stunde')).toBeVisible();
		await expect(page().getByRole('heading', { name: say('desk_what_if') })).toBeVisible();
		await page().getByRole('button', { name: say('desk_terms_save') }).click();
		await expect(page().getByText(say('desk_terms_saved'), { exact: true })).toBeVisible();
		expect(await axeFinds(page())).toEqual([]);
	});
	await test.step('the server has it, and another device reads it', async () => {
		await expect(async () => {
			const { docs } = (await (await fetch(`${server.origin}/api/hafencity/snapshot`)).json()) as { docs: Record<string, unknown>[] };
			expect(docs.find(({ _id }) => _id === `terms:room:${nameOf(facts.room._id)}`)).toMatchObject({ minMinutes: 60, quietFrom: '22:00', tariffs: [{ use: 'private', flat: 2000, perHour: 1250 }] });
		}).toPass();
	});

	await test.step('the room gets a checklist of its own, in the order the office wants, by keyboard', async () => {
		await page().getByRole('link', { name: say('desk_checklist') }).click();
		await page().getByRole('button', { name: say('desk_checklist_own') }).press('Enter');
		await expect(page().getByLabel(say('desk_terms_question_de')).first()).toBeFocused();
		await page().getByRole('button', { name: say('desk_checklist_down', { nth: 1 }) }).press('Enter');
		await expect(page().getByRole('button', { name: say('desk_checklist_down', { nth: 2 }) }), 'what was moved keeps the focus').toBeFocused();
		await page().getByRole('button', { name: say('desk_checklist_add') }).press('Enter');
		await page().getByRole('button', { name: say('desk_checklist_save') }).click();
		await expect(page().getByRole('alert').getByRole('link'), 'a line without words').toHaveCount(1);
		await page().keyboard.type('Beamer ist aus');
		expect(await axeFinds(page())).toEqual([]);
		await page().getByRole('button', { name: say('desk_checklist_save') }).click();
		await expect(page().getByText(say('letting_saved'), { exact: true })).toBeVisible();
		await expect(async () => {
			const { docs } = (await (await fetch(`${server.origin}/api/hafencity/snapshot`)).json()) as { docs: Record<string, unknown>[] };
			const list = docs.find(({ _id }) => _id === facts.room._id)?.checklist as { de: string }[];
			expect(list.map(({ de }) => de)).toEqual([say('letting_check_furniture'), say('letting_check_floor'), expect.any(String), expect.any(String), expect.any(String), expect.any(String), 'Beamer ist aus']);
		}).toPass();
	});
});
