import { type Page, chromium } from '@playwright/test';
import { build } from 'vite';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { browser } from '../browser.ts';
import { startServer } from '../e2e/server.ts';
import type { Measure } from './first-sync-page.ts';
import { type Row, median } from './row.ts';

const DOCUMENTS = 10_000;
const ROUNDS = 5;
const PASSWORD = 'a-long-bench-password';

/** A large quarter: a directory, rooms' days, single events, and 300 things that happen every week. */
function documents(): Record<string, unknown>[] {
	const today = dayOf(toLocal(Date.now()));
	const text = 'Wer hilft, wo und wann, und was man mitbringt, steht in einem einfachen Satz. '.repeat(3);
	return Array.from({ length: DOCUMENTS }, (_, index) => {
		const start = `${addDays(today, index % 500)}T${String(8 + (index % 12)).padStart(2, '0')}:00`;
		const event = { _id: `event:bench${index}`, kind: 'event', schema: 0, title: { de: `Veranstaltung ${index}` }, about: { de: text }, category: 'culture', start, durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed' };
		if (index < 300) return { ...event, rrule: 'FREQ=WEEKLY' };
		if (index < 2000) return event;
		if (index < 4000) {
			const date = addDays(today, index % 500);
			const name = `bench${Math.floor(index / 500)}`;
			return { _id: `occupancy:${name}:${date}`, kind: 'occupancy', schema: 0, room: `room:${name}`, date, slots: [{ request: `request:${index}`, from: '10:00', to: '12:00' }] };
		}
		return { _id: `service:bench${index}`, kind: 'service', schema: 0, name: { de: `Hilfe ${index}` }, type: 'advice', topics: ['money'], summary: { de: text, 'de-x-leicht': text }, url: 'https://example.org/', bring: [{ de: 'Ausweis' }], situations: ['situation:bench'], keywords: ['Geld', 'Miete'], source: 'https://example.org/', checkedOn: null };
	});
}

async function plant(origin: string): Promise<void> {
	const all = documents();
	for (let from = 0; from < all.length; from += 1000) {
		const answer = await fetch(`${origin}/db/hafencity-public/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`admin:${PASSWORD}`)}` },
			body: JSON.stringify({ docs: all.slice(from, from + 1000) })
		});
		const rows = (await answer.json()) as { error?: string; reason?: string }[];
		const wrong = rows.find(({ error }) => error);
		if (wrong) throw new Error(wrong.reason);
	}
}

/** The page's part as one script, bundled as the app is. */
async function pageScript(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		define: { global: 'globalThis' },
		build: { write: false, lib: { entry: 'tests/bench/first-sync-page.ts', formats: ['iife'], name: 'bench' }, rollupOptions: { output: { codeSplitting: false } } }
	});
	const output = (Array.isArray(built) ? built[0] : built) as { output: { code?: string }[] };
	return String(output.output[0]?.code);
}

const call = (page: Page, name: keyof Measure) => page.evaluate((key) => (globalThis as unknown as { measure: Measure }).measure[key](), name);

/** First sync of 10,000 documents: our mirror against a bare Dexie put of the same rows and against PouchDB's replication. */
export async function run(): Promise<Row[]> {
	const [script, server] = await Promise.all([pageScript(), startServer({ ADMIN_PASSWORD: PASSWORD, SAMPLE: 'off', QUARTER: 'hafencity' })]);
	const chrome = await chromium.launch(browser());
	try {
		await plant(server.origin);
		await fetch(`${server.origin}/api/hafencity/snapshot`);
		const page = await (await chrome.newContext({ bypassCSP: true })).newPage();
		await page.goto(`${server.origin}/health`);
		await page.evaluate(script);
		const mirror: number[] = [];
		const raw: number[] = [];
		let rows = 0;
		for (let round = 0; round < ROUNDS; round++) {
			mirror.push((await call(page, 'mirror')).took);
			const put = await call(page, 'raw');
			raw.push(put.took);
			rows = put.rows;
		}
		const { took: own } = await call(page, 'pouch');
		const value = median(mirror);
		const bare = median(raw);
		return [
			{ name: `first sync of ${DOCUMENTS} documents (${rows} rows)`, value, unit: 'ms', against: `raw Dexie bulkPut of the same rows ${Math.round(bare)} ms`, ratio: value / bare, goal: '≤ 1.5 ×', most: { ratio: 1.5 } },
			{ name: 'the same, against PouchDB', value, unit: 'ms', against: `PouchDB’s default replication ${Math.round(own)} ms`, ratio: value / own, goal: '≤ 1 ×', most: { ratio: 1 } }
		];
	} finally {
		await chrome.close();
		await server.stop();
	}
}
