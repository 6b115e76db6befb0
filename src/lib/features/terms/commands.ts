import type { Failure } from '#lib/kernel/failure.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import { change, create } from '#lib/storage/write.ts';
import { type PlaceId, type Terms, ruleNames } from './entity.ts';
import { type TermsFields, termsAbout } from './form.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Lays down what holds for a house or a room. Only what differs from `before` is written, so that two people can lay down
 * different rules of one place; what was an invented sample is the office's own from then on.
 * @param before the terms as they were when the form opened; undefined where there were none.
 * @returns the failures with their fields; `storage` where the device could not keep it.
 */
export async function layDown(place: PlaceId, before: Terms | undefined, after: TermsFields): Promise<Failure[] | undefined> {
	if (!before) return create(termsAbout(place, after));
	const changed = ruleNames.filter((name) => !same(before[name], after[name]));
	if (changed.length === 0 && !before.sample) return undefined;
	return change(before._id, { ...Object.fromEntries(changed.map((name) => [name, after[name]])), ...(before.sample ? { sample: undefined } : {}) });
}

/**
 * Gives a house or a room its own list of what is looked at at handover and return, or takes it away (`undefined`).
 * @returns the failures with their fields; `storage` where the device could not keep it.
 */
export const layDownChecklist = (place: PlaceId, list: LocalText[] | undefined): Promise<Failure[] | undefined> => change(place, { checklist: list });
