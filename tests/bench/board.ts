import { addDays, clockAt, dayOf, mondayOf, toLocal } from '#lib/kernel/moments.ts';
import { Device, laptop } from '../e2e/device.ts';
import { leader } from '../e2e/people.ts';
import { startServer } from '../e2e/server.ts';
import { say, saying } from '../e2e/words.ts';
import { type Row, median } from './row.ts';

const ROOMS = 60;
const PER_DAY = 4;
const WEEKS = 7;
/** Milliseconds that a busy machine may take to get there; nothing of it is measured. */
const PATIENCE = 60_000;

type Doc = { _id: string } & Record<string, unknown>;

/** Sixty rooms with four confirmed bookings a day, for some weeks from a Monday on, as the desk holds them. */
function bookings(monday: string): Record<string, Doc[]> {
	const at = new Date().toISOString();
	const house = { _id: 'house:bench', kind: 'house', schema: 0, name: { de: 'Haus' }, order: 99, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }], access: [], rules: [], criteria: [], source: 'https://example.org/', checkedOn: null };
	const room = (index: number) => ({ _id: `room:bench-${index}`, kind: 'room', schema: 0, house: house._id, name: { de: `Raum ${index}` }, order: index, use: 'meeting', equipment: [], access: [], rules: [], bookable: true, source: 'https://example.org/', checkedOn: null });
	const tables: Record<string, Doc[]> = { house: [house], room: Array.from({ length: ROOMS }, (_, index) => room(index)), occupancy: [], request: [], decision: [], outcome: [] };
	for (let index = 0; index < ROOMS; index++)
		for (let day = 0; day < WEEKS * 7; day++) {
			const date = addDays(monday, day);
			const slots = Array.from({ length: PER_DAY }, (_, nth) => ({ request: `request:bench-${index}-${day}-${nth}`, from: clockAt((8 + nth * 3) * 60 + 30), to: clockAt((10 + nth * 3) * 60 + 30) }));
			tables.occupancy?.push({ _id: `occupancy:bench-${index}:${date}`, kind: 'occupancy', schema: 0, room: `room:bench-${index}`, date, slots });
			for (const { request, from, to } of slots) {
				const name = request.slice('request:'.length);
				tables.request?.push({ _id: request, kind: 'request', schema: 0, form: 'booking', room: `room:bench-${index}`, date, from, to, purpose: `Treffen ${name}`, groupSize: 5, locale: 'de', madeAt: at, receivedAt: at });
				tables.decision?.push({ _id: `decision:${name}`, kind: 'decision', schema: 0, request, verdict: 'confirm', decidedBy: 'Büro', decidedAt: at });
				tables.outcome?.push({ _id: `outcome:${name}:${name}`, kind: 'outcome', schema: 0, request, decision: `decision:${name}`, result: 'confirmed', alternatives: [], at });
			}
		}
	return tables;
}

