import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { addDays, day } from '#lib/kernel/moments.ts';
import { m } from '#lib/paraglide/messages.js';
import { draftPlace } from '#lib/storage/draft-place.ts';
import { discardDraft, loadDraft, saveDraft } from '#lib/storage/drafts.ts';
import { Live } from '#lib/storage/live.svelte.ts';
import { sendAsk } from '#lib/sync/outbox.ts';
import { now } from '#lib/ui/clock.svelte.ts';
import { errorAt, naming } from '#lib/ui/failure-words.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Ask } from '../request/ask.ts';
import { type Laid, priceOf, termsFor } from '../terms/rules.ts';
import { matrixOf } from './matrix.ts';
import { factsBetween, lastContact } from './queries.ts';
import { HORIZON_DAYS, type Place, type RoomFacts, lastDay } from './rules.ts';
import { daysOf, isOverMidnight, isRule, partsOf } from './series.ts';
import { lentWith, lentFailures } from './things.ts';
import { BOOKING_DRAFT, type Entry, type Start, type Typed, askFrom, draftFrom, inOrder, isTyped, nothingTyped, wishFrom } from './typed.ts';

type Expand = typeof import('#lib/kernel/recurrence.ts').occurrencesBetween;

/** A request while it is being filled in: what is typed, kept on the device with every stroke, and what is wrong with it. */
export class Asking {
	typed = $state<Typed>({ ...nothingTyped });
	/** A draft from before was put back. */
	restored = $state(false);
	ready = $state(false);
	#tried = $state(false);
	/** What the form began with, and whether a person changed that: before it there is nothing to keep. */
	#begun = '';
	#isTouched = false;
	#refused = $state.raw<Failure[]>([]);
	#expand = $state.raw<Expand>();
	/** Where this tab keeps the draft. */
	#draft = '';
	#facts: () => Place;
	/** What this form is about: a new request, a change, or more of a series. */
	readonly start: Start;

