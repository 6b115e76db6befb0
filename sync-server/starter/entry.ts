import type * as z from 'zod/mini';
import { type Doc, type Kind, catalogue } from '#lib/features/catalogue.ts';
import type { LocalText } from '#lib/kernel/text.ts';

/** German, Leichte Sprache, English. Sentences of the Leichte Sprache are put on lines of their own. */
export type Words = readonly [de: string, leicht: string, en: string];

/** The three languages as a document holds them. Splits the Leichte Sprache after `.`, `?`, never after a number. */
export const text = ([de, leicht, en]: Words): LocalText => ({ de, 'de-x-leicht': leicht.replaceAll(/(?<=\D[.?]) (?=[\p{Lu}\d])/gu, '\n'), en });

/** What a document of a kind holds beside its envelope. */
export type FieldsOf<K extends Kind> = z.output<z.ZodMiniObject<(typeof catalogue)[K]['fields'], z.core.$strict>>;

/** A document the quarter starts with: `<kind>:<name>`, in the schema of today. Speaking names, nothing about a person. */
export const entry = <K extends Kind>(kind: K, name: string, fields: FieldsOf<K>) =>
	({ _id: `${kind}:${name}`, kind, schema: catalogue[kind].version, ...fields }) as unknown as Doc<K>;

/** An invented document, marked so that one click removes it. */
export const sample = <K extends Kind>(kind: K, name: string, fields: FieldsOf<K>): Doc<K> => ({ ...entry(kind, name, fields), sample: true });

/** One whose id says it, too. */
export const sampleEntry = <K extends Kind>(kind: K, name: string, fields: FieldsOf<K>): Doc<K> => sample(kind, `sample-${name}`, fields);

/** A title that says in every language that it is invented. */
export const sampleTitle = ([de, leicht, en]: Words): LocalText => text([`Beispiel: ${de}`, `Beispiel: ${leicht}`, `Example: ${en}`]);