/** From one week of the board to the next, and scrolling through it, as the built app does it at a real desk. */
export async function run(): Promise<Row[]> {
	const server = await startServer();
	const devices: Device[] = [];
	try {
		const desk = await Device.switchOn(server, { viewport: laptop });
		devices.push(desk);
		await desk.open(server.setupPath);
		await desk.page.getByLabel(say('desk_account_name')).fill(leader.name);
		await desk.page.getByLabel(say('field_password'), { exact: true }).fill(leader.password);
		await desk.page.getByRole('button', { name: say('desk_set_up_action') }).click();
		await desk.page.getByRole('heading', { level: 1, name: say('desk_inbox') }).waitFor({ timeout: PATIENCE });
		// Only what comes after the first reading stays: that one puts everything in place of what is there.
		await desk.page.getByText(saying('stand')).first().waitFor({ timeout: PATIENCE });
		await desk.page.locator('[data-item]').first().waitFor({ timeout: PATIENCE });
		const monday = mondayOf(addDays(dayOf(toLocal(Date.now())), 14));
		await desk.page.evaluate(
			(tables) =>
				new Promise<void>((resolve, reject) => {
					const open = indexedDB.open('quartierslotse');
					open.onerror = () => reject(open.error ?? new Error('open'));
					open.onsuccess = () => {
						const write = open.result.transaction(Object.keys(tables), 'readwrite');
						for (const [table, docs] of Object.entries(tables)) for (const doc of docs) write.objectStore(table).put(doc);
						write.oncomplete = () => (open.result.close(), resolve());
						write.onerror = () => reject(write.error ?? new Error('write'));
					};
				}),
			bookings(monday)
		);
		await desk.open(`/buero/belegung?tag=${monday}&haus=bench&form=zeit`);
		const uses = ROOMS * 7 * PER_DAY;
		await desk.page.locator('a[data-use]').nth(7 * PER_DAY).waitFor({ state: 'attached', timeout: PATIENCE });
		const times: number[] = [];
		for (let week = 1; week < WEEKS; week++) {
			// Until every day in sight has all its bookings and a frame with them is through: rows out of sight are not drawn.
			const took = await desk.page.evaluate(
				([button = '', monday = '', most = 0]: [string, string, number]) =>
					new Promise<number>((resolve) => {
						const board = document.querySelector('[role="region"][tabindex="0"]')?.getBoundingClientRect();
						const inSight = [...document.querySelectorAll<HTMLElement>('[data-date]')].filter((cell) => {
							const { top, bottom, left, right } = cell.getBoundingClientRect();
							return board && bottom > board.top && top < board.bottom && right > board.left && left < board.right;
						});
						const begun = performance.now();
						const drawn = new MutationObserver(() => {
							if (!inSight.every((cell) => cell.isConnected && (cell.dataset.date ?? '') >= monday && cell.querySelectorAll('a[data-use]').length === most)) return;
							drawn.disconnect();
							requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
						});
						drawn.observe(document.body, { subtree: true, childList: true, attributes: true });
						document.querySelector<HTMLElement>(`button[aria-label="${button}"]`)?.click();
					}),
				[say('board_next_week'), addDays(monday, week * 7), PER_DAY] as [string, string, number]
			);
			times.push(took);
		}
		const late = await desk.page.evaluate(async () => {
			const board = document.querySelector<HTMLElement>('[role="region"][tabindex="0"]');
			let before = performance.now();
			const frames: number[] = [];
			for (let step = 0; step < 90 && board; step++) {
				board.scrollTop += 40;
				await new Promise((resolve) => requestAnimationFrame(resolve));
				frames.push(performance.now() - before);
				before = performance.now();
			}
			return frames.filter((frame) => frame > 34).length;
		});
		const blank = await desk.page.evaluate(async () => {
			const board = document.querySelector<HTMLElement>('[role="region"][tabindex="0"]');
			let frames = 0;
			for (let step = 0; step < 90 && board; step++) {
				board.scrollTop -= 40;
				await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
				const { top, bottom } = board.getBoundingClientRect();
				const rows = [...board.querySelectorAll('[role="row"]:has([data-date])')].filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom);
				if (rows.some((row) => !row.querySelector('a[data-use]'))) frames++;
			}
			return frames;
		});
		return [
			{ name: `occupancy board: the next week of ${ROOMS} rooms, ${uses} bookings, from the press to the picture`, value: median(times), unit: 'ms', goal: '≤ 200 ms', most: { value: 200 } },
			{ name: 'occupancy board: frames dropped of 90 while it is scrolled from top to bottom', value: late, unit: '', goal: '0', most: { value: 0 } },
			{ name: 'occupancy board: frames of 90 on the way back in which a row in sight was not drawn yet', value: blank, unit: '', goal: '0', most: { value: 0 } }
		];
	} finally {
		for (const own of devices) await own.switchOff();
		await server.stop();
	}
}
