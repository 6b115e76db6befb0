import { minutesOf } from '#lib/kernel/moments.ts';
import { type Scale, draggedSpan, minuteAt, movedTo } from './rules.ts';
import type { Use } from './uses.ts';

/** A time somebody drags to, and where in the window it is drawn. */
export type Ghost = Pick<Use, 'room' | 'date' | 'from' | 'to'> & { left: string; top: string; width: string; height: string };

/** So many pixels are a slip of the hand, not a drag. */
const SLIP = 6;

type Drawn = { scale: Scale; step: number; useOf: (id: string) => Use | undefined };
type Begun = { x: number; y: number; minute: number; cell: HTMLElement; use: Use | undefined };

/**
 * Dragging on the board with mouse or pen: over nothing it draws out a new time, over a use it moves it. It changes nothing by
 * itself: `dropped` hears of it, and a form opens. A finger scrolls.
 */
export class Dragging {
	ghost = $state.raw<Ghost>();
	#begun: Begun | undefined;
	#over = false;

	#board: () => Drawn;
	#dropped: (to: Ghost, use: Use | undefined) => void;

	/** @param board what is drawn now: its scale, the step in minutes, and the uses that may be moved. */
	constructor(board: () => Drawn, dropped: (to: Ghost, use: Use | undefined) => void) {
		this.#board = board;
		this.#dropped = dropped;
	}

	begin = (event: PointerEvent) => {
		const cell = cellAt(event);
		const id = (event.target as Element).closest<HTMLElement>('a[data-use]')?.dataset.use;
		if (event.pointerType === 'touch' || event.button !== 0 || !cell) return;
		this.#over = false;
		const use = id === undefined ? undefined : this.#board().useOf(id);
		if (id === undefined || use) this.#begun = { x: event.clientX, y: event.clientY, minute: this.#minuteIn(cell, event), cell, use };
	};

	move = (event: PointerEvent) => {
		const begun = this.#begun;
		if (!begun || (!this.ghost && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < SLIP)) return;
		event.preventDefault();
		const cell = begun.use ? (cellAt(event) ?? begun.cell) : begun.cell;
		const minute = this.#minuteIn(cell, event);
		const { step, scale } = this.#board();
		const span = begun.use ? movedTo(begun.use, minutesOf(begun.use.from) + minute - begun.minute) : draggedSpan(begun.minute, minute, step);
		const { left, top, width, height } = cell.getBoundingClientRect();
		const per = width / (scale.end - scale.start);
		const { room = '', date = '' } = cell.dataset;
		const [start, end] = [minutesOf(span.from), minutesOf(span.to)];
		this.ghost = { room, date, ...span, left: pixels(left + (start - scale.start) * per), top: pixels(top), width: pixels((end - start) * per), height: pixels(height) };
	};

	end = () => {
		const { ghost } = this;
		const use = this.#begun?.use;
		this.stop();
		if (!ghost) return;
		this.#over = true;
		this.#dropped(ghost, use);
	};

	/** Nothing happened: the pointer was lost, or Escape was pressed. */
	stop = () => {
		this.#begun = undefined;
		this.ghost = undefined;
	};

	/** The click that follows a drag opens nothing. */
	click = (event: MouseEvent) => {
		if (this.#over) event.preventDefault();
		this.#over = false;
	};

	#minuteIn(cell: HTMLElement, { clientX }: PointerEvent): number {
		const { scale, step } = this.#board();
		const { left, width } = cell.getBoundingClientRect();
		return minuteAt(scale, (clientX - left) / width, step);
	}
}

const pixels = (count: number) => `${count}px`;
const cellAt = ({ clientX, clientY }: PointerEvent) => document.elementsFromPoint(clientX, clientY).map((found) => found.closest<HTMLElement>('[data-date]')).find(Boolean) ?? undefined;
