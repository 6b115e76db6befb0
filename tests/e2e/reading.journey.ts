import { nameOf } from '#lib/kernel/ids.ts';
import { expect, test } from './fixtures.ts';
import { knowsTheQuarter, resident, speak } from './people.ts';
import { snapshotOf } from './times.ts';
import { say, saying } from './words.ts';

test('a resident reads everything with no network after one visit, also after closing and reopening the browser', async ({ server, device }) => {
	const { docs, occurrences } = await snapshotOf(server.origin);
	const now = new Date().toISOString();
	const next = occurrences.filter(({ start, cancelled, of }) => start > now && !cancelled && of.startsWith('event:')).sort((a, b) => (a.start < b.start ? -1 : 1))[0];
	const event = docs.find((doc) => doc.kind === 'event' && doc._id === next?.of);
	const house = docs.find((doc) => doc.kind === 'house' && doc.status === 'open');
	const room = docs.find((doc) => doc.kind === 'room' && doc.house === house?._id);
	const service = docs.find((doc) => doc.kind === 'service' && doc.name.de === 'Wohngeld') ?? docs.find((doc) => doc.kind === 'service');
	if (event?.kind !== 'event' || house?.kind !== 'house' || room?.kind !== 'room' || service?.kind !== 'service') throw new Error('the starter content lacks something');

	const phone = await resident(device);
	await phone.flightMode();

	const pages: [path: string, text: string][] = [
		['/', say('today_title')],
		['/kalender', event.title.de],
		[`/kalender/${nameOf(event._id)}`, event.title.de],
		['/haeuser', house.name.de],
		[`/haeuser/${nameOf(house._id)}`, room.name.de],
		[`/haeuser/${nameOf(house._id)}/${nameOf(room._id)}`, room.name.de],
		['/hilfe', say('help_search')],
		[`/hilfe/${nameOf(service._id)}`, service.name.de],
		['/sprechstunden', say('office_hour_title')],
		['/meins', say('mine_title')]
	];
	for (const again of [false, true]) {
		if (again) {
			await phone.reopen('/');
			await phone.flightMode();
		}
		for (const [path, text] of pages) {
			const page = await phone.open(path);
			await expect(page.getByText(text).first(), `${path} says "${text}"`).toBeVisible();
			await knowsTheQuarter(page);
		}
		const page = await phone.open('/');
		await expect(page.getByText(say('stand_offline')).first()).toBeVisible();
	}

	await test.step('the directory is searched on the device: umlauts, typos, everyday words', async () => {
		for (const typed of ['wohngeld', 'Wonhgeld', 'mietschulden']) {
			await phone.open('/hilfe');
			await phone.page.getByLabel(say('help_search')).fill(typed);
			await expect(phone.page.getByText(new RegExp(`${saying('help_found_one').source}|${saying('help_found_other').source}`))).toBeVisible();
		}
		expect(phone.page.url()).not.toContain('miet');
	});
});

test('who never loaded anything is told so, and not shown an empty quarter', async ({ device }) => {
	const phone = await device();
	await phone.open('/');
	await phone.ready();
	await phone.flightMode();
	await phone.page.evaluate(() => indexedDB.deleteDatabase('quartierslotse'));
	const page = await phone.open('/kalender');
	await expect(page.getByText(say('never_loaded'))).toBeVisible();
	await expect(page.getByText(say('calendar_empty'))).toHaveCount(0);
	await expect(page.getByRole('button', { name: say('try_again') })).toBeVisible();
	// It need not be pressed: the page notices the network itself.
	await phone.network();
	await knowsTheQuarter(page);
	await expect(page.getByText(say('never_loaded'))).toHaveCount(0);
});

test('switching the language with no network keeps page and form', async ({ server, device }) => {
	const phone = await resident(device);
	const { docs } = await snapshotOf(server.origin);
	const room = docs.find((doc) => doc.kind === 'room' && doc.bookable);
	if (room?.kind !== 'room') throw new Error('no bookable room');
	await phone.flightMode();
	const path = `/haeuser/${nameOf(room.house)}/${nameOf(room._id)}/anfragen`;
	const page = await phone.open(path);
	await page.getByLabel(say('field_purpose')).fill('Chorprobe für alle');
	for (const locale of ['en', 'de-x-leicht', 'de'] as const) {
		await speak(page, locale);
		await expect(page.getByRole('heading', { level: 1, name: say('request_title', {}, locale) })).toBeVisible();
		await expect(page.getByLabel(say('field_purpose', {}, locale))).toHaveValue('Chorprobe für alle');
		expect(new URL(page.url()).pathname).toBe(path);
		expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale === 'en' ? 'en' : 'de');
	}
});
