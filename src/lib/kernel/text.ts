import * as z from 'zod/mini';

/** The languages of the app. `de-x-leicht` is Leichte Sprache: a text of its own, not a simpler version of `de`. */
export const locales = ['de', 'de-x-leicht', 'en'] as const;
export type Locale = (typeof locales)[number];

const words = (most: number) => z.string().check(z.maxLength(most));

/** A text that the office writes in up to three languages. German is always there. */
export const localText = (most = 2000) =>
	z.looseObject({
		de: z.string().check(z.trim(), z.minLength(1), z.maxLength(most)),
		'de-x-leicht': z.optional(words(most)),
		en: z.optional(words(most))
	});
export type LocalText = z.infer<ReturnType<typeof localText>>;

/**
 * The text for a reader, with the BCP 47 tag for the `lang` attribute of what is really shown.
 * Where a language is missing German is shown, and `lang` says so.
 */
export function inLocale(text: LocalText, locale: Locale): { text: string; lang: 'de' | 'en'; missing: boolean } {
	const own = text[locale];
	if (own) return { text: own, lang: locale === 'en' ? 'en' : 'de', missing: false };
	return { text: text.de, lang: 'de', missing: locale !== 'de' };
}
