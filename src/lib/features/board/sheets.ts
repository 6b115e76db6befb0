import { type Day, addDays, mondayOf } from '#lib/kernel/moments.ts';
import { type LocalText, inLocale } from '#lib/kernel/text.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { Board, Place } from './queries.ts';
import type { Use } from './uses.ts';

/** The seven days of the week of a day. */
export const weekOf = (date: Day): Day[] => Array.from({ length: 7 }, (_, index) => addDays(mondayOf(date), index));

/**
 * What a sheet that hangs in a house may say about a use: the group's name only where it agreed to that, the title of a public
 * event; of everything else only that the room is taken.
 */
export function publicNameOf({ request, event }: Pick<Use, 'request' | 'event'>): LocalText | undefined {
	if (event) return event.title;
	return request?.onDoor && request.group ? { de: request.group } : undefined;
}

/** A room's day on paper: what is confirmed, in order, and what closes it. */
export type SheetDay = { date: Day; uses: Use[]; closure: Closure | undefined };

/** A room's week on paper. Only what the server confirmed: a sheet at the door is a promise. */
export const sheetOf = ({ uses, closures }: Pick<Board, 'uses' | 'closures'>, { room, house }: Place, days: readonly Day[]): SheetDay[] =>
	days.map((date) => ({
		date,
		uses: uses.filter((use) => use.room === room._id && use.date === date && use.state === 'confirmed').sort((a, b) => (a.from < b.from ? -1 : 1)),
		closure: closureOn(house._id, date, closures, room._id)
	}));

/** The words for a sheet, which is read by everybody: German, whatever the desk speaks. */
export const german = (text: LocalText): string => inLocale(text, 'de').text;
