import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** A label of two fields leads to the first of them. axe no longer looks for it. */
const idsTwice = (page: Page) => page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, index, all) => all.indexOf(id) < index));

/** What axe finds on a page as it stands, as sentences that name the rule and the first places. @param rules only these. */
export async function axeFinds(page: Page, where = 'here', rules?: string[]): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode();
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	const found = violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => String(target)).slice(0, 3).join(' | ')}`);
	return [...found, ...(await idsTwice(page)).map((id) => `${where}: two elements have the id ${id}`)];
}

/** The same in the light and in the dark. */
export async function axeFindsInBoth(page: Page, where = 'here'): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		found.push(...(await axeFinds(page, `${where}, ${colorScheme}`)));
	}
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	return found;
}
