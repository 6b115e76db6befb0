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
	const replaced = await replacedBy(context, quarter, request);
	return {
		...request,
		room, date, from, to,
		...(before ? { before } : {}),
		...(after ? { after } : {}),
		...(found.units === undefined ? {} : { stock: found.units }),
		...(replaced && replaced.room === room && replaced.date === date ? { instead: replaced._id } : {})
	};
}

/** The date that goes when this one is confirmed, with the time it stands for; undefined where there is none any more. What has begun stays. */
async function replacedBy({ now }: Context, quarter: Quarter, { replaces }: Request): Promise<Request | undefined> {
	const earlier = replaces && (await documentAt<'request'>(quarter.desk, replaces));
	if (!earlier) return undefined;
	const standing = stateOf([], await outcomesOf(quarter, earlier._id));
	const held = timeOf(earlier, standing);
	return isClosed(standing.state) || hasBegun(held, toLocal(now())) ? undefined : held;
}

/** Whether a time has come, by the wall clock of the quarter. */
export const hasBegun = ({ date, from }: Pick<Request, 'date' | 'from'>, now: string) => `${date}T${from}` <= now;
