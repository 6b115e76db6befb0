import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { type Locale, locales } from '#lib/kernel/text.ts';

const KEY = 'locale';
const isLocale = (text: unknown): text is Locale => locales.includes(text as Locale);

let locale = $state<Locale>('de');

/** The language the page speaks. Messages read it, so every word on screen follows a change without a reload. */
export const language = {
	get locale() {
		return locale;
	},
	/** The BCP 47 tag for `<html lang>`: Leichte Sprache is German. */
	get lang() {
		return locale === 'en' ? 'en' : 'de';
	},
	/** Chooses a language; the page, its forms and its place stay as they are. Works without network. */
	choose(chosen: Locale) {
		locale = chosen;
		localStorage.setItem(KEY, chosen);
		document.documentElement.lang = language.lang;
	},
	/** Speaks a language without keeping it as the device's choice: a lobby screen has its own. */
	speak(spoken: Locale) {
		locale = spoken;
		document.documentElement.lang = language.lang;
	}
};

/** Reads the chosen language, else the browser's first one we speak, and connects the messages to it. Once, at start. */
export function startLanguage() {
	const chosen = localStorage.getItem(KEY);
	locale = isLocale(chosen) ? chosen : navigator.languages.some((tag) => tag.startsWith('de')) || !navigator.language.startsWith('en') ? 'de' : 'en';
	document.documentElement.lang = language.lang;
	overwriteGetLocale(() => locale);
}
