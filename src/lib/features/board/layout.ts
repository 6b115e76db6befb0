import { type Day, minutesOf } from '#lib/kernel/moments.ts';
import { openOn } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { Board, Place } from './queries.ts';
import { type Minutes, type Scale, type Steps, lanesOf, paddedOf, placeOn, scaleOf } from './rules.ts';
import type { Use } from './uses.ts';

/** A use where it is drawn: parts of the day's width, a lane, and how much of it is setting up and cleaning up. */
export type Bar = { use: Use; at: number; size: number; lane: number; before: number; after: number };
/** A room's day. `open` are the parts of the width in which the house is open. */
export type Cell = { date: Day; bars: Bar[]; lanes: number; open: { at: number; size: number }[]; closure: Closure | undefined };
export type Row = { place: Place; cells: Cell[]; lanes: number };
export type Layout = { scale: Scale; rows: Row[] };

const minutesIn = ({ from, to }: { from: string; to: string }): Minutes => ({ start: minutesOf(from), end: minutesOf(to) });

function barsOf(uses: readonly Use[], scale: Scale): Bar[] {
	const lanes = lanesOf(uses);
	return uses.map((use, index) => {
		const padded = paddedOf(use);
		const length = padded.end - padded.start;
		return {
			use,
			...placeOn(scale, padded),
			lane: lanes[index]!,
			before: (minutesOf(use.from) - padded.start) / length,
			after: (padded.end - minutesOf(use.to)) / length
		};
	});
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
