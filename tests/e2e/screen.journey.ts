import { nameOf } from '#lib/kernel/ids.ts';
import { lobby } from './device.ts';
import { expect, test } from './fixtures.ts';
import { knowsTheQuarter } from './people.ts';
import { snapshotOf } from './times.ts';
import { say } from './words.ts';

test('a lobby screen goes on without network, drops what is past by its own clock, and says how old it is', async ({ server, device }) => {
	const { docs, occurrences } = await snapshotOf(server.origin);
	const now = Date.now();
	const soon = occurrences
		.filter(({ start, end, cancelled, of }) => of.startsWith('event:') && !cancelled && Date.parse(end) > now && Date.parse(start) < now + 5 * 86_400_000)
		.sort((a, b) => (a.start < b.start ? -1 : 1))
		.map((occurrence) => ({ occurrence, event: docs.find((doc) => doc._id === occurrence.of) }))
		.find(({ event }) => event?.kind === 'event' && event.house);
	if (soon?.event?.kind !== 'event' || !soon.event.house) throw new Error('the sample programme has nothing in a house within five days');
	const { occurrence, event } = soon;
	const line = event.title.de;
	/** An hour before it begins, by the screen's clock. */
	const before = Date.parse(occurrence.start) - 3_600_000;

	const screen = await device({ viewport: lobby });
	await screen.page.clock.install({ time: before });
	const path = `/bildschirm/${nameOf(event.house ?? '')}`;
	const page = await screen.open(path);
	await expect(page.getByText(line).first()).toBeVisible();
	await screen.ready();

	await screen.tunnel();
	await test.step('opens again without network, as after a power cut', async () => {
		await page.reload();
		await expect(page.getByText(line).first()).toBeVisible();
	});
	const linesAt = async (moment: number) => {
		await page.clock.setSystemTime(moment);
		await page.clock.runFor(20_000);
	};
	await test.step('during the event', async () => {
		await linesAt(Date.parse(occurrence.start) + 60_000);
		await expect(page.getByText(line).first()).toBeVisible();
		await expect(page.getByText(say('screen_now'), { exact: true }).first()).toBeVisible();
	});
	await test.step('after it', async () => {
		const shown = await page.getByText(line).count();
		await linesAt(Date.parse(occurrence.end) + 60_000);
		await expect.poll(() => page.getByText(line).count()).toBeLessThan(shown);
		await knowsTheQuarter(page);
	});
	await test.step('a week later: still there, honest about its age', async () => {
		await linesAt(now + 7 * 86_400_000);
		await expect(page.getByText(say('screen_stand_stale'))).toBeVisible();
	});
	await test.step('in a browser opened anew', async () => {
		const again = await screen.reopen(path);
		await knowsTheQuarter(again);
	});
});
