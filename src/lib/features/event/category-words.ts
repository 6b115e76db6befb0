import { m } from '#lib/paraglide/messages.js';
import type { Event } from './entity.ts';

const words: Record<Event['category'], () => string> = {
	meeting: m.category_meeting,
	culture: m.category_culture,
	sport: m.category_sport,
	advice: m.category_advice,
	children: m.category_children,
	course: m.category_course,
	market: m.category_market,
	assembly: m.category_assembly
};

/** What people call a category. */
export const categoryName = (category: Event['category']) => words[category]();
