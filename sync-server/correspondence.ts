import * as z from 'zod/mini';
import { type Contact, reach } from '#lib/features/contact/entity.ts';
import { type Message, message as entity, messageId } from '#lib/features/message/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { failure } from '#lib/kernel/failure.ts';
import { ASK_LIMIT, readObject } from './body.ts';
import type { Quarter, ServerContext } from './context.ts';
import { datesHeldBy } from './holder.ts';
import { Refused, refused } from './problem.ts';
import { documentAt } from './reading.ts';
import { answerTo } from './receipts.ts';
import { replace } from './registrar/leaves.ts';
import type { IncomingDoc } from './store/store.ts';

type Context = Pick<ServerContext, 'now'>;

const note = z.strictObject({ id: z.uuid(), text: entity.schema.shape.text });
const person = z.strictObject(reach);

/**
 * `POST /api/<quarter>/receipts/<id>/messages {id, text}`: who holds the receipt writes to the office about what they asked
 * (SPEC 4.10). One message for an id, however often it comes.
 * @returns as `GET` of the receipt.
 * @throws Refused `unknown-receipt`, or naming the field.
 */
export async function takeMessage(context: Context, quarter: Quarter, id: string, message: Request): Promise<Response> {
	const dates = await datesHeldBy(quarter, id, message);
	const { value, failures } = check(note, await readObject(message, ASK_LIMIT));
	if (failures) throw new Refused(failures);
	const [{ _id: request, sample }] = dates;
	const doc = {
		_id: messageId(request, value.id),
		kind: 'message',
		schema: entity.version,
		...(sample ? { sample } : {}),
		request,
		by: 'resident',
		text: value.text,
		at: context.now().toISOString()
	} satisfies Message;
	const [written] = await quarter.desk.bulkDocs([doc]);
	if (written && 'error' in written && written.error !== 'conflict') throw new Error(`a message could not be written: ${written.error}`);
	return answerTo(context, quarter, dates);
}

/**
 * `PUT /api/<quarter>/receipts/<id>/contact {name, mail?, phone?}`: who holds the receipt says whom the office reaches from
 * now on, themselves or somebody they hand it over to (SPEC 4.10).
 * @returns as `GET` of the receipt.
 * @throws Refused `unknown-receipt`, `contact-missing`, or naming the field; `past` where the contact is deleted already.
 */
export async function changeContact(context: Context, quarter: Quarter, id: string, message: Request): Promise<Response> {
	const dates = await datesHeldBy(quarter, id, message);
	const { value, failures } = check(person, await readObject(message, ASK_LIMIT));
	if (failures) throw new Refused(failures);
	if (!value.mail && !value.phone) throw new Refused(failure('contact-missing', 'contact'));
	const [{ contact }] = dates;
	for (;;) {
		const found = contact && (await documentAt<'contact'>(quarter.desk, contact));
		if (!found) throw refused('past');
		if (isSame(found, value)) return answerTo(context, quarter, dates);
		const { name: _, mail: __, phone: ___, ...rest } = found;
		if (await replace(quarter.desk, { ...rest, ...value } as IncomingDoc)) return answerTo(context, quarter, dates);
	}
}

const isSame = (one: Contact, other: z.infer<typeof person>) => (['name', 'mail', 'phone'] as const).every((field) => one[field] === other[field]);
