import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { day } from '#lib/kernel/moments.ts';
import { localText } from '#lib/kernel/text.ts';

/** Days without school, both ends included. They close no house; many groups pause then, so the planner shows them. */
export const schoolHoliday = defineEntity({
	kind: 'school-holiday',
	database: 'public',
	indexes: 'from',
	fields: {
		name: localText(120),
		from: day(),
		to: day(),
		/** Entered by mistake. */
		retired: z.optional(z.literal(true))
	},
	mayWrite: isStaff
});
export type SchoolHoliday = DocOf<typeof schoolHoliday>;
