import { spawnSync } from 'node:child_process';

/** What knows days and times. */
const dated = ['src/lib/kernel', ...['booking', 'closure', 'event', 'finding', 'fixed-slot', 'letting', 'occurrence', 'office-hour', 'screen', 'terms'].map((slice) => `src/lib/features/${slice}/`)].join(' ');

/** Everything that must hold, one step after the other, with the time each took. Stops at the first that fails. */
const steps: [what: string, command: string, env?: Record<string, string>][] = [
	['a browser', 'node tests/install-browser.ts'],
	['types', 'npm run check --silent'],
	['rules, server and sync in process', 'vitest run --project node'],
	// Vitest leaves a core to whoever watches; the dice have their time on both.
	['the dice', 'vitest run --project dice --maxWorkers=2'],
	['time and rules on machines in other zones: New York', `vitest run --project node ${dated}`, { TZ: 'America/New_York' }],
	['time and rules on machines in other zones: Kolkata', `vitest run --project node ${dated}`, { TZ: 'Asia/Kolkata' }],
	['storage and sync in a browser', 'vitest run --project browser'],
	['the build', 'npm run build --silent'],
	['journeys', 'playwright test -c tests/e2e/playwright.config.ts']
];

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const begun = performance.now();
const took: string[] = [];
for (const [index, [what, command, env]] of steps.entries()) {
	console.log(`\n▶ ${index + 1}/${steps.length} ${what}: ${command}`);
	const stepBegun = performance.now();
	const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
	took.push(`${seconds(stepBegun).padStart(6)}  ${what}`);
	if (status !== 0) {
		console.error(`\n✗ ${what} failed after ${seconds(stepBegun)}`);
		process.exit(1);
	}
}
console.log(`\n✓ everything holds, ${seconds(begun)}\n${took.join('\n')}`);
