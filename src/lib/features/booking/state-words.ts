import CalendarX from '@lucide/svelte/icons/calendar-x';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import Gift from '@lucide/svelte/icons/gift';
import Hourglass from '@lucide/svelte/icons/hourglass';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Send from '@lucide/svelte/icons/send';
import TimerOff from '@lucide/svelte/icons/timer-off';
import Undo from '@lucide/svelte/icons/undo-2';
import { m } from '#lib/paraglide/messages.js';
import type { ReceiptAnswer } from '../request/ask.ts';

const marks = {
	requested: { tone: 'amber', icon: Send, word: m.state_requested, explain: m.state_requested_explain },
	taken: { tone: 'amber', icon: Hourglass, word: m.state_taken, explain: m.state_taken_explain },
	confirmed: { tone: 'moss', icon: CircleCheck, word: m.state_confirmed, explain: m.state_confirmed_explain },
	declined: { tone: 'red', icon: CircleX, word: m.state_declined, explain: m.state_declined_explain },
	expired: { tone: 'plain', icon: TimerOff, word: m.state_expired, explain: m.state_expired_explain },
	waiting: { tone: 'amber', icon: ListOrdered, word: m.state_waiting, explain: m.state_waiting_explain },
	offered: { tone: 'water', icon: Gift, word: m.state_offered, explain: m.state_offered_explain },
	withdrawn: { tone: 'plain', icon: Undo, word: m.state_withdrawn, explain: m.state_withdrawn_explain },
	cancelled: { tone: 'red', icon: CalendarX, word: m.state_cancelled, explain: m.state_cancelled_explain }
} as const;

/** How a state of a request looks and what it means for the person. Only the server's answer ever says `confirmed`. */
export const markOf = (state: ReceiptAnswer['state']) => marks[state];
