import { database } from './database.ts';

/** More tabs with the same form than anybody has. */
const MOST = 9;

/** Where a form keeps its draft in this tab, and the draft it begins with. */
export type DraftPlace = { form: string; begin: string };

/** What this tab holds: it keeps a place until it is closed. */
const held = new Map<string, Promise<DraftPlace['form']>>();

const nameOf = (form: string, nth: number) => (nth === 1 ? form : `${form}#${nth}`);
const keyOf = (form: string) => `draft-place:${form}`;

/**
 * The place for a form's draft that no other tab writes to, so that two tabs never lose each other's text: the one this tab had
 * before a reload, else one in which a draft waits, else an empty one, which begins with what was typed last elsewhere.
 * Without locks (an old browser) all tabs share the first.
 */
export async function draftPlace(form: string): Promise<DraftPlace> {
	const drafts = (await database.draft.where('form').startsWith(form).toArray()).filter(({ form: name }) => name === form || name.startsWith(`${form}#`));
	let place = held.get(form);
	if (!place) held.set(form, (place = find(form, new Set(drafts.map(({ form: name }) => name)))));
	const own = await place;
	const [latest] = drafts.sort((a, b) => (a.savedAt > b.savedAt ? -1 : 1));
	return { form: own, begin: drafts.some(({ form: name }) => name === own) ? own : (latest?.form ?? own) };
}

async function find(form: string, drafts: ReadonlySet<string>): Promise<string> {
	if (!navigator.locks) return form;
	const own = sessionStorage.getItem(keyOf(form));
	const rank = (name: string) => (name === own ? 0 : drafts.has(name) ? 1 : 2);
	const places = Array.from({ length: MOST }, (_, index) => nameOf(form, index + 1)).sort((a, b) => rank(a) - rank(b));
	for (const place of places) {
		if (!(await hold(place))) continue;
		sessionStorage.setItem(keyOf(form), place);
		return place;
	}
	return form;
}

/** Holds a lock until the tab goes. @returns false where another tab has it. */
const hold = (place: string) =>
	new Promise<boolean>((found) => {
		void navigator.locks.request(`draft:${place}`, { ifAvailable: true }, (lock) => {
			found(lock !== null);
			return lock ? new Promise<never>(() => {}) : undefined;
		});
	});
