/** Every way something can be refused. The sentences people read are the messages `failure_<code>` of the language files. */
const codes = [
	'missing',
	'invalid',
	'too-long',
	'too-large',
	'too-many',
	'contact-missing',
	'end-before-start',
	'over-midnight',
	'endless',
	'too-many-dates',
	'nothing-asked',
	'past',
	'closed',
	'holiday',
	'not-bookable',
	'too-many-people',
	'more-than-deposit',
	'not-a-photo',
	'photo-too-large',
	'too-many-photos',
	'too-many-units',
	'stay-too-short',
	'stay-too-long',
	'notice-too-short',
	'beyond-horizon',
	'quiet-hours',
	'over-quota',
	'answer-missing',
	'unknown-room',
	'unknown-quarter',
	'unknown-receipt',
	'date-twice',
	'not-replaceable',
	'not-offered',
	'not-found',
	'changed-meanwhile',
	'not-json',
	'wrong-type',
	'wrong-method',
	'signed-out',
	'forbidden',
	'wrong-password',
	'link-used',
	'wrong-name',
	'name-taken',
	'last-manager',
	'weak-password',
	'other-origin',
	'unreachable',
	'storage',
	'store-unavailable',
	'store-damaged',
	'unexpected'
] as const;

export type Code = (typeof codes)[number];

/** A refusal: what is wrong, in which field (dotted path), and numbers or words the sentence needs. */
export type Failure = { code: Code; field?: string; values?: Record<string, string | number> };

/** The refusal of one field. `field` is a dotted path such as `contact.mail`. */
export const failure = (code: Code, field?: string, values?: Failure['values']): Failure => ({
	code,
	...(field === undefined ? {} : { field }),
	...(values === undefined ? {} : { values })
});

/** Codes come back over HTTP and from workers as text: true if this is one of ours. */
export const isCode = (text: unknown): text is Code => codes.includes(text as Code);
