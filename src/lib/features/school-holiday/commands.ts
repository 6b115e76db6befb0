import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { localTextOf } from '#lib/kernel/typed-text.ts';
import { change, create } from '#lib/storage/write.ts';
import { type SchoolHoliday, schoolHoliday } from './entity.ts';

/** What the form holds, as it is typed. */
export type HolidayValues = { name: string; easy: string; en: string; from: string; to: string };
export const emptyHoliday: HolidayValues = { name: '', easy: '', en: '', from: '', to: '' };

/** Enters school holidays. @returns every failure with its field. */
export async function enterHoliday(values: HolidayValues): Promise<Failure[] | undefined> {
	const found = [
		...(['name', 'from', 'to'] as const).filter((field) => values[field].trim() === '').map((field) => failure('missing', `holiday.${field}`)),
		...(values.to && values.to < values.from ? [failure('end-before-start', 'holiday.to')] : [])
	];
	if (found.length > 0) return found;
	return create({ _id: newId('school-holiday'), kind: 'school-holiday', schema: schoolHoliday.version, name: localTextOf({ ...values, de: values.name }), from: values.from, to: values.to });
}

/** Takes out what was entered by mistake. @returns why not. */
export const removeHoliday = ({ _id }: SchoolHoliday): Promise<Failure[] | undefined> => change(_id, { retired: true });
