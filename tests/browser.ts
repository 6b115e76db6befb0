import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Background traffic off: a test browser talks to the server under test and to nobody else. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];

/**
 * Playwright's launch options for a Chromium that is really there: its own if installed, else the system's.
 * `tests/install-browser.ts` puts one in place where there is none.
 */
export function browser(): { executablePath?: string; args: string[] } {
	const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
	if (existsSync(chromium.executablePath())) return { args };
	const system = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'].find((path) => existsSync(path));
	return system ? { executablePath: system, args } : { args };
}
