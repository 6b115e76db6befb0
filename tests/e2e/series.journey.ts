import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { type RoomFacts, freeSpans } from '#lib/features/booking/rules.ts';
import { closureOn } from '#lib/features/closure/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { addDays, clockAt, dayOf, minutesOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { axeFindsInBoth } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { draftsHere } from './on-device.ts';
import { fillIn, formFor, resident, sees } from './people.ts';
import { type Evening, factsOf, snapshotOf } from './times.ts';
import { say } from './words.ts';

const password = 'a-long-test-password';
test.use({ env: { SAMPLE: 'off', ADMIN_PASSWORD: password } });

const WEEKS = 40;
type Season = Evening & { days: string[] };

/** Forty weeks from a free evening on, with four hours a day open and at most two days closed. */
function season(facts: readonly RoomFacts[]): Season {
	const today = dayOf(toLocal(Date.now()));
	for (let ahead = 3; ahead < 10; ahead++) {
		const days = Array.from({ length: WEEKS }, (_, week) => addDays(today, ahead + week * 7));
		for (const place of facts) {
			const open = freeSpans(place, days[0]!).find(({ from, to }) => minutesOf(to) - minutesOf(from) >= 240);
			const closed = days.filter((day) => closureOn(place.house._id, day, place.closures, place.room._id));
			if (open && closed.length <= 2 && !closed.includes(days[0]!)) return { facts: place, days, date: days[0]!, from: open.from, to: clockAt(minutesOf(open.from) + 120) };
		}
	}
	throw new Error('no evening is free for forty weeks');
}

/** Writes as the server's administrator what others did: who has the room, which days are closed, what the office decided. */
async function plant(origin: string, name: 'public' | 'desk', docs: object[]) {
	const headers = { Authorization: `Basic ${btoa(`admin:${password}`)}`, 'Content-Type': 'application/json' };
	const answer = await fetch(`${origin}/db/hafencity-${name}/_bulk_docs`, { method: 'POST', headers, body: JSON.stringify({ docs }) });
	expect((await answer.json() as { error?: string }[]).filter(({ error }) => error)).toEqual([]);
}
const allOf = async (origin: string, kind: string) => {
	const headers = { Authorization: `Basic ${btoa(`admin:${password}`)}` };
	const answer = await fetch(`${origin}/db/hafencity-desk/_all_docs?include_docs=true&startkey="${kind}:"&endkey="${kind};"`, { headers });
	return ((await answer.json()) as { rows: { doc: { _id: string; room: string; date: string; from: string; to: string } }[] }).rows.map(({ doc }) => doc);
};
const decide = (origin: string, verdicts: [request: string, verdict: 'confirm' | 'decline'][]) =>
	plant(origin, 'desk', verdicts.map(([request, verdict]) => ({ _id: `decision:${verdict}-${nameOf(request)}`, kind: 'decision', schema: 0, request, verdict, ...(verdict === 'decline' ? { reason: 'Dann probt das Orchester.' } : {}), decidedBy: 'Imke', decidedAt: new Date().toISOString() })));

const counted = (count: number, state: string) => say('mine_count', { count, state: say(state) });
/** Looks again, as people do. */
async function seesCount(phone: { open: (path: string) => Promise<Page>; page: Page }, count: number, state: string) {
	await expect(async () => {
		await phone.open('/meins');
		await expect(phone.page.getByText(counted(count, state), { exact: true })).toBeVisible({ timeout: 5000 });
	}).toPass({ timeout: 90_000 });
}

