import { type Page, expect } from '@playwright/test';

/** Moves the focus with Tab until it is on what a person looks for; fails if the page has no way there. */
export async function tabTo(page: Page, matches: string, most = 120) {
	for (let step = 0; step < most; step++) {
		await page.keyboard.press('Tab');
		const label = await page.evaluate(() => {
			const element = document.activeElement === document.body ? null : (document.activeElement as (HTMLInputElement & HTMLElement) | null);
			const labels = element?.labels ? Array.from(element.labels, (one) => one.textContent) : [];
			return [...labels, element?.getAttribute('aria-label'), element?.textContent].filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim();
		});
		const visible = await page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body) return true;
			const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
			return outlineStyle !== 'none' || boxShadow !== 'none' || borderColor !== '';
		});
		expect(visible, `the focus on "${label}" can be seen`).toBe(true);
		if (label.includes(matches)) return;
	}
	throw new Error(`no way by keyboard to "${matches}"`);
}
