import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { nameOf, newId } from '#lib/kernel/ids.ts';
import { create } from '#lib/storage/write.ts';
import { memberHere } from '../desk/queries.ts';
import { firstOf } from '../request/entity.ts';
import { messagesOf } from './queries.ts';
import { type Message, message, messageId } from './entity.ts';
import { unanswered } from './rules.ts';

/**
 * Writes to who asked, in answer to all they wrote so far. Works without network; what is sent cannot be taken back.
 * @param request any date of the ask.
 * @param asks whether the office waits for an answer before it decides.
 * @returns why not: `signed-out`, `missing` or `too-long` for the text, or `storage`.
 */
export async function writeTo(request: Message['request'], text: string, asks: boolean): Promise<Failure | undefined> {
	const member = await memberHere();
	if (!member) return failure('signed-out');
	if (text.trim() === '') return failure('missing', 'text');
	const answers = unanswered(await messagesOf(request)).map(({ _id }) => _id);
	const { value, failures } = check(message.schema, {
		_id: messageId(request, nameOf(newId('message'))),
		kind: 'message',
		schema: message.version,
		request: firstOf(request),
		by: 'office',
		text,
		...(asks ? { asks: true } : {}),
		...(answers.length > 0 ? { answers } : {}),
		at: new Date().toISOString(),
		signedBy: member.name
	});
	return failures ? failures[0] : (await create(value))?.[0];
}
