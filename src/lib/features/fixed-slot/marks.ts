import Ban from '@lucide/svelte/icons/ban';
import CalendarX from '@lucide/svelte/icons/calendar-x';
import Check from '@lucide/svelte/icons/check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Clock from '@lucide/svelte/icons/clock';
import History from '@lucide/svelte/icons/history';
import GitMerge from '@lucide/svelte/icons/git-merge';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import { m } from '#lib/paraglide/messages.js';
import type { DateCheck } from './rules.ts';

/** How a date stands: a tone, an icon and a word. What was asked for says where the server has it. */
export function markOf({ standing, own }: DateCheck) {
	if (standing !== 'asked') return marks[standing]();
	if (own?.state === 'confirmed') return marks.booked();
	return own?.state === 'taken' ? marks.lost() : marks.asked();
}

const marks = {
	booked: () => ({ tone: 'moss', icon: CircleCheck, word: m.desk_fixed_booked() }) as const,
	lost: () => ({ tone: 'red', icon: Ban, word: m.desk_state_taken() }) as const,
	asked: () => ({ tone: 'amber', icon: Clock, word: m.desk_fixed_asked() }) as const,
	free: () => ({ tone: 'water', icon: Check, word: m.desk_fixed_free() }) as const,
	taken: () => ({ tone: 'red', icon: Ban, word: m.desk_fixed_taken() }) as const,
	clash: () => ({ tone: 'amber', icon: GitMerge, word: m.desk_fixed_clash() }) as const,
	holiday: () => ({ tone: 'plain', icon: CalendarX, word: m.desk_fixed_holiday() }) as const,
	closed: () => ({ tone: 'plain', icon: CalendarX, word: m.desk_fixed_closed() }) as const,
	past: () => ({ tone: 'plain', icon: History, word: m.desk_fixed_past() }) as const,
	'ruled-out': () => ({ tone: 'red', icon: TriangleAlert, word: m.desk_fixed_ruled_out() }) as const
};
