import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium } from '@playwright/test';
import { browser } from '../browser.ts';
import { type Line, openLine } from './line.ts';
import type { Server } from './server.ts';

export const phone = { width: 390, height: 844 };
export const laptop = { width: 1280, height: 800 };
export const lobby = { width: 1920, height: 1080 };

export type Look = { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark' };

/** One person's device: a browser with its own profile on disk, and its own network line to the server. */
export class Device {
	readonly line: Line;
	/** Requests to anyone but the server; there must never be one. */
	readonly foreign: string[] = [];
	/** Uncaught errors and refusals of the content security policy; there must be none either. */
	readonly problems: string[] = [];
	#context: BrowserContext;
	#page: Page;
	readonly #profile: string;
	readonly #look: Look;

	private constructor(line: Line, profile: string, look: Look, context: BrowserContext, page: Page) {
		this.line = line;
		this.#profile = profile;
		this.#look = look;
		this.#context = context;
		this.#page = page;
	}

	static async switchOn(server: Pick<Server, 'port'>, look: Look = {}): Promise<Device> {
		const line = await openLine(server.port);
		const profile = await mkdtemp(join(tmpdir(), 'quartierslotse-device-'));
		const { context, page } = await launch(profile, look);
		const device = new Device(line, profile, look, context, page);
		device.#watch(context);
		return device;
	}

	get page(): Page {
		return this.#page;
	}
	get context(): BrowserContext {
		return this.#context;
	}

	#watch(context: BrowserContext) {
		context.on('request', (request) => {
			const url = request.url();
			if (/^https?:/.test(url) && !url.startsWith(`${this.line.origin}/`)) this.foreign.push(url);
		});
		context.on('weberror', (problem) => this.problems.push(String(problem.error().stack ?? problem.error())));
		context.on('console', (message) => {
			if (/Content.Security.Policy/i.test(message.text())) this.problems.push(message.text());
		});
	}

	/** Opens an address of the app. */
	async open(path: string): Promise<Page> {
		await this.#page.goto(this.line.origin + path, { waitUntil: 'domcontentloaded' });
		return this.#page;
	}

	/** Waits until the app is kept on this device and opens without network. */
	async ready(): Promise<void> {
		await this.#page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
	}

	/** No network at all: every connection broken, and the browser knows. */
	async flightMode(): Promise<void> {
		await this.line.cut();
		await this.#context.setOffline(true);
	}
	/** The wire is cut, but the browser believes to be online, as in a tunnel. */
	async tunnel(): Promise<void> {
		await this.line.cut();
	}
	async network(): Promise<void> {
		await this.line.restore();
		await this.#context.setOffline(false);
	}

	/** Closes the browser and opens it again with the same profile, in the network it had. `atStart` runs in the page before the app. */
	async reopen(path: string, atStart?: () => void): Promise<Page> {
		await this.#context.close();
		const { context, page } = await launch(this.#profile, this.#look);
		this.#context = context;
		this.#page = page;
		this.#watch(context);
		if (atStart) await page.addInitScript(atStart);
		return this.open(path);
	}

	/** The page dies as by a crash of its process; a new one is opened. */
	async crash(path: string): Promise<Page> {
		const dead = new Promise((resolve) => this.#page.once('crash', resolve));
		void this.#page.goto('chrome://crash').catch(() => undefined);
		await dead;
		this.#page = await this.#context.newPage();
		return this.open(path);
	}

	async switchOff(): Promise<void> {
		await this.#context.close().catch(() => undefined);
		await this.line.close();
		await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function launch(profile: string, { viewport = phone, colorScheme = 'light' }: Look) {
	const context = await chromium.launchPersistentContext(profile, {
		...browser(),
		headless: true,
		viewport,
		colorScheme,
		locale: 'de-DE',
		timezoneId: 'Europe/Berlin',
		reducedMotion: 'reduce'
	});
	context.setDefaultTimeout(15_000);
	return { context, page: context.pages()[0] ?? (await context.newPage()) };
}
