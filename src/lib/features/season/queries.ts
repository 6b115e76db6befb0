import { database } from '#lib/storage/database.ts';

/** All seasons, the first one first. */
export const seasonsInOrder = () => database.season.orderBy('from').toArray();
