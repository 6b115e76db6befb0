import type { Snippet } from 'svelte';
import type { FreeTime } from '../outcome/entity.ts';
import type { OfferDraft, OwnRequest } from './rules.ts';

/** How another time is offered: what the route lends of the office's own form. */
export type Offering = {
	/** The draft of an offer as it begins. */
	begin: (one: OwnRequest) => OfferDraft;
	/** The time that was chosen; undefined while there is none. */
	chosen: (draft: OfferDraft, offers: readonly FreeTime[]) => FreeTime | undefined;
	fields: Snippet<[{ draft: OfferDraft; offers: readonly FreeTime[]; error: string | undefined }]>;
};
