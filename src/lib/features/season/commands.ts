import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { localTextOf } from '#lib/kernel/typed-text.ts';
import { create } from '#lib/storage/write.ts';
import { RENEW_DAYS, season } from './entity.ts';

/** What the form holds, as it is typed. */
export type SeasonValues = { name: string; easy: string; en: string; from: string; to: string; renewDays: string };
export const emptySeason: SeasonValues = { name: '', easy: '', en: '', from: '', to: '', renewDays: String(RENEW_DAYS) };

/** No season is longer: a room cannot be asked for further ahead than 18 months. Days. */
const LONGEST = 540;

/** Makes a season. @returns its id, or every failure with its field. */
export async function makeSeason({ name, easy, en, from, to, renewDays }: SeasonValues): Promise<{ id: string; failures?: undefined } | { failures: Failure[] }> {
	const found = [
		...(['name', 'from', 'to'] as const).filter((field) => ({ name, from, to })[field].trim() === '').map((field) => failure('missing', field)),
		...(from && to && to < from ? [failure('end-before-start', 'to')] : []),
		...(from && to && to > addDays(from, LONGEST) ? [failure('invalid', 'to')] : [])
	];
	if (found.length > 0) return { failures: found };
	const id = newId('season');
	const failures = await create({ _id: id, kind: 'season', schema: season.version, name: localTextOf({ de: name, easy, en }), from, to, renewDays: Number(renewDays) });
	return failures ? { failures } : { id };
}
