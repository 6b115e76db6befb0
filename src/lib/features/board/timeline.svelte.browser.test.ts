import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays, clockAt } from '#lib/kernel/moments.ts';
import { layoutOf } from './layout.ts';
import Timeline from './Timeline.svelte';
import type { Use } from './uses.ts';

const ROOMS = 60;
const PER_DAY = 4;
const days = Array.from({ length: 7 }, (_, index) => addDays('2026-12-07', index));
const house = { _id: 'house:gelb', name: { de: 'Gelbes Haus' }, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }] };
const room = (index: number) => ({ _id: `room:${index}`, house: house._id, name: { de: `Raum ${index}` }, bookable: true });
const places = Array.from({ length: ROOMS }, (_, index) => ({ house, room: room(index) })) as never;
const usesIn = (index: number) =>
	days.flatMap((date) =>
		Array.from({ length: PER_DAY }, (_, nth): Use => {
			const id = `request:${index}-${date}-${nth}`;
			return { id, room: `room:${index}`, date, from: clockAt((8 + nth * 3) * 60), to: clockAt((10 + nth * 3) * 60), state: 'confirmed', clashes: [], request: { purpose: `Treffen ${index}` } as never };
		})
	);
const all = Array.from({ length: ROOMS }, (_, index) => usesIn(index)).flat();
const layoutWith = (uses: Use[]) => layoutOf({ places, uses, closures: [], terms: [] }, days);
const layout = layoutWith(all);

let target: HTMLElement;
let board: Record<string, unknown>;
let shown = $state.raw(layout);
const region = () => target.querySelector<HTMLElement>('[role="region"]')!;
const links = () => target.querySelectorAll<HTMLElement>('a[data-use]');
const linksOf = (index: number) => target.querySelectorAll<HTMLElement>(`[data-room="room:${index}"] a[data-use]`);
const roomHere = () => document.activeElement?.closest('[data-room]')?.getAttribute('data-room');
/** Rows in sight and a margin are twenty at most on the screen of the test; all of them are three times as many. */
const bounded = () => expect(links().length).toBeLessThanOrEqual(20 * 7 * PER_DAY);

async function press(key: string) {
	document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
	await tick();
	await tick();
}

beforeEach(async () => {
	target = document.body.appendChild(document.createElement('div'));
	shown = layout;
	const props = { get layout() { return shown; }, address: ({ id }: Use) => `#${id}`, mayMove: () => false, ondrag: () => undefined };
	board = mount(Timeline, { target, props });
	flushSync();
	region().style.blockSize = '600px';
	region().style.inlineSize = '2000px';
	await expect.poll(() => linksOf(8).length).toBe(7 * PER_DAY);
});
afterEach(async () => {
	await unmount(board);
	target.remove();
});

test('only what is in sight is drawn; the rest is there in words', async () => {
	bounded();
	expect(linksOf(ROOMS - 1)).toHaveLength(0);
	expect(target.querySelector(`[data-room="room:${ROOMS - 1}"]`)?.textContent).toContain(`Treffen ${ROOMS - 1}`);
	expect(target.querySelectorAll('[role="row"]')).toHaveLength(ROOMS + 1);
});

test('a row is drawn when it is scrolled to, and no longer when it is scrolled away', async () => {
	const tall = region().scrollHeight;
	region().scrollTop = tall;
	await expect.poll(() => linksOf(ROOMS - 1).length).toBe(7 * PER_DAY);
	await expect.poll(() => linksOf(20).length).toBe(0);
	bounded();
	expect(region().scrollHeight, 'nothing jumps').toBe(tall);
});

test('a day is drawn when it is scrolled to, and the use with the focus also where its day is out of sight', async () => {
	const drawnOn = (day: number) => target.querySelectorAll(`[data-room="room:0"][data-date="${days[day]}"] a[data-use]`).length;
	const [first] = linksOf(0);
	first?.focus();
	region().style.inlineSize = '600px';
	await expect.poll(() => drawnOn(6)).toBe(0);
	expect(target.querySelector(`[data-room="room:0"][data-date="${days[6]}"]`)?.textContent).toContain('Treffen 0');
	region().scrollLeft = region().scrollWidth;
	await expect.poll(() => [drawnOn(0), drawnOn(6)]).toEqual([PER_DAY, PER_DAY]);
	await expect.poll(() => target.querySelectorAll(`[data-room="room:1"][data-date="${days[0]}"] a[data-use]`).length).toBe(0);
	expect(document.activeElement).toBe(first);
});

test('arrow keys lead from the last drawn row to the next and on to the end, and back', async () => {
	linksOf(0)[1]?.focus();
	for (let index = 1; index < ROOMS; index++) {
		await press('ArrowDown');
		expect(roomHere()).toBe(`room:${index}`);
	}
	await press('End');
	expect((document.activeElement as HTMLElement).dataset.use).toBe(`request:${ROOMS - 1}-${days[6]}-${PER_DAY - 1}`);
	await expect.poll(() => linksOf(20).length).toBe(0);
	bounded();
	await press('ArrowUp');
	expect(roomHere()).toBe(`room:${ROOMS - 2}`);
});

test('the use with the focus stays where it is when it is scrolled out of sight, and is the one stop of the Tab key', async () => {
	const link = linksOf(2)[3]!;
	link.focus();
	region().scrollTop = region().scrollHeight;
	await expect.poll(() => linksOf(ROOMS - 1).length).toBe(7 * PER_DAY);
	await expect.poll(() => linksOf(6).length).toBe(0);
	expect(document.activeElement).toBe(link);
	expect([...target.querySelectorAll('a[tabindex="0"]')]).toEqual([link]);
});

test('who has the focus on a use keeps it there while others come and go, and is on none when it goes itself', async () => {
	const [, here] = linksOf(2);
	here!.focus();
	const use = here!.dataset.use!;
	const instead = all.filter(({ id }) => id !== all[2 * 7 * PER_DAY]!.id).map((one) => (one.room === 'room:2' && one.id !== use ? { ...one, id: `${one.id}-anew` } : one));
	shown = layoutWith(instead);
	flushSync();
	expect(document.activeElement).toBe(here);
	expect(here!.dataset.use).toBe(use);
	shown = layoutWith(instead.map((one) => (one.id === use ? { ...one, id: `${use}-another` } : one)));
	flushSync();
	expect((document.activeElement as HTMLElement).dataset.use).toBeUndefined();
});

test('on paper everything is drawn', () => {
	window.dispatchEvent(new Event('beforeprint'));
	expect(links()).toHaveLength(ROOMS * 7 * PER_DAY);
	window.dispatchEvent(new Event('afterprint'));
	flushSync();
	bounded();
});
