import { measuredInBrowser } from './in-browser.ts';

/** The search for free rooms, from the stored documents to what is shown, in a real browser's IndexedDB. */
export const run = () => measuredInBrowser('./finding-page.ts');
