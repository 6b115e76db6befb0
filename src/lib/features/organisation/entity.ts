import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { provenance, webAddress } from '#lib/kernel/fields.ts';
import { localText } from '#lib/kernel/text.ts';

/** Who runs a service, a group or an event (HSDS organization). */
export const organisation = defineEntity({
	kind: 'organisation',
	database: 'public',
	indexes: '',
	fields: { name: localText(200), url: z.optional(webAddress()), ...provenance },
	mayWrite: isStaff
});
export type Organisation = DocOf<typeof organisation>;
