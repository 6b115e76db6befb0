import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { expect, test } from './fixtures.ts';
import { draftsHere } from './on-device.ts';
import { askFor, confirms, declines, fillIn, formFor, manager, openRequest, resident, sees, seesAfterLookingAgain, speak } from './people.ts';
import { freeTwoHours } from './times.ts';
import { say } from './words.ts';

test.use({ env: { SAMPLE: 'off' } });

test('a request made with no network is saved, sent when there is one, and its answer arrives without an account', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const desk = await manager(device, server);
	const phone = await resident(device);

	await phone.flightMode();
	await askFor(phone, evening, { purpose: 'Geburtstag mit Nachbarn' });
	await sees(phone.page, 'state_on_device');
	await expect(phone.page.getByText(say('state_confirmed'), { exact: true })).toHaveCount(0);

	await test.step('it is still there after the browser was closed', async () => {
		await phone.reopen('/meins');
		await phone.flightMode();
		await phone.open('/meins');
		await sees(phone.page, 'state_on_device');
	});

	await phone.network();
	await phone.open('/meins');
	await sees(phone.page, 'state_requested');
	expect(phone.line.requests.filter((line) => line === 'POST /api/hafencity/inbox').length).toBeGreaterThan(0);

	await openRequest(desk.page, 'Geburtstag mit Nachbarn');
	await confirms(desk.page);
	await sees(desk.page, 'desk_state_confirmed');
	await seesAfterLookingAgain(phone, 'state_confirmed');
});

test('a refusal says why', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const desk = await manager(device, server);
	const phone = await resident(device);
	await askFor(phone, evening, { purpose: 'Flohmarkt im Saal' });
	await sees(phone.page, 'state_requested');
	await openRequest(desk.page, 'Flohmarkt im Saal');
	await declines(desk.page, 'Der Boden wird an diesem Tag erneuert.');
	await sees(desk.page, 'desk_state_declined');
	await seesAfterLookingAgain(phone, 'state_declined');
	await expect(phone.page.getByText('Der Boden wird an diesem Tag erneuert.')).toBeVisible();
});

test('what was typed survives a reload, a language switch, a crash and a closed browser', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const phone = await resident(device);
	const path = formFor(evening);
	const page = await phone.open(path);
	await fillIn(page, evening, { purpose: 'Chorprobe für alle', name: 'Änne Groß' });
	const stillThere = async () => {
		await expect(phone.page.getByLabel(say('field_purpose'))).toHaveValue('Chorprobe für alle');
		await expect(phone.page.getByLabel(say('field_name'), { exact: true })).toHaveValue('Änne Groß');
		await expect(phone.page.getByLabel(say('field_date'), { exact: true })).toHaveValue(evening.date);
	};
	const saved = () => expect.poll(() => draftsHere(phone.page)).toContain('Änne Groß');
	await saved();
	await page.reload();
	await stillThere();
	await speak(page, 'en');
	await speak(page, 'de');
	await stillThere();
	await phone.crash(path);
	await stillThere();
	await phone.reopen(path);
	await stillThere();
	await phone.page.getByRole('button', { name: say('request_send') }).click();
	await sees(phone.page, 'state_requested');
	await phone.open(path);
	await expect(phone.page.getByLabel(say('field_purpose'))).toHaveValue('');
});

test('the form names each field that is wrong, and the way out', async ({ server, device }) => {
	const evening = await freeTwoHours(server.origin);
	const phone = await resident(device);
	const page = await phone.open(formFor(evening));
	const send = page.getByRole('button', { name: say('request_send') });
	const told = (key: string, values = {}) => expect(page.getByText(say(key, values)).first()).toBeVisible();

	await send.click();
	await told('failure_missing', { field: say('field_date') });
	await told('failure_missing', { field: say('field_purpose') });
	await expect(page.getByRole('alert')).toBeVisible();

	await fillIn(page, evening, { purpose: 'Chorprobe' });
	await page.getByLabel(say('field_date'), { exact: true }).fill(addDays(dayOf(toLocal(Date.now())), -2));
	await send.click();
	await told('failure_past');

	await fillIn(page, { ...evening, from: evening.to, to: evening.from }, { purpose: 'Chorprobe' });
	await send.click();
	await told('failure_end_before_start');

	await fillIn(page, { ...evening, from: '03:00', to: '04:00' }, { purpose: 'Chorprobe' });
	await send.click();
	await told('failure_closed');

	await fillIn(page, evening, { purpose: 'Viele Worte. '.repeat(8000) });
	await send.click();
	await told('failure_too_long', { field: say('field_purpose') });

	await fillIn(page, evening, { purpose: 'Chorprobe', mail: 'keine-adresse' });
	await send.click();
	await told('failure_invalid', { field: say('field_mail') });

	await fillIn(page, evening, { purpose: 'Chorprobe', mail: '' });
	await send.click();
	await told('failure_contact_missing');
	expect(phone.line.requests.filter((line) => line.startsWith('POST /api'))).toEqual([]);

	await fillIn(page, evening, { purpose: 'Chorprobe' });
	await send.click();
	await sees(page, 'state_requested');
});
