import * as z from 'zod/mini';

/** Who is asking. The server builds it from the session, the desk from the signed-in member. */
export type Actor = { name: string | null; roles: readonly string[] };

/** Staff of the office, as CouchDB roles. `registrar` is the server itself. */
export const isStaff = ({ roles }: Actor) => roles.includes('manager') || roles.includes('staff');
export const isRegistrar = ({ roles }: Actor) => roles.includes('registrar') || roles.includes('_admin');

type Shape = Record<string, z.core.SomeType>;

/**
 * The envelope every document shares. Loose: a field that a newer client added must survive an older one.
 * `sample` marks invented content that the desk removes in one click.
 */
const envelope = <K extends string, S extends Shape>(kind: K, fields: S) =>
	z.looseObject({
		_id: z.templateLiteral([kind, ':', z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/))]),
		_rev: z.optional(z.string()),
		kind: z.literal(kind),
		schema: z.int().check(z.minimum(0)),
		sample: z.optional(z.literal(true)),
		...fields
	});

type Raw = Record<string, unknown>;

/**
 * Everything true about one kind of document: fields, where it lives, who writes it, how old versions are lifted.
 * Table, projection, access check, validation on both sides and the contract test follow from it.
 */
export function defineEntity<const K extends string, S extends Shape>(definition: {
	kind: K;
	/** Which database holds it: `public` is read by everyone and never carries personal data; `desk` by staff. */
	database: 'public' | 'desk';
	fields: S;
	/** Dexie's index list after the primary key; plain text, so that the server can read this file too. */
	indexes: string;
	/** Written once and never changed again: a second revision is refused. */
	appendOnly?: true;
	/** The fields that say who wrote it and when: nobody writes in another's name. */
	signed?: { by: keyof S & string; at: keyof S & string };
	/** Step n lifts a document from schema n to n + 1. Append only, each with a golden fixture. */
	upcasters?: readonly ((doc: Raw) => Raw)[];
	mayWrite: (actor: Actor) => boolean;
}) {
	const schema = envelope(definition.kind, definition.fields);
	const upcasters = definition.upcasters ?? [];
	return {
		...definition,
		appendOnly: definition.appendOnly ?? false,
		schema,
		version: upcasters.length,
		/** Lifts a stored document to the current schema; one from the future keeps its number, one without a number stays as it is. Does not check it. */
		upcast(raw: Raw): Raw {
			const { schema: from = 0 } = raw;
			if (typeof from !== 'number') return raw;
			const lifted = upcasters.slice(from).reduce((doc, step) => step(doc), raw);
			return { ...lifted, schema: Math.max(from, upcasters.length) };
		}
	};
}

export type DocOf<E extends { schema: z.core.SomeType }> = z.infer<E['schema']>;
