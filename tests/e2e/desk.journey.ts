import { nameOf } from '#lib/kernel/ids.ts';
import { expect, test } from './fixtures.ts';
import type { Device } from './device.ts';
import { askFor, confirms, declines, leader, manager, openRequest, resident, sees, seesAfterLookingAgain, signIn } from './people.ts';
import { type Evening, freeTwoHours, snapshotOf } from './times.ts';
import { say, saying } from './words.ts';

/** Announces an event in words, not in a room. */
async function announces({ page }: Pick<Device, 'page'>, { date, title }: { date: string; title: string }) {
	await page.getByLabel(say('field_title'), { exact: true }).fill(title);
	await page.getByLabel(say('field_category')).selectOption({ label: say('category_culture') });
	await page.getByLabel(say('field_date'), { exact: true }).fill(date);
	await page.getByLabel(say('field_from'), { exact: true }).fill('19:00');
	await page.getByLabel(say('field_to'), { exact: true }).fill('21:00');
	await page.getByLabel(say('field_place')).fill('Am Kai');
	await page.getByRole('button', { name: say('desk_event_announce') }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('the manager works a day in flight mode, reloads, and everything arrives when the network is back', async ({ server, device }) => {
	const { docs } = await snapshotOf(server.origin);
	const sample = docs.find((doc) => doc.kind === 'event' && doc.rrule);
	if (sample?.kind !== 'event') throw new Error('no repeating event in the sample programme');
	const first: Evening = await freeTwoHours(server.origin, 3);
	const second: Evening = await freeTwoHours(server.origin, 8);
	const phone = await resident(device);
	await askFor(phone, first, { purpose: 'Erste Anfrage Spieleabend' });
	await sees(phone.page, 'state_requested');
	await askFor(phone, second, { purpose: 'Zweite Anfrage Trommeln' });
	await expect(phone.page.getByText(say('state_requested'), { exact: true })).toHaveCount(2);

	const desk = await manager(device, server);
	await expect(desk.page.getByRole('link', { name: 'Erste Anfrage Spieleabend' })).toBeVisible();
	await expect(desk.page.getByRole('link', { name: 'Zweite Anfrage Trommeln' })).toBeVisible();
	const waiting = await desk.page.getByRole('link').filter({ hasText: /Anfrage (Spieleabend|Trommeln)/ }).allInnerTexts();
	expect(waiting[0], 'oldest first').toContain('Erste Anfrage');

	await desk.flightMode();
	await desk.open('/buero');
	await test.step('decides both', async () => {
		await openRequest(desk.page, 'Erste Anfrage Spieleabend');
		await confirms(desk.page);
		await sees(desk.page, 'desk_state_deciding');
		await expect(desk.page.getByRole('article').getByText(say('desk_state_confirmed'), { exact: true })).toHaveCount(0);
		await desk.open('/buero');
		await openRequest(desk.page, 'Zweite Anfrage Trommeln');
		await declines(desk.page, 'Trommeln ist nach 18 Uhr zu laut.');
		await expect(desk.page.getByRole('article').getByText(say('desk_state_deciding'), { exact: true })).toBeVisible();
	});
	await test.step('edits an event’s text and adds an event', async () => {
		await desk.open(`/buero/kalender/${nameOf(sample._id)}`);
		await desk.page.getByLabel(say('field_title'), { exact: true }).fill('Neuer Titel aus dem Flugmodus');
		await desk.page.getByRole('button', { name: say('desk_event_save') }).click();
		await expect(desk.page.getByRole('heading', { level: 1, name: 'Neuer Titel aus dem Flugmodus' })).toBeVisible();
		await desk.open('/buero/kalender/neu');
		await announces(desk, { date: first.date, title: 'Lesung aus dem Flugmodus' });
	});
	await test.step('all of it is there after closing and reopening the browser, still without network', async () => {
		await desk.reopen('/buero');
		await desk.flightMode();
		await desk.open('/buero/kalender');
		await expect(desk.page.getByText('Lesung aus dem Flugmodus').first()).toBeVisible();
		await expect(desk.page.getByText(saying('stand_waiting_other')).first()).toBeVisible();
	});

	await desk.network();
	await desk.open('/buero');
	await openRequest(desk.page, 'Erste Anfrage Spieleabend');
	await sees(desk.page, 'desk_state_confirmed', 30_000);
	await seesAfterLookingAgain(phone, 'state_confirmed');
	await seesAfterLookingAgain(phone, 'state_declined');
	await expect(phone.page.getByText('Trommeln ist nach 18 Uhr zu laut.')).toBeVisible();
	await expect(async () => {
		await phone.open('/kalender');
		await expect(phone.page.getByText('Lesung aus dem Flugmodus').first()).toBeVisible({ timeout: 3000 });
	}).toPass({ timeout: 30_000 });
	await phone.open(`/kalender/${nameOf(sample._id)}`);
	await expect(phone.page.getByRole('heading', { level: 1, name: 'Neuer Titel aus dem Flugmodus' })).toBeVisible();
});

test('a session that ends meanwhile parks the sync; signing in again sends everything', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Tanzabend im Saal' });
	await sees(phone.page, 'state_requested');
	const desk = await manager(device, server);
	await expect(desk.page.getByRole('link', { name: 'Tanzabend im Saal' })).toBeVisible();

	await desk.flightMode();
	await openRequest(desk.page, 'Tanzabend im Saal');
	await confirms(desk.page);
	await sees(desk.page, 'desk_state_deciding');
	await desk.context.clearCookies();
	await desk.network();
	await desk.open('/buero');
	await expect(desk.page.getByText(say('desk_parked')).first()).toBeVisible({ timeout: 30_000 });

	await test.step('work goes on', async () => {
		await desk.open('/buero/kalender/neu');
		await announces(desk, { date: evening.date, title: 'Lesung ohne Anmeldung' });
	});
	await desk.open('/buero/anmelden');
	await signIn(desk.page);
	await expect(desk.page.getByRole('heading', { level: 1, name: say('desk_inbox') })).toBeVisible();
	await expect(desk.page.getByText(say('desk_parked'))).toHaveCount(0);
	await openRequest(desk.page, 'Tanzabend im Saal');
	await sees(desk.page, 'desk_state_confirmed', 30_000);
	await expect.poll(async () => (await snapshotOf(server.origin)).docs.some((doc) => doc.kind === 'event' && doc.title.de === 'Lesung ohne Anmeldung'), { timeout: 30_000 }).toBe(true);
});

test('the setup link works once, and a weak password is refused with the way out', async ({ server, device }) => {
	const desk = await device();
	const link = server.setupPath;
	const page = await desk.open(link);
	await page.getByLabel(say('desk_account_name')).fill(leader.name);
	await page.getByLabel(say('field_password'), { exact: true }).fill('kurz');
	await page.getByRole('button', { name: say('desk_set_up_action') }).click();
	await expect(page.getByText(say('failure_weak_password')).first()).toBeVisible();
	await page.getByLabel(say('field_password'), { exact: true }).fill(leader.password);
	await page.getByRole('button', { name: say('desk_set_up_action') }).click();
	await expect(page.getByRole('heading', { level: 1, name: say('desk_inbox') })).toBeVisible();
	expect(page.url(), 'the token left the address').not.toContain(link.split('#')[1]);

	const other = await device();
	const second = await other.open(link);
	await second.getByLabel(say('desk_account_name')).fill('zweite');
	await second.getByLabel(say('field_password'), { exact: true }).fill(leader.password);
	await second.getByRole('button', { name: say('desk_set_up_action') }).click();
	await expect(second.getByText(say('desk_link_used')).first()).toBeVisible();
});
