import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browser } from '../browser.ts';
import type { Row } from './row.ts';

/** What a module of this folder measures in a real browser, with its IndexedDB. @param page its file; it has a `measure`. */
export async function measuredInBrowser(page: string): Promise<Row[]> {
	const entry = new URL(page, import.meta.url).pathname;
	const built = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['iife'], name: 'bench' } } });
	const [output] = Array.isArray(built) ? built : [built];
	const code = output && 'output' in output ? output.output[0].code : '';
	const server = createServer((_, answer) => answer.end('<!doctype html><meta charset="utf-8"><title>bench</title>')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const chrome = await chromium.launch(browser());
	try {
		const tab = await chrome.newPage();
		await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
		await tab.addScriptTag({ content: code });
		return await tab.evaluate(() => (globalThis as unknown as { bench: { measure: () => Promise<Row[]> } }).bench.measure());
	} finally {
		await chrome.close();
		server.close();
	}
}
