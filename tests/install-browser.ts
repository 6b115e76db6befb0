import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browser } from './browser.ts';

/** Makes sure that there is a Chromium: what is installed, else Playwright's own, else Debian's package, the one without windows first: it takes half the time. */
const found = () => browser().executablePath ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined);
const attempts: [string, ...string[]][] = [
	['npx', 'playwright', 'install', 'chromium'],
	['sh', '-c', 'apt-get update && apt-get install -y chromium-headless-shell'],
	['apt-get', 'install', '-y', 'chromium']
];
for (const [command, ...args] of attempts) {
	if (found()) break;
	console.log(`No browser yet, trying: ${command} ${args.join(' ')}`);
	spawnSync(command, args, { stdio: 'inherit' });
}
if (!found()) {
	console.error('The journeys need a Chromium. Install Google Chrome or Chromium, or run "npx playwright install chromium" with a network.');
	process.exit(1);
}
console.log(`Browser: ${found()}`);
