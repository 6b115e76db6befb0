import { measuredInBrowser } from './in-browser.ts';

/** Month view and day list over 50,000 dates, search over 10,000 entries, in a real browser's IndexedDB. */
export const run = () => measuredInBrowser('./read-model-page.ts');
