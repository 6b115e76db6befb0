import { inLocale } from '#lib/kernel/text.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { dayAndSpan } from '#lib/ui/when.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { RoomPlace } from './queries.ts';

/** A time as people say it, with the house and room where it is not the one at hand. */
export function placeWords({ room, date, from, to }: FreeTime, places: ReadonlyMap<string, RoomPlace> | undefined, here?: string): string {
	const when = dayAndSpan(date, from, to);
	const place = room === here ? undefined : places?.get(room);
	return place ? `${when}, ${inLocale(place.house.name, language.locale).text}, ${inLocale(place.room.name, language.locale).text}` : when;
}
