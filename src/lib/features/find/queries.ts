import { database } from '#lib/storage/database.ts';
import type { LocalText } from '#lib/kernel/text.ts';

/** Something the desk can jump to. */
export type Findable = { id: string; kind: 'request' | 'event' | 'service'; text: LocalText; date?: string };

/** Everything of the desk that can be found by its words. */
export async function findables(): Promise<Findable[]> {
	const [requests, events, services] = await Promise.all([database.request.toArray(), database.event.toArray(), database.service.toArray()]);
	return [
		...requests.map(({ _id, purpose, date }) => ({ id: _id as string, kind: 'request' as const, text: { de: purpose }, date })),
		...events.map(({ _id, title, start }) => ({ id: _id as string, kind: 'event' as const, text: title, date: start.slice(0, 10) })),
		...services.map(({ _id, name }) => ({ id: _id as string, kind: 'service' as const, text: name }))
	];
}
