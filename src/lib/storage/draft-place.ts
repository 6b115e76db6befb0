import { database } from './database.ts';

/** More tabs with the same form than anybody has. */
const MOST = 9;

/** Where a form keeps its draft in this tab, how to give the place up, and the place of the draft it should begin with. */
export type DraftPlace = { form: string; begin: string; leave: () => void };

const nameOf = (form: string, nth: number) => (nth === 1 ? form : `${form}#${nth}`);
/** A reload comes back to the same place. */
const remembered = (form: string) => Number(sessionStorage.getItem(`draft-place:${form}`)) || 0;

/**
 * Finds a place for a form's draft that no other tab is writing to, so that two tabs never lose each other's text. The one this
 * tab had before, else one in which a draft waits, else an empty one, which begins with what was typed last elsewhere.
 * Without locks (an old browser) all tabs share the first.
 */
export async function draftPlace(form: string): Promise<DraftPlace> {
	if (!navigator.locks) return { form, begin: form, leave: () => {} };
	const drafts = new Map((await database.draft.where('form').startsWith(form).toArray()).map((row) => [row.form, row.savedAt]));
	const own = remembered(form);
	const places = Array.from({ length: MOST }, (_, index) => index + 1).sort((a, b) => rank(b) - rank(a) || a - b);
	function rank(nth: number) {
		return nth === own ? 2 : drafts.has(nameOf(form, nth)) ? 1 : 0;
	}
	for (const nth of places) {
		const leave = await hold(`draft:${nameOf(form, nth)}`);
		if (!leave) continue;
		sessionStorage.setItem(`draft-place:${form}`, String(nth));
		const held = nameOf(form, nth);
		const [latest] = [...drafts].filter(([name]) => name === form || name.startsWith(`${form}#`)).sort(([, a], [, b]) => (a > b ? -1 : 1));
		return { form: held, begin: drafts.has(held) ? held : (latest?.[0] ?? held), leave };
	}
	return { form, begin: form, leave: () => {} };
}

/** Holds a lock until it is given up or the tab goes. @returns undefined where another tab has it. */
const hold = (name: string) =>
	new Promise<(() => void) | undefined>((found) => {
		void navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? new Promise<void>((leave) => found(leave)) : found(undefined)));
	});
