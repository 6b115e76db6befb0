import type { Page } from '@playwright/test';
import { nameOf } from '#lib/kernel/ids.ts';
import { type Locale, locales } from '#lib/kernel/text.ts';
import { axeFinds } from './axe.ts';
import { lobby } from './device.ts';
import { expect, test } from './fixtures.ts';
import { askFor, formFor, knowsTheQuarter, manager, resident, sees, seesAfterLookingAgain, speak } from './people.ts';
import { tabTo } from './keyboard.ts';
import { freeTwoHours, snapshotOf } from './times.ts';
import { say } from './words.ts';

/** What a translation can break: names, languages and titles. */
const ofWords = ['html-has-lang', 'html-lang-valid', 'valid-lang', 'document-title', 'button-name', 'link-name', 'label', 'label-title-only', 'image-alt', 'aria-command-name', 'aria-input-field-name', 'empty-heading', 'region'];

/** What a theme can break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * Everything axe finds on a page, in every language it can speak and in both themes. The theme changes colours and nothing
 * else, and colours are the same in every language, so the dark one is looked at in German and asked for colours; in the
 * other languages it is asked what depends on words.
 */
async function findings(page: Page, where: string, languages: readonly Locale[] = locales): Promise<string[]> {
	const found: string[] = [];
	for (const locale of languages) {
		if (languages.length > 1) await speak(page, locale);
		for (const colorScheme of locale === 'de' ? (['light', 'dark'] as const) : (['light'] as const)) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			found.push(...(await axeFinds(page, `${where} ${locale} ${colorScheme}`, locale !== 'de' ? ofWords : colorScheme === 'dark' ? ofColours : undefined)));
		}
	}
	if (languages.length > 1) await speak(page, 'de');
	return found;
}

test('axe finds nothing on any page of a resident, in any language, light and dark', async ({ server, device }) => {
	test.setTimeout(480_000);
	const { docs } = await snapshotOf(server.origin);
	const evening = await freeTwoHours(server.origin);
	const nameOfFirst = (kind: string) => nameOf(docs.find((doc) => doc.kind === kind)?._id ?? '');
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Chorprobe' });
	await sees(phone.page, 'state_requested');
	const form = formFor(evening);
	const paths = [
		'/', '/kalender', '/kalender?ansicht=monat', `/kalender/${nameOfFirst('event')}`, '/haeuser', '/haeuser/finden?personen=30&mit=kitchen,step-free', form.split('/').slice(0, 3).join('/'), form.replace('/anfragen', ''), form,
		'/hilfe', `/hilfe/${nameOfFirst('service')}`, '/sprechstunden', '/meins', '/mehr', '/mehr/barrierefreiheit', '/gibt-es-nicht'
	];
	const found: string[] = [];
	for (const path of paths) {
		const page = await phone.open(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
		found.push(...(await findings(page, path, path === '/gibt-es-nicht' ? ['de'] : locales)));
	}
	await phone.open(form);
	await phone.page.getByLabel(say('field_purpose')).fill('');
	await phone.page.getByRole('button', { name: say('request_send') }).click();
	found.push(...(await findings(phone.page, 'the form with its errors')));
	expect(found).toEqual([]);
});

test('axe finds nothing on any page of the desk and on a lobby screen', async ({ server, device }) => {
	test.setTimeout(480_000);
	const { docs } = await snapshotOf(server.origin);
	const evening = await freeTwoHours(server.origin);
	const found: string[] = [];
	const door = await device();
	for (const path of [server.setupPath, '/buero/anmelden']) {
		await door.open(path);
		await expect(door.page.getByLabel(say('desk_account_name'))).toBeVisible();
		found.push(...(await findings(door.page, path.split('#')[0]!)));
	}
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Chorprobe' });
	await sees(phone.page, 'state_requested');
	const desk = await manager(device, server);
	await desk.page.getByRole('link', { name: 'Chorprobe' }).first().click();
	await expect(desk.page.getByRole('button', { name: say('desk_confirm'), exact: true })).toBeVisible();
	found.push(...(await findings(desk.page, 'a request')));
	await desk.page.getByRole('button', { name: say('desk_decline'), exact: true }).click();
	found.push(...(await findings(desk.page, 'a decision')));
	const event = nameOf(docs.find((doc) => doc.kind === 'event')?._id ?? '');
	const inGerman = ['/buero/kalender', `/buero/kalender/${event}`, '/buero/regeln', `/buero/regeln/raum/${nameOf(evening.facts.room._id)}`, '/buero/feste-zeiten', '/buero/textbausteine', '/buero/schluessel'];
	for (const path of ['/buero', '/buero/kalender/neu', '/buero/einstellungen', ...inGerman]) {
		await desk.open(path);
		await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(desk.page.locator('main [aria-busy="true"]')).toHaveCount(0);
		found.push(...(await findings(desk.page, path, inGerman.includes(path) ? ['de'] : locales)));
	}
	const screen = await device({ viewport: lobby });
	for (const path of ['/bildschirm', `/bildschirm/${nameOf(evening.facts.house._id)}`]) {
		await screen.open(path);
		await expect(screen.page.getByRole('heading', { level: 1 })).toBeVisible();
		found.push(...(await findings(screen.page, path, ['de'])));
	}
	expect(found).toEqual([]);
});

test('with the keyboard only: a request is made and decided', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const phone = await resident(device);
	const { page } = phone;
	await phone.open(formFor(evening).replace('/anfragen', ''));
	await knowsTheQuarter(page);
	await tabTo(page, say('room_next_week'));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('link', { name: new RegExp(`^${say('room_ask')} ?:`) }).first()).toBeVisible();
	await tabTo(page, `${say('room_ask')}:`);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: say('request_title') })).toBeVisible();
	await expect(page.getByLabel(say('field_date'), { exact: true })).not.toHaveValue('');
	for (const [field, typed] of [['field_group_size', '8'], ['field_purpose', 'Nur mit Tasten'], ['field_name', 'Erika Muster'], ['field_mail', 'erika@example.org']] as const) {
		await tabTo(page, say(field));
		await page.keyboard.type(typed);
	}
	await tabTo(page, say('request_send'));
	await page.keyboard.press('Enter');
	await sees(page, 'state_requested');

	const desk = await manager(device, server);
	await expect(desk.page.getByRole('link', { name: 'Nur mit Tasten' })).toBeVisible();
	await tabTo(desk.page, 'Nur mit Tasten');
	await desk.page.keyboard.press('Enter');
	await expect(desk.page.getByRole('button', { name: say('desk_confirm'), exact: true })).toBeVisible();
	await tabTo(desk.page, say('desk_confirm'));
	await desk.page.keyboard.press('Enter');
	await expect(desk.page.getByRole('button', { name: say('desk_confirm_send'), exact: true })).toBeFocused();
	await desk.page.keyboard.press('Enter');
	await tabTo(desk.page, say('desk_held_now'));
	await desk.page.keyboard.press('Enter');
	await sees(desk.page, 'desk_state_confirmed');
	await seesAfterLookingAgain(phone, 'state_confirmed');
});
