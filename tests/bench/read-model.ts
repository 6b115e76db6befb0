import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browser } from '../browser.ts';
import type { Row } from './row.ts';

/** Month view and day list over 50,000 dates, search over 10,000 entries, in a real browser's IndexedDB. */
export async function run(): Promise<Row[]> {
	const entry = new URL('./read-model-page.ts', import.meta.url).pathname;
	const built = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['iife'], name: 'bench' } } });
	const [output] = Array.isArray(built) ? built : [built];
	const code = output && 'output' in output ? output.output[0].code : '';
	const server = createServer((_, answer) => answer.end('<!doctype html><meta charset="utf-8"><title>bench</title>')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const chrome = await chromium.launch(browser());
	try {
		const page = await chrome.newPage();
		await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
		await page.addScriptTag({ content: code });
		return await page.evaluate(() => (globalThis as unknown as { bench: { measure: () => Promise<Row[]> } }).bench.measure());
	} finally {
		await chrome.close();
		server.close();
	}
}
