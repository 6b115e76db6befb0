import { database } from '#lib/storage/database.ts';

/** The school holidays that the office entered, in order. */
export const schoolHolidays = async () => (await database['school-holiday'].orderBy('from').toArray()).filter(({ retired }) => !retired);
