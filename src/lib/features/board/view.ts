import { check } from '#lib/kernel/check.ts';
import { type Day, addDays, day, mondayOf } from '#lib/kernel/moments.ts';
import type { Use } from './uses.ts';

/** What the board shows, as its address says it. `list` undefined: the list on a narrow screen, else the timeline. */
export type View = { date: Day; span: 'week' | 'day'; house: string; use: string; list: boolean | undefined };

export const BOARD = '/buero/belegung';

/** Reads the address; what it does not say, or says wrong, is today's week of all rooms. */
export function viewFrom(params: URLSearchParams, today: Day): View {
	const shown = params.get('form');
	return {
		date: check(day(), params.get('tag')).value ?? today,
		span: params.get('sicht') === 'tag' ? 'day' : 'week',
		house: params.get('haus') ?? '',
		use: params.get('art') ?? '',
		list: shown === 'liste' ? true : shown === 'zeit' ? false : undefined
	};
}

/** The address of a view, with what is open in it. */
export function addressOf({ date, span, house, use, list }: View, open?: string): string {
	const said = Object.entries({
		tag: date,
		sicht: span === 'day' ? 'tag' : '',
		haus: house,
		art: use,
		form: list === undefined ? '' : list ? 'liste' : 'zeit',
		eintrag: open ?? ''
	}).filter(([, value]) => value !== '');
	return `${BOARD}?${new URLSearchParams(said)}`;
}

/** The days of a view, in order. */
export const daysOf = ({ date, span }: Pick<View, 'date' | 'span'>): Day[] =>
	span === 'day' ? [date] : Array.from({ length: 7 }, (_, index) => addDays(mondayOf(date), index));

/** The address of the form for a booking, filled in as far as is known. */
export const bookingAddress = (known: Partial<Pick<Use, 'room' | 'date' | 'from' | 'to'>> = {}) => {
	const said = Object.entries({ raum: known.room, tag: known.date, von: known.from, bis: known.to }).filter(([, value]) => value !== undefined) as [string, string][];
	return `${BOARD}/neu?${new URLSearchParams(said)}`;
};

/** The address of the form that moves a booking, filled in with where to, if that is known. */
export const movingAddress = (request: string, to?: Pick<Use, 'room' | 'date' | 'from' | 'to'>) =>
	`${BOARD}/verlegen/${encodeURIComponent(request.slice('request:'.length))}${to ? `?${new URLSearchParams({ raum: to.room, tag: to.date, von: to.from, bis: to.to })}` : ''}`;

/** What such an address fills in. */
export function presetFrom(params: URLSearchParams): Partial<Pick<Use, 'room' | 'date' | 'from' | 'to'>> {
	const names = { room: 'raum', date: 'tag', from: 'von', to: 'bis' } as const;
	return Object.fromEntries(Object.entries(names).flatMap(([field, name]) => (params.get(name) ? [[field, params.get(name)]] : [])));
}
