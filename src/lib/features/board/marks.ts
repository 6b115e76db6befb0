import CircleCheck from '@lucide/svelte/icons/circle-check';
import Gift from '@lucide/svelte/icons/gift';
import Inbox from '@lucide/svelte/icons/inbox';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Send from '@lucide/svelte/icons/send';
import Undo from '@lucide/svelte/icons/undo-2';
import { m } from '#lib/paraglide/messages.js';
import { span } from '#lib/ui/when.ts';
import { type Use, type UseState, nameOfUse } from './uses.ts';

const marks = {
	confirmed: { tone: 'moss', icon: CircleCheck, word: m.board_state_confirmed },
	confirming: { tone: 'amber', icon: Send, word: m.board_state_confirming },
	leaving: { tone: 'plain', icon: Undo, word: m.board_state_leaving },
	asked: { tone: 'water', icon: Inbox, word: m.board_state_asked },
	waiting: { tone: 'plain', icon: ListOrdered, word: m.board_state_waiting },
	offered: { tone: 'amber', icon: Gift, word: m.board_state_offered }
} as const;

/** How a state looks on the board, and its word. */
export const markOf = (state: UseState) => marks[state];

/** What a use is called on screen, also where only its time is known. */
export const titleOf = (use: Use) => nameOfUse(use) ?? m.board_unknown();

/** A use in words, as far as it is not said by the room and the day it stands at. */
export const wordsOf = (use: Use) =>
	[
		span(use.from, use.to),
		titleOf(use),
		marks[use.state].word(),
		...(use.clashes.length > 0 ? [use.clashes.length === 1 ? m.board_clash_one() : m.board_clash_other({ count: use.clashes.length })] : [])
	].join(', ');
