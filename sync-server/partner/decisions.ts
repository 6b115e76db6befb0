import * as z from 'zod/mini';
import { type Decision, decision } from '#lib/features/decision/entity.ts';
import { decisionAbout } from '#lib/features/decision/rules.ts';
import { type Message, message as messageEntity, messageId } from '#lib/features/message/entity.ts';
import { unanswered } from '#lib/features/message/rules.ts';
import { freeTime } from '#lib/features/outcome/entity.ts';
import { firstOf } from '#lib/features/request/entity.ts';
import type { Room } from '#lib/features/room/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { ref } from '#lib/kernel/fields.ts';
import { failure } from '#lib/kernel/failure.ts';
import { ASK_LIMIT, readObject } from '../body.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { Refused } from '../problem.ts';
import { documentAt, documentsUnder } from '../reading.ts';
import { carryOut } from '../registrar/confirm.ts';
import type { IncomingDoc } from '../store/store.ts';
import type { Partner } from './places.ts';
import { answerAbout, ownRequest } from './requests.ts';

type Context = Pick<ServerContext, 'now'>;

const decided = z.strictObject({ id: z.uuid(), request: ref('request'), verdict: decision.schema.shape.verdict, reason: z.optional(z.string()), offer: z.optional(freeTime) });
const note = z.strictObject({ id: z.uuid(), request: ref('request'), text: messageEntity.schema.shape.text, asks: z.optional(z.literal(true)) });

/**
 * `POST /api/<quarter>/partner/decisions {id, request, verdict, reason?, offer?}`: decides about a date in one of the partner's
 * rooms (SPEC 2.22). The decision is signed by the account and carried out before it is answered, as the registrar does with
 * the office's; one for an id, however often it comes.
 * @returns `{request}`, how it stands now.
 * @throws Refused `not-found` for what is not the partner's; `missing` for the reason of a no or the time of an offer;
 * `forbidden` for the offer of a room that is not its own.
 */
export async function takeDecision(context: Context, quarter: Quarter, partner: Partner, body: Request): Promise<Response> {
	const { value, failures } = check(decided, await readObject(body, ASK_LIMIT));
	if (failures) throw new Refused(failures);
	const { id, verdict, reason = '', offer } = value;
	const { request } = await ownRequest(quarter, partner, value.request);
	if (verdict !== 'confirm' && verdict !== 'offer' && reason.trim() === '') throw new Refused(failure('missing', 'reason'));
	if (verdict === 'offer' && !offer) throw new Refused(failure('missing', 'offer'));
	if (offer && !(await isOwn(quarter, partner, offer.room))) throw new Refused(failure('forbidden', 'offer.room'));
	const made = decisionAbout(request._id, verdict, reason, partner.name, context.now().toISOString(), offer);
	if (made.failures) throw new Refused(made.failures);
	const stands = await written(quarter, { ...made.value, _id: `decision:${id.toLowerCase()}` });
	await carryOut(context, quarter, stands, request);
	return answerAbout(context, quarter, partner, request._id);
}

/**
 * `POST /api/<quarter>/partner/messages {id, request, text, asks?}`: writes to who asked, in answer to all they wrote so far
 * (SPEC 2.22). One for an id.
 * @returns and @throws as `takeDecision`.
 */
export async function writeMessage(context: Context, quarter: Quarter, partner: Partner, body: Request): Promise<Response> {
	const { value, failures } = check(note, await readObject(body, ASK_LIMIT));
	if (failures) throw new Refused(failures);
	const { request } = await ownRequest(quarter, partner, value.request);
	const answers = unanswered(await documentsUnder<'message'>(quarter.desk, messageId(request._id, ''))).map(({ _id }) => _id);
	const doc = {
		_id: messageId(request._id, value.id),
		kind: 'message',
		schema: messageEntity.version,
		request: firstOf(request._id),
		by: 'office',
		text: value.text,
		...(value.asks && { asks: true as const }),
		...(answers.length > 0 && { answers }),
		at: context.now().toISOString(),
		signedBy: partner.name
	} satisfies Message;
	const [result] = await quarter.desk.bulkDocs([doc]);
	if (result && 'error' in result && result.error !== 'conflict') throw new Error(`a message could not be written: ${result.error}`);
	return answerAbout(context, quarter, partner, request._id);
}

const isOwn = async ({ public: open }: Quarter, { houses }: Partner, id: Room['_id']) => {
	const room = await documentAt<'room'>(open, id);
	return room !== undefined && houses.has(room.house);
};

/** What is written under this id already stands, where it is the same account's about the same request. */
async function written({ desk }: Quarter, wanted: Decision): Promise<Decision> {
	const [result] = await desk.bulkDocs([wanted as IncomingDoc]);
	if (result && 'ok' in result) return wanted;
	const stored = await documentAt<'decision'>(desk, wanted._id);
	if (stored?.request === wanted.request && stored.decidedBy === wanted.decidedBy) return stored;
	throw new Refused(failure('invalid', 'id'));
}
