import type { Actor } from '#lib/kernel/entity.ts';
import type { Doc } from '../catalogue.ts';
import type { Contact } from '../contact/entity.ts';
import type { House } from '../house/entity.ts';
import type { Message } from '../message/entity.ts';
import { unanswered } from '../message/rules.ts';
import type { FreeTime, Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { type RequestState, waitsForOffice } from '../request/rules.ts';
import type { Room } from '../room/entity.ts';

/** What of the public data a partner writes. */
export const ownKinds = ['house', 'room', 'closure', 'terms'] as const;
export type OwnDoc = Doc<(typeof ownKinds)[number]>;

/** What a partner manages: its houses with their rooms, closed days and terms. */
export type OwnPlaces = { houses: House[]; rooms: Room[]; closures: Doc<'closure'>[]; terms: Doc<'terms'>[] };

/**
 * One date asked for in a room of a partner. `rivals`: how many others ask for the same time. `isReachable`: who asked holds a
 * receipt, so they read what is written and can answer an offer.
 */
export type OwnRequest = {
	request: Request & { receiptHash?: undefined };
	state: RequestState;
	outcome?: Outcome | undefined;
	contact?: Contact | undefined;
	messages: Message[];
	alternatives: FreeTime[];
	rivals: number;
	isReachable: boolean;
};

/** What the server tells a partner, and nothing of anybody else's rooms. */
export type PartnerAnswer = OwnPlaces & { name: string; requests: OwnRequest[] };

/** Another time to be offered: the key of one that is free, or one that the partner makes up. */
export type OfferDraft = { offer: string; own: FreeTime };

/** What is kept of an answer while it is written: its words, the time it offers, and whether it is for all open dates of the ask. */
export type AnswerDraft = OfferDraft & { text: string; all: boolean };

/** The other dates of the same ask that wait for an answer too. */
export const openBeside = ({ request }: OwnRequest, requests: readonly OwnRequest[]): OwnRequest[] =>
	requests.filter((one) => request.series !== undefined && one.request.series === request.series && one.request._id !== request._id && isOpen(one));

/** Whether a partner can still say yes or no: also to who has a place on the waiting list. */
export const isOpen = ({ state }: Pick<OwnRequest, 'state'>) => waitsForOffice(state) || state === 'waiting';

/** What is confirmed for days on which a house, or one room of it, is closed: it stays until somebody takes it back. */
export const confirmedWithin = ({ from, to, room }: Doc<'closure'>, rooms: readonly Room[], requests: readonly OwnRequest[]): OwnRequest[] =>
	requests.filter(({ state, request }) => state === 'confirmed' && request.date >= from && request.date <= to && (room === undefined ? rooms.some(({ _id }) => _id === request.room) : request.room === room));

/** Whoever manages rooms of their own, without being of the office. */
export const isPartner = ({ roles }: Pick<Actor, 'roles'>) => roles.includes('partner');

/** The houses of an account: each is a role of it. */
export const housesOf = ({ roles }: Pick<Actor, 'roles'>): House['_id'][] => roles.filter((role): role is House['_id'] => role.startsWith('house:'));

/**
 * The field in which a document names a place that is not a partner's own; undefined where all of it is. What closes every
 * house, or lays something down for none, is nobody's own.
 * @param houseOf the house of a room, or undefined where there is no such room.
 */
export function foreignField(doc: OwnDoc, houses: ReadonlySet<string>, houseOf: (room: string) => string | undefined): '_id' | 'house' | 'room' | undefined {
	if (doc.kind === 'house') return houses.has(doc._id) ? undefined : '_id';
	if (doc.house !== undefined && !houses.has(doc.house)) return 'house';
	if (doc.kind === 'room') return undefined;
	if (doc.room !== undefined && !houses.has(houseOf(doc.room) ?? '')) return 'room';
	return doc.house === undefined && doc.room === undefined ? 'house' : undefined;
}

const groups = ['waiting', 'coming', 'past'] as const;

/** Whether who manages the room has to answer: a request, or what was written about it. */
export const isWaiting = ({ state, messages }: Pick<OwnRequest, 'state' | 'messages'>) => waitsForOffice(state) || unanswered(messages).length > 0;

/** Where a request belongs for who manages its room: it waits for an answer, it is to come, or its day is over. */
export const groupOf = (one: OwnRequest, today: string): (typeof groups)[number] => (isWaiting(one) ? 'waiting' : one.request.date >= today ? 'coming' : 'past');

/** What waits for an answer first, the oldest question before the others, its dates in order; then what is to come, by its time; then what was. */
export function inOrder(requests: readonly OwnRequest[], today: string): OwnRequest[] {
	const time = ({ request }: OwnRequest) => `${request.date}T${request.from}`;
	return groups.flatMap((group) => {
		const key = (one: OwnRequest) => (group === 'waiting' ? `${one.request.receivedAt} ${time(one)}` : time(one));
		const sorted = requests.filter((one) => groupOf(one, today) === group).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
		return group === 'past' ? sorted.reverse() : sorted;
	});
}
