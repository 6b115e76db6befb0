import type { FreeTime } from '../outcome/entity.ts';
import type { Decision } from './entity.ts';

/** One thing the office can say, and to which dates. `name` tells it apart and is in the draft. */
export type Choice = { name: string; verdict: Decision['verdict']; label: string; requests: readonly Decision['request'][]; look?: 'main' | 'danger' | undefined };

/** Who else wants the time that is about to be given away, and what they would read as the reason of a no. */
export type Loser = { request: Decision['request']; purpose: string; reason: string };

/** What is kept of a decision while it is written. `own` is a time the office makes up itself. */
export type DecisionDraft = { name?: string | undefined; reason: string; offer: string; own: FreeTime; losers: boolean };

const OWN = 'own';
/** A free time as the value of a radio button. */
export const keyOf = ({ room, date, from, to }: FreeTime) => `${room} ${date} ${from} ${to}`;
export const ownTime = OWN;

/** The time that was chosen to be offered, or undefined while there is none. */
export function chosenOffer({ offer, own }: Pick<DecisionDraft, 'offer' | 'own'>, offers: readonly FreeTime[]): FreeTime | undefined {
	if (offer !== OWN) return offers.find((time) => keyOf(time) === offer);
	return own.date && own.from && own.to ? { ...own, to: own.to === '00:00' ? '24:00' : own.to } : undefined;
}
