import { timingSafeEqual } from 'node:crypto';
import { type Request as Wish, requestId } from '#lib/features/request/entity.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import type { Quarter } from './context.ts';
import { refused } from './problem.ts';
import { documentAt, documentsUnder } from './reading.ts';

/**
 * What was asked under this id, for whoever shows its receipt as `Authorization: Bearer` (SPEC 4.4).
 * @returns its dates, the first one first.
 * @throws Refused `unknown-receipt` for a wrong receipt and for an unknown id alike.
 */
export async function datesHeldBy(quarter: Quarter, id: string, message: Request): Promise<[Wish, ...Wish[]]> {
	const first = await firstDate(quarter, id);
	const receipt = /^Bearer ([A-Za-z0-9_-]{22,64})$/i.exec(message.headers.get('Authorization') ?? '')?.[1] ?? '';
	const isHolder = matches(await hashOf(receipt), first?.receiptHash);
	if (!first || !isHolder) throw refused('unknown-receipt');
	return datesOf(quarter, first);
}

/** The first date of the ask of this id; one of its further dates is no ask. */
export const firstDate = async ({ desk }: Quarter, id: string): Promise<Wish | undefined> => (id.includes('.') ? undefined : documentAt<'request'>(desk, requestId(id)));

/** The first date of an ask, those that were asked for with it, in their order, and those that the office made of them when it moved them. */
export async function datesOf({ desk }: Quarter, first: Wish): Promise<[Wish, ...Wish[]]> {
	const others = (await documentsUnder<'request'>(desk, `${first._id}.`)).filter(({ receiptHash }) => receiptHash === first.receiptHash);
	return [first, ...others.sort((a, b) => nth(a) - nth(b))];
}

const nth = ({ _id }: Wish) => Number(_id.split('.')[1]);

const encode = (text: string) => new TextEncoder().encode(text);
/** Takes as long for a wrong receipt as for an unknown request. */
export const matches = (given: string, stored = '0'.repeat(64)) => timingSafeEqual(encode(given), encode(stored));
