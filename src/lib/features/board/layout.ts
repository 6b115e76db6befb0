import { type Day, minutesOf } from '#lib/kernel/moments.ts';
import { openOn } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { Board, Place } from './queries.ts';
import { type Minutes, type Scale, type Steps, lanesOf, paddedOf, placeOn, scaleOf } from './rules.ts';
import type { Use } from './uses.ts';

/** Where something is drawn: parts of the day's width. */
type Placed = { at: number; size: number };
/** A use where it is drawn, its lane, and where it has the room with setting up and cleaning up, if that is longer. */
export type Bar = Placed & { use: Use; lane: number; padded: Placed | undefined };
/** A room's day. `open` are the parts of the width in which the house is open. */
export type Cell = { date: Day; bars: Bar[]; lanes: number; open: Placed[]; closure: Closure | undefined };
export type Row = { place: Place; cells: Cell[]; lanes: number };
export type Layout = { scale: Scale; rows: Row[] };

/** How high a row is, in CSS: known from its lanes before anything in it is drawn, and whole pixels, so that nothing drifts. */
export const heightOf = ({ lanes }: Pick<Row, 'lanes'>) => `round(up, ${lanes} * var(--lane-size) + 0.5rem, 1px)`;

const minutesIn = ({ from, to }: { from: string; to: string }): Minutes => ({ start: minutesOf(from), end: minutesOf(to) });

function barsOf(uses: readonly Use[], scale: Scale): Bar[] {
	const lanes = lanesOf(uses);
	return uses.map((use, index) => ({
		use,
		...placeOn(scale, minutesIn(use)),
		lane: lanes[index]!,
		padded: use.before || use.after ? placeOn(scale, paddedOf(use)) : undefined
	}));
}

/**
 * Where everything stands on the board: a row per room, a cell per day, its uses in lanes. The scale reaches from the earliest
 * to the latest of all that is open or in use, so that every day is as wide and begins at the same hour.
 */
export function layoutOf({ places, uses, closures, terms }: Pick<Board, 'places' | 'uses' | 'closures' | 'terms'>, days: readonly Day[]): Layout {
	const usesOn = Map.groupBy(uses, ({ room, date }) => `${room} ${date}`);
	const opened = places.map(({ room, house }) => days.map((date) => openOn({ room, house, closures, terms }, date).map(minutesIn)));
	const scale = scaleOf([...opened.flat(2), ...uses.map(paddedOf)]);
	const rows = places.map((place, row): Row => {
		const cells = days.map((date, column): Cell => {
			const bars = barsOf(usesOn.get(`${place.room._id} ${date}`) ?? [], scale);
			return {
				date,
				bars,
				lanes: Math.max(1, ...bars.map(({ lane }) => lane + 1)),
				open: opened[row]![column]!.map((span) => placeOn(scale, span)),
				closure: closureOn(place.house._id, date, closures, place.room._id)
			};
		});
		return { place, cells, lanes: Math.max(...cells.map(({ lanes }) => lanes)) };
	});
	return { scale, rows };
}

/** What the arrow keys step through, all of it: also what is out of sight and not drawn. */
export const stepsOf = ({ rows }: Layout): Steps =>
	rows.map(({ cells }) => cells.flatMap(({ bars }, day) => bars.map(({ use }) => ({ id: use.id, at: day * 1440 + minutesOf(use.from) }))).sort((a, b) => a.at - b.at));

/** What of the board is asked for: the rooms of a house, of a use, or all, and the uses in them. */
export function narrowed<B extends Pick<Board, 'places' | 'uses'>>(board: B, { house, use }: { house: string; use: string }): B {
	const places = board.places.filter((place) => (!house || place.house._id === `house:${house}`) && (!use || place.room.use === use));
	const rooms = new Set<string>(places.map(({ room }) => room._id));
	return { ...board, places, uses: board.uses.filter(({ room }) => rooms.has(room)) };
}
