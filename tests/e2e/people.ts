import { type Page, expect } from '@playwright/test';
import type { Locale } from '#lib/kernel/text.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { type Device, laptop, phone } from './device.ts';
import type { Server } from './server.ts';
import type { Evening } from './times.ts';
import { say, saying } from './words.ts';

/** What people do, in the words they read. Journeys are told with these. */

export const leader = { name: 'leitung', password: 'ein-langes-passwort' };
type Switch = (look?: { viewport?: { width: number; height: number } }) => Promise<Device>;

/** The page has loaded the quarter and says as of when. */
export async function knowsTheQuarter(page: Page, locale: Locale = 'de') {
	await expect(page.getByText(saying('stand', locale)).first()).toBeVisible();
}

/** A phone that opened the app once and keeps it. */
export async function resident(device: Switch): Promise<Device> {
	const own = await device({ viewport: phone });
	const page = await own.open('/');
	await knowsTheQuarter(page);
	await own.ready();
	return own;
}

async function enter(page: Page, action: string) {
	await page.getByLabel(say('desk_account_name')).fill(leader.name);
	await page.getByLabel(say('field_password'), { exact: true }).fill(leader.password);
	await page.getByRole('button', { name: say(action) }).click();
}

/** The first manager: opens the one-time link that the server printed, and is in the inbox. */
export async function manager(device: Switch, server: Server): Promise<Device> {
	const own = await device({ viewport: laptop });
	await enter(await own.open(server.setupPath), 'desk_set_up_action');
	await atTheDesk(own);
	return own;
}

/** The same person at a second device. */
export async function colleague(device: Switch): Promise<Device> {
	const own = await device({ viewport: laptop });
	await signIn(await own.open('/buero/anmelden'));
	await atTheDesk(own);
	return own;
}

export const signIn = (page: Page) => enter(page, 'desk_sign_in');

async function atTheDesk(own: Device) {
	await expect(own.page.getByRole('heading', { level: 1, name: say('desk_inbox') })).toBeVisible();
	await knowsTheQuarter(own.page);
	await own.ready();
}

export type Wish = { purpose: string; people?: string; name?: string; mail?: string };

/** Where the form for a room is. */
export const formFor = ({ facts }: Evening) => `/haeuser/${nameOf(facts.house._id)}/${nameOf(facts.room._id)}/anfragen`;

/** Fills in the form for a room; sends nothing. */
export async function fillIn(page: Page, evening: Evening, { purpose, people = '8', name = 'Erika Muster', mail = 'erika@example.org' }: Wish) {
	await page.getByLabel(say('field_date'), { exact: true }).fill(evening.date);
	await page.getByLabel(say('field_from'), { exact: true }).fill(evening.from);
	await page.getByLabel(say('field_to'), { exact: true }).fill(evening.to === '24:00' ? '00:00' : evening.to);
	await page.getByLabel(say('field_group_size')).fill(people);
	await page.getByLabel(say('field_purpose')).fill(purpose);
	await page.getByLabel(say('field_name'), { exact: true }).fill(name);
	await page.getByLabel(say('field_mail')).fill(mail);
}

/** Asks for a room, from the form to the list of one's own requests. */
export async function askFor(own: Device, evening: Evening, wish: Wish) {
	const page = await own.open(formFor(evening));
	await fillIn(page, evening, wish);
	await page.getByRole('button', { name: say('request_send') }).click();
	await expect(page.getByRole('heading', { level: 1, name: say('mine_title') })).toBeVisible();
}

/** A state word on the screen, e.g. `state_requested`. Pages follow by themselves, at the latest with the next minute. */
export async function sees(page: Page, state: string, patience = 15_000) {
	await expect(page.getByText(say(state), { exact: true }).first()).toBeVisible({ timeout: patience });
}

/** Looks again, as people do: the state must follow, without an account. */
export async function seesAfterLookingAgain(own: Device, state: string) {
	await expect(async () => {
		await own.open('/meins');
		await sees(own.page, state, 4000);
	}).toPass({ timeout: 60_000 });
}

/** Opens a request of the inbox by what it is for, not what is due for it. */
export async function openRequest(page: Page, purpose: string) {
	await page.locator('a:not([data-item^="due:"])').filter({ hasText: purpose }).click();
	await expect(page.getByRole('heading', { level: 2, name: purpose })).toBeVisible();
}

/** Sends a decision without the time to think again, and stays until that is kept on the device. */
async function sends(page: Page, action: string) {
	await page.getByRole('button', { name: say(action), exact: true }).click();
	const now = page.getByRole('button', { name: say('desk_held_now') });
	await now.click();
	await expect(now).toHaveCount(0);
}

export async function confirms(page: Page) {
	await page.getByRole('button', { name: say('desk_confirm'), exact: true }).click();
	await sends(page, 'desk_confirm_send');
}

export async function declines(page: Page, reason: string) {
	await page.getByRole('button', { name: say('desk_decline'), exact: true }).click();
	await page.getByLabel(say('desk_reason')).fill(reason);
	await sends(page, 'desk_decline_send');
}

export async function speak(page: Page, locale: Locale) {
	await page.getByRole('button', { name: say('language_name', {}, locale), exact: true }).click();
}
