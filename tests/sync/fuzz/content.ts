/** The small quarter that every run begins with. */
const provenance = { source: 'https://www.example.org', checkedOn: null };
const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' };

export const START = '2026-11-23T09:00:00.000Z';
export const rooms = ['room:saal', 'room:kitchen'] as const;
/** What is lent: there are two of it. */
export const BEAMER = 'room:beamer' as const;
export const stockOf = (room: unknown): number => (room === BEAMER ? 2 : 1);
/** The kitchen is set up and cleaned up, in minutes. */
export const PADDING = { before: 30, after: 15 };
export const paddingOf = (room: unknown): Partial<typeof PADDING> => (room === rooms[1] ? PADDING : {});
export const days = ['2026-12-01', '2026-12-02'] as const;
/** Times that overlap, touch, and stand apart. */
export const spans = [['10:00', '12:00'], ['11:00', '13:00'], ['12:00', '14:00'], ['09:00', '18:00'], ['15:00', '16:00'], ['16:00', '17:00'], ['08:00', '09:00']] as const;
export const events = ['event:market', 'event:choir', 'event:repair'] as const;
export const categories = ['meeting', 'culture', 'sport', 'advice'] as const;

export const eventOf = (id: string, set: Record<string, unknown> = {}) => ({
	_id: id, kind: 'event', schema: 0, title: { de: `Fest ${id}` }, category: 'culture', start: '2026-12-04T19:00', durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed', ...set
});

const roomOf = (id: string, order: number, set: Record<string, unknown> = { use: 'hall', capacity: 50 }) => ({
	_id: id, kind: 'room', schema: 0, house: 'house:east', name: { de: id }, order, equipment: [], access: [], rules: [], bookable: true, ...set, ...provenance
});

const requestOf = (name: string, [from, to]: readonly [string, string], set: Record<string, unknown> = {}) => ({
	_id: `request:${name}`, kind: 'request', schema: 0, form: 'booking', room: rooms[0], date: days[0], from, to, purpose: 'Probe', groupSize: 5, locale: 'de', madeAt: START, receivedAt: START, ...set
});
const asked = requestOf('sample', ['19:00', '20:00'], { sample: true });

/** Somebody whose address has to go before long. */
export const OLD_CONTACT = { _id: 'contact:old', kind: 'contact', schema: 0, name: 'Kim', mail: 'kim@example.org', keepUntil: '2026-12-20' };

export const content = {
	public: [
		{ _id: 'house:east', kind: 'house', schema: 0, name: { de: 'Haus' }, order: 1, status: 'open', hours: [always], access: [], rules: [], criteria: [], ...provenance },
		...rooms.map((id, order) => roomOf(id, order)),
		roomOf(BEAMER, rooms.length, { use: 'thing', units: stockOf(BEAMER) }),
		{ _id: `terms:${rooms[1]}`, kind: 'terms', schema: 0, room: rooms[1], ...PADDING },
		...events.map((id) => eventOf(id)),
		eventOf('event:weekly', { rrule: 'FREQ=WEEKLY;COUNT=3' }),
		eventOf('event:sample', { sample: true }),
		{ _id: `occupancy:saal:${days[0]}`, kind: 'occupancy', schema: 0, room: rooms[0], date: days[0], slots: [{ request: asked._id, from: asked.from, to: asked.to, sample: true }] }
	],
	desk: [
		asked,
		// More than the room can hold.
		...spans.map((span, index) => requestOf(`open-${index}`, span)),
		OLD_CONTACT
	]
};
