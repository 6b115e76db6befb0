import { nameOf } from '#lib/kernel/ids.ts';
import { type Device, lobby } from './device.ts';
import { expect, test } from './fixtures.ts';
import { askFor, colleague, confirms, knowsTheQuarter, manager, openRequest, resident, sees, seesAfterLookingAgain } from './people.ts';
import { freeTwoHours, snapshotOf } from './times.ts';
import { say } from './words.ts';

test.use({ env: { SAMPLE: 'off' } });

test('two desks and three phones want one evening: one confirmation, the others see why and what is free', async ({ server, device }) => {
	test.setTimeout(180_000);
	const evening = await freeTwoHours(server.origin);
	const purposes = ['Anfrage Amsel', 'Anfrage Buchfink', 'Anfrage Cormoran'];
	const phones: Device[] = [];
	for (const purpose of purposes) {
		const phone = await resident(device);
		await askFor(phone, evening, { purpose });
		await sees(phone.page, 'state_requested');
		phones.push(phone);
	}
	const one = await manager(device, server);
	const other = await colleague(device);

	await test.step('both desks confirm, in flight mode, not knowing of each other', async () => {
		for (const [desk, purpose] of [[one, 'Anfrage Amsel'], [other, 'Anfrage Buchfink']] as const) {
			await expect(desk.page.getByRole('link', { name: purpose })).toBeVisible();
			await desk.flightMode();
			await openRequest(desk.page, purpose);
			await confirms(desk.page);
			await sees(desk.page, 'desk_state_deciding');
		}
	});
	await Promise.all([one.network(), other.network()]);
	await Promise.all([one.open('/buero'), other.open('/buero')]);

	const occupancies = async () => (await snapshotOf(server.origin)).docs.filter((doc) => doc.kind === 'occupancy').flatMap((doc) => (doc.kind === 'occupancy' ? doc.slots : []));
	await expect.poll(async () => (await occupancies()).length, { timeout: 30_000 }).toBe(1);

	await test.step('exactly one phone reads "confirmed"; the others read that it is taken, and what is free', async () => {
		const read = async () => {
			const confirmed: boolean[] = [];
			for (const phone of phones) {
				await phone.open('/meins');
				await expect(phone.page.getByText(say('state_confirmed'), { exact: true }).or(phone.page.getByText(say('state_taken'), { exact: true })).first()).toBeVisible({ timeout: 5000 });
				confirmed.push(await phone.page.getByText(say('state_confirmed'), { exact: true }).isVisible());
			}
			return confirmed;
		};
		let confirmed: boolean[] = [];
		await expect(async () => {
			confirmed = await read();
		}).toPass({ timeout: 60_000 });
		expect(confirmed.filter(Boolean)).toHaveLength(1);
		expect(confirmed[2], 'the third was never decided').toBe(false);
		for (const [index, phone] of phones.entries()) {
			if (confirmed[index]) continue;
			await expect(phone.page.getByText(say('request_free_instead'))).toBeVisible();
		}
	});

	await test.step('the desk that lost reads the clash, with what is free', async () => {
		const lost = (await occupancies())[0]!.request;
		expect(lost).toBeTruthy();
		await expect(async () => {
			const clashes = await Promise.all([one, other].map(async ({ page }) => page.getByText(say('desk_state_taken'), { exact: true }).count()));
			expect(Math.max(...clashes)).toBeGreaterThan(0);
		}).toPass({ timeout: 30_000 });
	});

	await test.step('the lobby screen and a room’s week show it as taken, without names', async () => {
		const phone = phones[2]!;
		await phone.open(`/haeuser/${nameOf(evening.facts.house._id)}/${nameOf(evening.facts.room._id)}?woche=${evening.date}`);
		await expect(phone.page.getByText('Anfrage Amsel')).toHaveCount(0);
		const screen = await device({ viewport: lobby });
		await screen.open(`/bildschirm/${nameOf(evening.facts.house._id)}`);
		await knowsTheQuarter(screen.page);
		await expect(screen.page.getByText('Erika')).toHaveCount(0);
	});

	await test.step('what is free instead leads to a filled-in form', async () => {
		const loser = phones[2]!;
		await seesAfterLookingAgain(loser, 'state_taken');
		const [free] = await loser.page.getByRole('link', { name: /\d/ }).filter({ hasText: 'Uhr' }).all();
		await free!.click();
		await expect(loser.page.getByRole('heading', { level: 1, name: say('request_title') })).toBeVisible();
		await expect(loser.page.getByLabel(say('field_from'), { exact: true })).not.toHaveValue('');
	});
});
