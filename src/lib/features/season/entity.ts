import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { day } from '#lib/kernel/moments.ts';
import { localText } from '#lib/kernel/text.ts';

/** The time for which groups get fixed times, both ends included. So many days before its end the office is asked what goes on. */
export const season = defineEntity({
	kind: 'season',
	database: 'public',
	indexes: 'from',
	fields: { name: localText(120), from: day(), to: day(), renewDays: z.int().check(z.minimum(0), z.maximum(365)) },
	mayWrite: isStaff
});
export type Season = DocOf<typeof season>;

/** How long before the end of a season the office is asked, where nobody said otherwise. */
export const RENEW_DAYS = 28;
