import type { Code } from './failure.ts';

/**
 * For each refusal its HTTP status and the sentence a programmer reads in the API's problem details (RFC 9457). Apart from
 * the codes, so that a resident's phone does not carry it.
 */
export const refusals: Record<Code, { status: number; detail: string }> = {
	missing: { status: 422, detail: 'This field is required.' },
	invalid: { status: 422, detail: 'This value has the wrong form.' },
	'too-long': { status: 422, detail: 'This text is too long; shorten it.' },
	'too-large': { status: 413, detail: 'The body is too large; send at most 64 kB.' },
	'too-many': { status: 429, detail: 'Too many attempts; wait a moment and try again.' },
	'contact-missing': { status: 422, detail: 'Give an e-mail address or a phone number, so that the office can answer.' },
	'end-before-start': { status: 422, detail: 'The end must be after the start; choose a later end.' },
	past: { status: 422, detail: 'This time has passed; choose a later date.' },
	closed: { status: 422, detail: 'The house is closed at this time; choose a time within its opening hours.' },
	holiday: { status: 422, detail: 'The house is closed on this holiday; choose another day.' },
	'not-bookable': { status: 422, detail: 'This room cannot be booked; choose another one.' },
	'too-many-people': { status: 422, detail: 'The room is too small for this group; choose a larger one.' },
	'too-many-units': { status: 422, detail: 'There are not so many of this; ask for fewer.' },
	'unknown-room': { status: 422, detail: 'There is no such room; choose one of the list.' },
	'unknown-quarter': { status: 404, detail: 'There is no such quarter on this server.' },
	'unknown-receipt': { status: 404, detail: 'There is no request with this receipt.' },
	'too-many-dates': { status: 422, detail: 'These are too many dates for one request; send the rest as another one.' },
	'date-twice': { status: 422, detail: 'The same room is asked for twice at this time; leave one of them out.' },
	'not-replaceable': { status: 422, detail: 'The date to be changed is over, given back, or not of this receipt; send it as a new request.' },
	'not-offered': { status: 409, detail: 'There is no offer to accept; look at the receipt again.' },
	'not-found': { status: 404, detail: 'There is nothing at this address.' },
	'not-json': { status: 400, detail: 'The body is not valid JSON.' },
	'wrong-type': { status: 415, detail: 'Send Content-Type: application/json.' },
	'wrong-method': { status: 405, detail: 'This address does not answer this method.' },
	'signed-out': { status: 401, detail: 'Sign in and send again; nothing was changed.' },
	forbidden: { status: 403, detail: 'Your account may not do this.' },
	'wrong-password': { status: 401, detail: 'Name or password is wrong.' },
	'link-used': { status: 410, detail: 'This link was used already or is not valid; ask for a new one.' },
	'wrong-name': { status: 422, detail: 'This link is for another name.' },
	'name-taken': { status: 409, detail: 'There is an account of this name already; choose another one.' },
	'last-manager': { status: 409, detail: 'This is the last manager; make somebody else one first.' },
	'weak-password': { status: 422, detail: 'Choose a password of at least 12 characters.' },
	'other-origin': { status: 403, detail: 'Writes are accepted from the app’s own pages only.' },
	unreachable: { status: 503, detail: 'The server cannot be reached; nothing is lost, try again later.' },
	storage: { status: 507, detail: 'The disk of the store is full; nothing was changed, try again later.' },
	'store-unavailable': { status: 503, detail: 'The store cannot be written at the moment; nothing was changed, try again later.' },
	'store-damaged': { status: 500, detail: 'A part of the store cannot be read; nothing was changed. Whoever runs the server has to restore a backup.' },
	unexpected: { status: 500, detail: 'Something went wrong here; nothing was changed.' }
};
