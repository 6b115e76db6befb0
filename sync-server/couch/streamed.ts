import { takeTurns } from '../turns.ts';

/** Answers shorter than this many characters are sent whole, with their length: most are, and they are cheaper so. */
const WHOLE = 64 * 1024;

/**
 * A JSON answer that is made while it is sent, so that it needs no more memory the longer it gets, and others go on meanwhile.
 * @param parts its text piece by piece; asked for the next piece only when the client took the one before.
 * @param most so many characters are sent whole.
 */
export async function streamed(parts: AsyncGenerator<string>, headers: Record<string, string> = {}, most = WHOLE): Promise<Response> {
	const turn = takeTurns();
	const next = () => turn().then(() => parts.next());
	let begin = '';
	for (let part = await next(); ; part = await next()) {
		if (part.done) return whole(begin, headers);
		begin += part.value;
		if (begin.length > most) break;
	}
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(encoder.encode(begin)),
		async pull(controller) {
			const part = await next();
			if (part.done) controller.close();
			else controller.enqueue(encoder.encode(part.value));
		},
		cancel: () => void parts.return(undefined)
	});
	return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json' } });
}

const whole = (text: string, headers: Record<string, string>) =>
	new Response(text, { headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) } });
