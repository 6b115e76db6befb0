import { language } from './language.svelte.ts';

/** What a language is called in the language of the page: "en" → "Englisch". The tag itself where the browser has no name. */
export const languageName = (tag: string): string =>
	new Intl.DisplayNames([language.lang], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
