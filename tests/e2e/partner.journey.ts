import { v7 } from 'uuid';
import { nameOf, newSecret } from '#lib/kernel/ids.ts';
import { axeFinds } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { manager, sees } from './people.ts';
import { type Evening, factsOf, freeTwoHours, snapshotOf } from './times.ts';
import { say, saying } from './words.ts';

/** Somebody asks; how that is done on a screen is another journey's. */
async function ask(origin: string, { facts, date, from, to }: Evening, purpose: string) {
	const time = { room: facts.room._id, date, from, to };
	const wanted = { id: v7(), receipt: newSecret(), form: 'booking', ...time, purpose, groupSize: 8, contact: { name: 'Erika Muster', mail: 'erika@example.org' }, locale: 'de', madeAt: new Date().toISOString() };
	const answer = await fetch(`${origin}/api/hafencity/inbox`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wanted) });
	expect(answer.status).toBe(201);
}

test.use({ env: { SAMPLE: 'off' } });

const password = 'ein-anderes-langes-passwort';

test('a partner signs in by link, sees only what is asked for in its rooms, answers, closes its house and lays down its rules', async ({ server, device }) => {
	test.setTimeout(120_000);
	const evening = await freeTwoHours(server.origin);
	const { house, room } = evening.facts;
	const elsewhere = factsOf(await snapshotOf(server.origin)).find((facts) => facts.house._id !== house._id && facts.room.bookable && facts.house.status === 'open');
	await ask(server.origin, evening, 'Chorprobe Amsel');
	if (elsewhere) await ask(server.origin, await freeTwoHours(server.origin, 4, elsewhere.house._id), 'Skatrunde');

	const desk = await manager(device, server);
	const address = await test.step('a manager makes the link, for one house', async () => {
		const page = await desk.open('/buero/einstellungen');
		await page.locator('[name="role"]').selectOption('partner');
		await page.getByRole('button', { name: say('desk_account_add_action') }).click();
		await expect(page.getByRole('group', { name: say('partner_houses') })).toContainText(saying('failure_missing'));
		await page.getByRole('checkbox', { name: house.name.de }).check();
		await page.getByRole('button', { name: say('desk_account_add_action') }).click();
		return page.locator('[name="link"]').inputValue();
	});

	const partner = await device();
	const { page } = partner;
	await test.step('the partner chooses name and password and sees its own request', async () => {
		await partner.open(new URL(address).pathname + new URL(address).hash);
		await page.getByLabel(say('desk_account_name')).fill('genossenschaft');
		await page.getByLabel(say('field_password'), { exact: true }).fill(password);
		await page.getByRole('button', { name: say('desk_set_up_action') }).click();
		await expect(page.getByRole('heading', { level: 1, name: say('partner_title') })).toBeVisible();
		await expect(page.getByRole('heading', { level: 4, name: 'Chorprobe Amsel' })).toBeVisible();
		await expect(page.getByText('erika@example.org')).toBeVisible();
		await expect(page.getByText('Skatrunde')).toHaveCount(0);
		expect(await axeFinds(page)).toEqual([]);
	});

	await test.step('a no needs a reason; what is typed is kept; the yes is what everybody sees', async () => {
		const card = page.getByRole('article').filter({ hasText: 'Chorprobe Amsel' });
		await card.getByRole('button', { name: say('desk_decline'), exact: true }).click();
		await card.getByRole('button', { name: say('desk_decline_send') }).click();
		await expect(card.getByText(saying('failure_missing'))).toBeVisible();
		await card.getByRole('button', { name: say('desk_cancel') }).click();
		await card.getByRole('button', { name: say('desk_confirm'), exact: true }).click();
		await card.getByRole('textbox').fill('Der Schlüssel hängt im Laden.');
		await partner.open('/partner');
		await card.getByRole('button', { name: say('desk_confirm'), exact: true }).click();
		await expect(card.getByRole('textbox')).toHaveValue('Der Schlüssel hängt im Laden.');
		await partner.flightMode();
		await card.getByRole('button', { name: say('desk_confirm_send') }).click();
		await expect(card.getByText(say('failure_unreachable'))).toBeVisible();
		await partner.network();
		await card.getByRole('button', { name: say('desk_confirm_send') }).press('Enter');
		await sees(page, 'desk_state_confirmed');
		const taken = (await snapshotOf(server.origin)).docs.filter((doc) => doc.kind === 'occupancy' && doc.room === room._id && doc.date === evening.date);
		expect(taken).toMatchObject([{ slots: [{ from: evening.from, to: evening.to }] }]);
	});

	await test.step('it closes its house for a day', async () => {
		const form = page.getByRole('form', { name: say('partner_closure_add') });
		await form.getByLabel(saying('partner_closure_why')).fill('Inventur');
		await form.getByLabel(say('partner_closure_from')).fill(evening.date);
		await form.getByRole('button', { name: say('partner_closure_add') }).click();
		await expect(page.getByRole('button', { name: `${say('partner_closure_lift')}: Inventur` })).toBeVisible();
	});

	await test.step('it lays down a rule of its room, which everybody reads', async () => {
		await partner.open(`/partner/regeln/raum/${nameOf(room._id)}`);
		await page.getByLabel(say('desk_terms_lead_hours')).fill('24');
		await page.getByRole('button', { name: say('desk_terms_save') }).click();
		await expect(page.getByText(say('desk_terms_saved'))).toBeVisible();
		expect((await snapshotOf(server.origin)).docs).toContainEqual(expect.objectContaining({ kind: 'terms', room: room._id, leadHours: 24 }));
		await partner.open('/partner');
	});

	await test.step('and leaves: nothing of it opens any more', async () => {
		await page.getByRole('button', { name: say('desk_sign_out') }).click();
		await expect(page.getByRole('heading', { level: 1, name: say('desk_sign_in') })).toBeVisible();
		await partner.open('/partner');
		await expect(page.getByRole('heading', { level: 1, name: say('desk_sign_in') })).toBeVisible();
	});
	expect(partner.problems).toEqual([]);
	expect(partner.foreign).toEqual([]);
});
