import { m } from '#lib/paraglide/messages.js';
import type { Admission } from '../terms/entity.ts';
import type { ShownSpan } from './week.ts';

const free: Record<Admission, () => string> = { open: m.span_free, request: m.span_on_request, sponsor: m.span_sponsor, members: m.span_members };

/** What a part of a day is: taken, free for whom, or how many of a thing are free. */
export function spanWords(state: ShownSpan['state'], admission: Admission | undefined, left: number | undefined, units: number): string {
	if (state === 'taken') return m.span_taken();
	return left === undefined ? (free[admission ?? 'open'] ?? m.span_free)() : m.span_units({ count: left, all: units });
}
