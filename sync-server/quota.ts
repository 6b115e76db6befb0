import type { Ask } from '#lib/features/request/ask.ts';
import { firstOf, requestId } from '#lib/features/request/entity.ts';
import { isClosed, stateOf } from '#lib/features/request/rules.ts';
import { type Held, type Laid, overQuota, termsFor } from '#lib/features/terms/rules.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { type Asked, allAsked } from './asked-for.ts';
import type { Quarter } from './context.ts';
import { Refused } from './problem.ts';
import { documentsAt, documentsUnder } from './reading.ts';
import { outcomesOf } from './registrar/outcomes.ts';

type Dated = Held & { laid: Laid };

/** Who waits for whom, by database. */
const queues = new Map<string, Promise<unknown>>();

/** One after the other, whatever becomes of the one before. */
export function inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
	const turn = (queues.get(name) ?? Promise.resolve()).then(run, run);
	queues.set(name, turn);
	return turn;
}

/**
 * Keeps an ask only where its group has that many dates left (SPEC 4.8). Asks for rooms with a quota are looked at and kept
 * one after the other, so that two tabs that send at once do not both find the last date free. That holds for this process:
 * where several servers share a store, two of them can let through one more each, which the office sees among its checks.
 * @param keep writes it.
 * @throws Refused `over-quota`, naming each date that is one too many.
 */
export async function withinQuota<T>(quarter: Pick<Quarter, 'public' | 'desk'>, wanted: Ask, keep: () => Promise<T>): Promise<T> {
	const houses = new Map((await documentsUnder<'room'>(quarter.public, 'room:')).map(({ _id, house }) => [_id as string, house as string]));
	const terms = await documentsUnder<'terms'>(quarter.public, 'terms:');
	const { group, contact } = wanted;
	const asked = [wanted, ...(wanted.further ?? [])].map(({ room, date }): Dated => {
		const place = { room, house: houses.get(room) ?? '', date };
		return { ...place, group, mail: contact.mail, phone: contact.phone, laid: termsFor({ _id: room, house: place.house }, terms) };
	});
	if (!asked.some(({ laid }) => laid.quota)) return keep();
	return inTurn(quarter.desk.name, async () => {
		const [first, ...others] = overQuota(asked, await heldIn(quarter, asked, wanted, houses));
		if (first) throw new Refused([first, ...others]);
		return keep();
	});
}

/** What is asked for or confirmed in the months and houses of an ask and not given back, but for the ask itself and what it is to replace. */
async function heldIn({ desk }: Pick<Quarter, 'desk'>, asked: readonly Dated[], wanted: Ask, houses: ReadonlyMap<string, string>): Promise<Held[]> {
	const near = new Set(asked.flatMap(({ date }) => monthsAround(date)));
	const here = new Set(asked.map(({ house }) => house));
	const replaced = wanted.replaces && `request:${wanted.replaces.request}`;
	const isOwn = (id: Asked['_id']) => firstOf(id) === requestId(wanted.id) || id === replaced;
	const requests = [...(await allAsked({ desk }))].filter(({ _id, room, date }) => near.has(date.slice(0, 7)) && here.has(houses.get(room) ?? '-') && !isOwn(_id));
	const contacts = new Map((await documentsAt<'contact'>(desk, requests.flatMap(({ contact }) => contact ?? []))).map((contact) => [contact._id as string, contact]));
	const held = await Promise.all(
		requests.map(async ({ _id, room, date, group, contact = '' }) => {
			if (isClosed(stateOf([], await outcomesOf({ desk }, _id)).state)) return [];
			const reach = contacts.get(contact);
			return [{ room, house: houses.get(room) ?? '', date, group, mail: reach?.mail, phone: reach?.phone }];
		})
	);
	return held.flat();
}

/** A week can reach into the month before or after. */
const monthsAround = (date: string) => [-7, 0, 7].map((days) => addDays(date, days).slice(0, 7));
