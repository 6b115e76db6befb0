import type { Message } from './entity.ts';

/** In the order in which they were written, as far as clocks tell. */
export const inOrder = (messages: readonly Message[]): Message[] => messages.toSorted((one, other) => (one.at < other.at || (one.at === other.at && one._id < other._id) ? -1 : 1));

/** What who asked wrote and the office has not answered yet. An answer names what it answers, so no clock decides. */
export function unanswered(messages: readonly Message[]): Message[] {
	const answered = new Set(messages.flatMap(({ by, answers = [] }) => (by === 'office' ? answers : [])));
	return inOrder(messages).filter(({ _id, by }) => by === 'resident' && !answered.has(_id));
}

/**
 * Whose turn it is in the exchange about an ask: `office` has a message to answer; `person` was asked back and has not
 * written since; undefined where nobody waits for words.
 */
export function turnIn(messages: readonly Message[]): 'office' | 'person' | undefined {
	if (unanswered(messages).length > 0) return 'office';
	const last = inOrder(messages.filter(({ by }) => by === 'office')).at(-1);
	return last?.asks ? 'person' : undefined;
}
