import { database } from '#lib/storage/database.ts';

/** The rooms of a house, in the order the office gave them. */
export const roomsOf = (house: string) => database.room.where('house').equals(house).sortBy('order');

/** The room with this name or UUID; `undefined` if there is none. */
export const roomNamed = (name: string) => database.room.get(`room:${name}`);

/** Every room, for lists that name them. */
export const allRooms = () => database.room.toArray();