test('a season of forty dates with three clashes and two holidays: asked offline, decided per date, followed to the calendar', async ({ server, device }) => {
	test.setTimeout(400_000);
	const facts = factsOf(await snapshotOf(server.origin));
	const evening = season(facts);
	const { days, from, to, facts: place } = evening;
	const closed = days.filter((day) => closureOn(place.house._id, day, place.closures, place.room._id));
	const open = days.filter((day) => !closed.includes(day));
	const taken = [open[3]!, open[7]!, open[12]!];
	const added = [open[20]!, open[25]!].slice(0, 2 - closed.length);
	const holidays = [...closed, ...added].sort();
	await plant(server.origin, 'public', [
		...taken.map((date) => ({ _id: `occupancy:${nameOf(place.room._id)}:${date}`, kind: 'occupancy', schema: 0, room: place.room._id, date, slots: [{ request: 'request:others', from, to }] })),
		...added.map((date, index) => ({ _id: `closure:extra-${index}`, kind: 'closure', schema: 0, name: { de: 'Feiertag' }, from: date, to: date, holiday: true }))
	]);

	const phone = await resident(device);
	const form = formFor(evening);
	let page = await phone.open(form);
	await page.getByLabel(say('field_date'), { exact: true }).waitFor();
	await phone.flightMode();

	await test.step('the matrix shows every date before it is sent', async () => {
		await fillIn(page, evening, { purpose: 'Chorprobe der Saison', people: '5' });
		await page.getByLabel(say('field_rhythm'), { exact: true }).selectOption('weekly');
		await expect(page.getByText(say('failure_endless'))).toHaveCount(0);
		await page.getByLabel(say('field_until'), { exact: true }).fill(days.at(-1)!);
		await expect(page.getByText(say('series_tally_other', { count: 38, all: 40 }))).toBeVisible();
		await expect(page.getByText(say('series_tally_waiting', { count: 3 }))).toBeVisible();
		await expect(page.getByText(say('series_tally_left', { count: 2 }))).toBeVisible();
		await expect(page.getByText(say('series_state_taken'), { exact: true })).toHaveCount(3);
		expect(await axeFindsInBoth(page)).toEqual([]);
	});

	const clash = (nth: number) => page.locator('section ol > li').filter({ has: page.getByText(say('series_state_taken'), { exact: true }) }).nth(nth);
	await test.step('choices per date, by keyboard', async () => {
		await page.getByLabel(say('series_only_clashes', { count: 5 })).focus();
		await page.keyboard.press('Space');
		await expect(page.locator('section ol > li')).toHaveCount(5);
		await clash(0).getByRole('radio').first().focus();
		await page.keyboard.press('ArrowDown');
		await clash(1).getByRole('radio', { name: say('series_leave_out') }).focus();
		await page.keyboard.press('Space');
		await expect(page.getByText(say('series_tally_moved', { count: 1 }))).toBeVisible();
		await expect(page.getByText(say('series_tally_waiting', { count: 1 }))).toBeVisible();
		await expect(page.getByText(say('series_tally_other', { count: 37, all: 40 }))).toBeVisible();
		await expect.poll(() => draftsHere(page)).toContain('leave-out');
	});

	await test.step('what is decided is still there after the browser was closed', async () => {
		await phone.reopen(form);
		await phone.flightMode();
		page = await phone.open(form);
		await expect(page.getByText(say('series_tally_other', { count: 37, all: 40 }))).toBeVisible();
	});

	await page.getByRole('button', { name: say('request_send') }).click();
	await sees(page, 'state_on_device');
	await expect(page.getByText(say('state_confirmed'))).toHaveCount(0);
	await phone.network();
	await seesCount(phone, 36, 'state_requested');
	await seesCount(phone, 1, 'state_taken');

	const requests = await allOf(server.origin, 'request');
	expect(requests).toHaveLength(37);
	const late = requests.find(({ date, from: begins }) => taken.includes(date) && begins === from)!;
	await test.step('the office decides per date: what is free is confirmed, the clash waits', async () => {
		await decide(server.origin, requests.map(({ _id }) => [_id, _id === late._id ? 'decline' : 'confirm']));
		await seesCount(phone, 36, 'state_confirmed');
		await seesCount(phone, 1, 'state_waiting');
		expect(await axeFindsInBoth(phone.page)).toEqual([]);
	});

	await test.step('the calendar file holds exactly the confirmed dates', async () => {
		page = phone.page;
		await page.getByRole('button', { name: say('mine_calendar'), exact: true }).click();
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('mine_calendar_file') }).click()]);
		const text = await readFile(await download.path(), 'utf8');
		const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one).startDate.toJSDate().toISOString());
		expect(events.sort()).toEqual(requests.filter(({ _id }) => _id !== late._id).map(({ date, from: begins }) => toInstant(`${date}T${begins}`)).sort());
		await page.keyboard.press('Escape');
	});

	await test.step('one date is given back, in flight mode', async () => {
		await phone.flightMode();
		page = await phone.open('/meins');
		await page.getByText(say('mine_dates', { count: 37 }), { exact: true }).click();
		await page.getByRole('button', { name: new RegExp(`^${say('mine_withdraw')}: `) }).first().click();
		await page.getByRole('dialog').getByRole('button', { name: say('mine_withdraw'), exact: true }).click();
		await expect(page.getByText(say('mine_saying_withdraw'))).toBeVisible();
		await phone.network();
		await seesCount(phone, 35, 'state_confirmed');
		await seesCount(phone, 1, 'state_withdrawn');
		const left = (await snapshotOf(server.origin)).docs.flatMap((doc) => (doc.kind === 'occupancy' ? doc.slots : [])).filter(({ request }) => request !== 'request:others');
		expect(left).toHaveLength(35);
	});

	await test.step('the group writes to the office and hands over; neither needs the network', async () => {
		await phone.flightMode();
		page = await phone.open('/meins');
		await page.getByText(say('mine_write'), { exact: true }).first().click();
		await page.getByRole('textbox', { name: say('mine_write') }).fill('Wir bringen ein Klavier mit.');
		await page.getByRole('button', { name: say('mine_write_send') }).click();
		await expect(page.getByText(say('mine_message_waiting'))).toBeVisible();
		await page.getByRole('button', { name: say('mine_hand_over'), exact: true }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel(say('field_name'), { exact: true }).fill('Änne Groß');
		await dialog.getByLabel(say('field_phone')).fill('040 1234567');
		await dialog.getByRole('button', { name: say('mine_hand_over_send'), exact: true }).click();
		await expect(page.getByText(say('mine_saying_contact', { name: 'Änne Groß' }))).toBeVisible();
		await phone.network();
		await expect(page.getByText(say('mine_message_waiting'))).toHaveCount(0, { timeout: 60_000 });
		await expect(page.getByText('Wir bringen ein Klavier mit.')).toBeVisible();
		await expect.poll(async () => JSON.stringify(await allOf(server.origin, 'contact')), { timeout: 30_000 }).toContain('Änne Groß');
	});
});
