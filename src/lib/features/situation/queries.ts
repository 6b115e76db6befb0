import { database } from '#lib/storage/database.ts';

/** The situations people name, in the order the office gave them. */
export const situationsInOrder = () => database.situation.orderBy('order').toArray();
