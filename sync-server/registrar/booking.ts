import type { FreeTime } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { termsId } from '#lib/features/terms/entity.ts';
import { termsFor } from '#lib/features/terms/rules.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { documentAt, documentsAt } from '../reading.ts';
import { outcomesOf } from './outcomes.ts';
import type { Booking } from './slot.ts';

type Context = Pick<ServerContext, 'now'>;

/**
 * What is to be booked for a request, with what its room asks for.
 * @param time another one than was asked for, where that was offered.
 * @returns undefined where the room is gone or the time is none: what ends before it begins would stand beside any other.
 */
export async function bookingOf(context: Context, quarter: Quarter, request: Request, time: FreeTime = request): Promise<Booking | undefined> {
	const { room, date, from, to } = time;
	const found = await documentAt<'room'>(quarter.public, room);
	if (!found || to <= from) return undefined;
	const { before, after } = termsFor(found, await documentsAt<'terms'>(quarter.public, [termsId(room), termsId(found.house)]));
	const instead = (await replacedBy(context, quarter, request)).filter((earlier) => earlier.room === room && earlier.date === date).map(({ _id }) => _id);
	return {
		...request,
		room, date, from, to,
		...(before ? { before } : {}),
		...(after ? { after } : {}),
		...(found.units === undefined ? {} : { stock: found.units }),
		...(instead.length > 0 ? { instead } : {})
	};
}

/** The dates that go when this one is confirmed, each with the time it stands for. What has begun stays. */
async function replacedBy({ now }: Context, quarter: Quarter, request: Request): Promise<Request[]> {
	const earlier = await earlierThan(quarter, request);
	const standings = await Promise.all(earlier.map(async (one) => ({ one, standing: stateOf([], await outcomesOf(quarter, one._id)) })));
	return standings.filter(({ standing }) => !isClosed(standing.state)).map(({ one, standing }) => timeOf(one, standing)).filter((held) => !hasBegun(held, toLocal(now())));
}

/** What a request takes the place of, and what that one was to take the place of before, the latest first. */
export async function earlierThan(quarter: Quarter, { _id, replaces }: Request): Promise<Request[]> {
	const found: Request[] = [];
	for (let next = replaces; next && next !== _id && !found.some((one) => one._id === next); next = found.at(-1)?.replaces) {
		const earlier = await documentAt<'request'>(quarter.desk, next);
		if (!earlier) break;
		found.push(earlier);
	}
	return found;
}

/** Whether a time has come, by the wall clock of the quarter. */
export const hasBegun = ({ date, from }: Pick<Request, 'date' | 'from'>, now: string) => `${date}T${from}` <= now;