	/** The last day that can be asked for, and how many days ahead it is. */
	readonly horizon = $derived.by(() => {
		const { room, terms } = this.#facts();
		return { last: lastDay({ room, terms }, now.local), days: termsFor(room, terms).horizonDays ?? HORIZON_DAYS };
	});
	readonly #date = $derived(check(day(), this.typed.date).value);
	/** How many things are lent with each date. */
	readonly #lent = $derived(Object.values(this.typed.things).filter((count) => Number(count) > 0).length);
	/** The days that are asked for; undefined until a day was typed and the rule can be followed. */
	readonly series = $derived.by(() => {
		const { rhythm, until, picked } = this.typed;
		if (!this.#date || (isRule(rhythm) && !this.#expand)) return undefined;
		return daysOf({ date: this.#date, rhythm, until, picked }, this.horizon, this.#expand ?? (() => []), 1 + this.#lent);
	});
	/** Whether it is about more than one date. */
	readonly isMany = $derived(this.typed.rhythm !== '' || this.isInTwo);
	/** What is known about all bookable rooms on these days and the two weeks after. */
	#known: Live<RoomFacts[]>;
	/** Each date with how it stands and what is decided about it; undefined while that is not known. */
	readonly rows = $derived.by(() => {
		const wish = wishFrom(this.typed);
		if (!this.isMany || !wish || !this.series || !this.rooms || (wish.to <= wish.from && !this.isInTwo)) return undefined;
		const parts = partsOf(wish.from, wish.to, this.isInTwo);
		return matrixOf({ room: this.#facts().room._id, days: this.series.days, parts, groupSize: wish.groupSize }, this.rooms, this.typed.choices, now.local);
	});

	/** The times that are asked for, as far as they are known. */
	get times(): FreeTime[] {
		if (this.rows) return this.rows.flatMap(({ asks }) => (asks ? [asks] : []));
		const wish = wishFrom(this.typed);
		return !this.isMany && wish && this.#date ? [{ room: this.#facts().room._id, date: wish.date, from: wish.from, to: wish.to }] : [];
	}

	/** Everything that is asked for with what is laid down about it: what a price is made of. */
	get stays(): { wish: Entry; laid: Laid }[] {
		return [...this.times, ...lentWith(this.times, this.typed.things)].flatMap((wish) => {
			const known = this.rooms?.find(({ room }) => room._id === wish.room);
			return known && wish.from < wish.to ? [{ wish, laid: termsFor(known.room, known.terms) }] : [];
		});
	}
	/** The sum of all prices, in cents; undefined where nothing is laid down. */
	get price(): number | undefined {
		const { use } = this.typed;
		const prices = use === '' ? [] : this.stays.flatMap(({ wish, laid }) => priceOf({ ...wish, use, units: wish.units ?? 1 }, laid) ?? []);
		return prices.length > 0 ? prices.reduce((sum, { cents }) => sum + cents, 0) : undefined;
	}

	constructor(facts: () => Place, start: Start = { draft: BOOKING_DRAFT }) {
		this.#facts = facts;
		this.start = start;
		this.#draft = start.draft;
		const own = start.replaces && `request:${start.replaces.request}`;
		this.#known = new Live(() => {
			const [first, last] = [this.series?.days[0], this.series?.days.at(-1)];
			return async () => (first && last ? factsBetween(first, addDays(last, 15), own) : []);
		});
		$effect(() => {
			const values = $state.snapshot(this.typed) as Typed;
			this.#isTouched ||= this.ready && JSON.stringify(values) !== this.#begun;
			if (this.#isTouched && this.ready && isTyped(values)) void saveDraft(this.#draft, values);
		});
		$effect(() => {
			if (isRule(this.typed.rhythm)) void this.#load();
		});
	}

	get rooms(): RoomFacts[] | undefined {
		return this.#known.current;
	}
	/** Times over midnight that are asked for as two. */
	get isInTwo(): boolean {
		return this.typed.inTwo && isOverMidnight(this.typed.from, this.typed.to);
	}
	/** Puts back the draft, else what the form starts with, else how the person was reached the last time; `preset` (from the address) comes before. */
	async begin(preset: Partial<Typed>): Promise<void> {
		const { form, begin } = await draftPlace(this.start.draft);
		this.#draft = form;
		const draft = draftFrom(await loadDraft(begin));
		const { name = '', mail = '', phone = '' } = (draft ? undefined : await lastContact()) ?? {};
		Object.assign(this.typed, draft ?? this.start.values ?? { name, mail, phone }, preset);
		this.restored = this.#isTouched = draft !== undefined;
		this.#begun = JSON.stringify($state.snapshot(this.typed));
		this.ready = true;
	}

	/** What keeps it from being sent, in words. */
	readonly sentence = naming({ group: m.request_group, use: m.terms_use, picked: m.field_day });
	/** What keeps it from being sent: known once a person tried, and then kept up to date. */
	get failures(): Failure[] {
		return this.#tried ? [...this.#refused, ...(this.#read().failures ?? [])] : [];
	}

	/** The sentence beside a field, by its dotted path. */
	errorOf(field: string): string | undefined {
		return errorAt(this.failures, field, this.sentence);
	}

	async startOver(): Promise<void> {
		await discardDraft(this.#draft);
		this.#begun = JSON.stringify(nothingTyped);
		this.#isTouched = false;
		this.typed = { ...nothingTyped };
		this.#tried = false;
		this.restored = false;
	}

	/** @returns true when the request is safe on this device and on its way. */
	async send(): Promise<boolean> {
		this.#tried = true;
		this.#refused = [];
		if (isRule(this.typed.rhythm)) await this.#load();
		const { value } = this.#read();
		if (!value) return false;
		const leftOut = (this.rows ?? []).flatMap(({ asks, wish }) => (asks ? [] : [wish]));
		const failed = await sendAsk(value, { form: this.#draft, values: $state.snapshot(this.typed) }, leftOut);
		if (failed) this.#refused = [failed];
		else this.ready = false;
		return !failed;
	}

	async #load() {
		this.#expand ??= (await import('#lib/kernel/recurrence.ts')).occurrencesBetween;
	}

	#read(): { value: Ask; failures?: undefined } | { value?: undefined; failures: Failure[] } {
		const facts = this.#facts();
		const times = this.times;
		const [first, ...others] = times;
		const { value, failures = [] } = askFrom($state.snapshot(this.typed) as Typed, facts, {
			locale: language.locale,
			at: new Date(now.instant).toISOString(),
			now: now.local,
			first: this.rows && first,
			further: [...others, ...lentWith(times, this.typed.things)],
			replaces: this.start.replaces,
			price: this.price
		});
		const found = [...failures, ...(this.isMany ? (this.series?.failures ?? []) : []), ...lentFailures(this.typed.things, this.rooms ?? [])];
		if (this.rows && times.length === 0) found.push(failure('nothing-asked', 'date'));
		return value && found.length === 0 ? { value } : { failures: inOrder(found) };
	}
}
