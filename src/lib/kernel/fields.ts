import * as z from 'zod/mini';
import { day } from './moments.ts';

/** A trimmed single- or multi-line text that must hold something. `most` in characters. */
export const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

/** A reference to a document of one kind: its `_id`. */
export const ref = <K extends string>(kind: K) => z.templateLiteral([kind, ':', z.string().check(z.regex(/^[A-Za-z0-9:._-]{1,128}$/))]);

/** An official web address, https only. */
export const webAddress = () => z.string().check(z.maxLength(500), z.regex(/^https:\/\/[^\s/]+\.[^\s]+$/));

/** Where a fact comes from and when a person last checked it; `null` is shown as "noch nicht geprüft". */
export const provenance = { source: webAddress(), checkedOn: z.nullable(day()) };
