import { database } from '#lib/storage/database.ts';

/** All houses in the order the office gave them. */
export const housesInOrder = () => database.house.orderBy('order').toArray();

/** The house with this speaking name (`grasbrookpark`) or UUID; `undefined` if there is none. */
export const houseNamed = (name: string) => database.house.get(`house:${name}`);
