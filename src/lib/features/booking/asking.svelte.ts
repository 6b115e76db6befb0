import type { Failure } from '#lib/kernel/failure.ts';
import { discardDraft, loadDraft, saveDraft } from '#lib/storage/drafts.ts';
import { sendAsk } from '#lib/sync/outbox.ts';
import { now } from '#lib/ui/clock.svelte.ts';
import { sentenceFor } from '#lib/ui/failure-words.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { lastContact } from './queries.ts';
import type { Place } from './rules.ts';
import { BOOKING_DRAFT, type Typed, askFrom, draftFrom, nothingTyped } from './typed.ts';

/** A request while it is being filled in: what is typed, kept on the device with every stroke, and what is wrong with it. */
export class Asking {
	typed = $state<Typed>({ ...nothingTyped });
	/** A draft from before was put back. */
	restored = $state(false);
	ready = $state(false);
	#tried = $state(false);
	#refused = $state.raw<Failure[]>([]);
	#facts: () => Place;

	constructor(facts: () => Place) {
		this.#facts = facts;
		$effect(() => {
			const values = $state.snapshot(this.typed);
			if (this.ready && Object.values(values).some(Boolean)) void saveDraft(BOOKING_DRAFT, values);
		});
	}

	/** Puts back the draft, else how the person was reached the last time; `preset` (from the address) comes before both. */
	async begin(preset: Partial<Typed>): Promise<void> {
		const draft = draftFrom(await loadDraft(BOOKING_DRAFT));
		const { name = '', mail = '', phone = '' } = (draft ? undefined : await lastContact()) ?? {};
		Object.assign(this.typed, draft ?? { name, mail, phone }, preset);
		this.restored = draft !== undefined;
		this.ready = true;
	}

	/** What keeps it from being sent: known once a person tried, and then kept up to date. */
	get failures(): Failure[] {
		if (!this.#tried) return [];
		return [...this.#refused, ...(this.#read().failures ?? [])];
	}

	/** The sentence beside a field, by its dotted path. */
	errorOf(field: string): string | undefined {
		const found = this.failures.find((failure) => failure.field === field);
		return found && sentenceFor(found);
	}

	async startOver(): Promise<void> {
		await discardDraft(BOOKING_DRAFT);
		this.typed = { ...nothingTyped };
		this.#tried = false;
		this.restored = false;
	}

	/** @returns true when the request is safe on this device and on its way. */
	async send(): Promise<boolean> {
		this.#tried = true;
		this.#refused = [];
		const { value } = this.#read();
		if (!value) return false;
		const failed = await sendAsk(value, { form: BOOKING_DRAFT, values: $state.snapshot(this.typed) });
		if (failed) this.#refused = [failed];
		else this.ready = false;
		return !failed;
	}

	#read() {
		return askFrom(this.typed, this.#facts(), { locale: language.locale, at: new Date(now.instant).toISOString(), now: now.local });
	}
}
