import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browser } from './browser.ts';

/** Draws the PNG icons from the SVGs: `node tests/icons.ts`. Needed only after the drawing changed. */
const icons = [
	{ from: 'maskable', to: 'icon-180', size: 180 },
	{ from: 'icon', to: 'icon-192', size: 192 },
	{ from: 'icon', to: 'icon-512', size: 512 },
	{ from: 'maskable', to: 'maskable-512', size: 512 }
];
const shown = await chromium.launch(browser());
const page = await shown.newPage();
for (const { from, to, size } of icons) {
	const svg = readFileSync(`static/icons/${from}.svg`, 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `);
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
	await page.screenshot({ path: `static/icons/${to}.png`, omitBackground: true });
}
await shown.close();
