import type { House } from '#lib/features/house/entity.ts';
import type { Room } from '#lib/features/room/entity.ts';
import { type Locale, inLocale } from '#lib/kernel/text.ts';

/** Names a room as one finds it, by its id: its own name and its house's. */
export const placeNamer = (rooms: ReadonlyMap<string, Room>, houses: ReadonlyMap<string, House>) => (id: string, locale: Locale) => {
	const room = rooms.get(id);
	return [room, houses.get(room?.house ?? '')].map((place) => (place ? inLocale(place.name, locale).text : '')).filter(Boolean).join(', ');
};
