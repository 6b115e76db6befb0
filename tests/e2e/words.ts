import { readFileSync, readdirSync } from 'node:fs';
import { type Locale, locales } from '#lib/kernel/text.ts';

const areas = readdirSync(new URL('../../src/words/de/', import.meta.url));
const read = (locale: Locale) =>
	Object.assign({}, ...areas.map((area) => JSON.parse(readFileSync(new URL(`../../src/words/${locale}/${area}`, import.meta.url), 'utf8')) as object)) as Record<string, unknown>;
const words = Object.fromEntries(locales.map((locale) => [locale, read(locale)])) as Record<Locale, Record<string, unknown>>;

/** The words of the app, as a person reads them: journeys look for what is on screen, not for what the code calls it. */
export function say(key: string, values: Record<string, string | number> = {}, locale: Locale = 'de'): string {
	const message = words[locale][key];
	if (typeof message !== 'string') throw new Error(`no simple message ${key} in ${locale}`);
	return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`));
}

/** A message as a pattern: its placeholders match anything. */
export function saying(key: string, locale: Locale = 'de'): RegExp {
	const text = say(key, {}, locale);
	return new RegExp(text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}
