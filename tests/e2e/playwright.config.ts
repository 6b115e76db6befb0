import { defineConfig } from '@playwright/test';

/** Journeys through the built app and the real server, in a real browser. No retries: a race is a bug. */
export default defineConfig({
	testDir: '.',
	testMatch: '*.journey.ts',
	outputDir: '../../test-results',
	workers: 2,
	fullyParallel: true,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: { actionTimeout: 15_000, navigationTimeout: 20_000 }
});
