import type { Decision } from '#lib/features/decision/entity.ts';
import type { OwnDoc, OwnRequest, PartnerAnswer } from '#lib/features/partner/rules.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import { ask } from './fetch.ts';
import { quarterName } from './quarter.ts';
import { asked } from './session.ts';

type Answer<T> = { value: T; failures?: undefined } | { failures: Failure[]; value?: undefined };

/** What a partner sees is not kept on the device: all of this needs network. */
async function answered<T>(path: string, send?: unknown, method?: string): Promise<Answer<T>> {
	const { body, failures } = await asked(`/api/${quarterName()}/partner${path}`, send, method);
	return failures ? { failures } : { value: body as T };
}

/** What the partner who is signed in manages, and what was asked for there. */
export const ownThings = () => answered<PartnerAnswer>('');

/** One decision about one date. @param id a new UUID, the same when it is sent again. */
export const decideOwn = (id: string, { request, verdict, reason, offer }: Pick<Decision, 'request' | 'verdict' | 'offer'> & { reason: string }) =>
	answered<{ request?: OwnRequest }>('/decisions', { id, request, verdict, ...(reason.trim() && { reason }), ...(offer && { offer }) });

/** Writes to who asked. @param id as with a decision. */
export const writeOwn = (id: string, request: Request['_id'], text: string) => answered<{ request?: OwnRequest }>('/messages', { id, request, text });

/** Keeps a document as it is now, over the revision it was read as. @returns why not: `changed-meanwhile`, or what is wrong with a field. */
export const saveOwn = async ({ _id, ...fields }: OwnDoc): Promise<Failure[] | undefined> => (await answered(`/documents/${encodeURIComponent(_id)}`, fields, 'PUT')).failures;

/** Ends the session; of it, only what was typed and not sent is on this device. */
export async function leaveAsPartner(): Promise<boolean> {
	return ask('/db/_session', { method: 'DELETE' }).then(
		() => true,
		() => false
	);
}
