import { type Day, addDays } from '#lib/kernel/moments.ts';
import { everyRoomBetween } from '../booking/queries.ts';
import { DAYS_AFTER } from './rules.ts';

/** Every room with what a search for a day needs: what is taken on that day, and on those that are looked at for another time. */
export const roomsToSearch = (date: Day) => everyRoomBetween(date, addDays(date, DAYS_AFTER));
