import { m } from '#lib/paraglide/messages.js';
import { sentenceFor } from '#lib/ui/failure-words.ts';
import { featureName, useName } from '../room/words.ts';
import type { Admission } from '../terms/entity.ts';
import type { Hit, Kind, Reason } from './rules.ts';

/** What is looked for, in words. */
export const kindName = (kind: Kind) => (kind === 'room' ? m.find_kind_room() : useName(kind));

const sentences: { [R in Reason['is']]: (reason: Extract<Reason, { is: R }>) => string } = {
	'other-kind': () => m.find_other_kind(),
	'too-small': ({ capacity }) => m.find_too_small({ count: capacity }),
	'too-few': ({ units }) => m.find_too_few({ count: units }),
	lacks: ({ feature }) => m.find_lacks({ feature: featureName(feature) }),
	members: () => m.find_members(),
	taken: () => m.find_taken(),
	refused: ({ failure }) => sentenceFor(failure)
};

/** Why a room cannot be had, in one sentence that says what would help where something does. */
export const reasonSentence = (reason: Reason): string => (sentences[reason.is] as (reason: Reason) => string)(reason);

/** What nobody knows of a room: "Stufenlos: nicht bekannt". */
export const unknownLine = (unknown: Hit['unknown'][number]) =>
	m.feature_line({ feature: unknown === 'capacity' ? m.room_capacity() : featureName(unknown), answer: m.feature_unknown() });

const stateWords: Record<Admission, () => string> = { open: m.span_free, request: m.span_on_request, sponsor: m.span_sponsor, members: m.span_members };

/** What a free time is for somebody who asks: free, on request, for members. */
export const spanState = (admission: Admission | undefined) => (admission ? stateWords[admission] : m.span_free)();
