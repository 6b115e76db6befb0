import { badRequest } from './answer.ts';
import { type Asked, wholeNumber } from './asked.ts';
import { type ChangesAsked, pageOf, type Step, steps } from './changes-read.ts';
import { streamed } from './streamed.ts';
import { type Waiting, waitFor } from './waiting.ts';

/** Milliseconds: CouchDB's default, and what we let clients choose. */
const HEARTBEAT = { least: 1000, usual: 60_000, most: 60_000 };
const TIMEOUT = { usual: 60_000, most: 60_000 };
/** A feed with a heartbeat has no time-out of its own, but a session that ended must not be served for ever. */
const LONGEST = 10 * 60_000;

export type Kind = 'longpoll' | 'continuous' | 'eventsource';

/** How each kind of feed writes what happens. */
const writing = {
	longpoll: {
		type: 'application/json',
		beat: '\n',
		rows: (step: Step) => textOf(step),
		end: (step: Step) => textOf(step)
	},
	continuous: {
		type: 'application/json',
		beat: '\n',
		rows: ({ rows }: Step) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
		end: ({ last_seq, pending }: Step) => `${JSON.stringify({ last_seq, pending })}\n`
	},
	eventsource: {
		type: 'text/event-stream',
		beat: 'event: heartbeat\ndata: \n\n',
		rows: ({ rows }: Step) => rows.map((row) => `data: ${JSON.stringify(row)}\nid: ${JSON.stringify(row.seq)}\n\n`).join(''),
		end: () => ''
	}
};
const textOf = ({ rows, last_seq, pending }: Step) => JSON.stringify({ results: rows, last_seq, pending });

/**
 * A feed that waits (SPEC 3.7, 3.11). Longpoll: what there is, at once, or the next thing that happens. Continuous and
 * eventsource: both, one after the other. Headers and heartbeats go out at once, so that the client can tell a quiet
 * server from a dead line; nothing is compressed, which would hold them back.
 */
export async function feed(asked: Asked, kind: Kind, wanted: ChangesAsked, patience: Patience): Promise<Response> {
	const { request, context, database, actor, address } = asked;
	const headers = { 'Content-Type': writing[kind].type, 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
	if (request.method === 'HEAD') return new Response(null, { headers });

	let from = wanted;
	if (kind === 'longpoll') {
		const reading = steps(database, wanted);
		for await (const step of reading) {
			if (step.rows.length > 0 || wanted.limit === 0) return streamed(pageOf(step.done ? [step] : onFrom(step, reading)));
			from = after(from, step);
			if (step.done) break;
		}
	}
	const over = context.feeds.begin(actor, address);
	const waiting = waitFor(database, [request.signal, context.closing], over);
	const parts = follow(asked, kind, from, waiting, patience);
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const part = await parts.next();
			if (!part.done) controller.enqueue(encoder.encode(part.value));
			else controller.close();
		},
		cancel: () => waiting.end()
	});
	return new Response(body, { headers });
}

async function* onFrom(first: Step, rest: AsyncGenerator<Step, void>): AsyncGenerator<Step, void> {
	yield first;
	yield* rest;
}

/** The text of a feed, as it happens. */
async function* follow({ context, database, mayGoOn }: Asked, kind: Kind, wanted: ChangesAsked, waiting: Waiting, { beat, most }: Patience): AsyncGenerator<string> {
	const { rows: write, end, beat: sign } = writing[kind];
	let from = wanted;
	let last: Step = { rows: [], last_seq: wanted.options.since ?? '0', pending: 0, done: true };
	let until = Date.now() + most;
	try {
		for (;;) {
			for await (const step of steps(database, from)) {
				from = after(from, step);
				last = { ...step, rows: [] };
				if (step.rows.length === 0) continue;
				yield write(step);
				if (kind === 'longpoll') return;
				if (beat === undefined) until = Date.now() + most;
			}
			if (from.limit <= 0) break;
			let event = await waiting.next(Math.min(beat ?? most, Math.max(0, until - Date.now())));
			while (event === 'time' && Date.now() < until) {
				if (beat !== undefined) yield sign;
				event = await waiting.next(Math.min(beat ?? most, Math.max(0, until - Date.now())));
			}
			if (event !== 'written' || !(await context.store.database(database.name)) || !(await mayGoOn())) break;
		}
		const text = end(last);
		if (text) yield text;
	} finally {
		waiting.end();
	}
}

/** The same question from where a step ended; what waits goes forward, whichever way was read before. */
const after = ({ options, limit, filter }: ChangesAsked, { rows, last_seq }: Step): ChangesAsked => ({
	options: { ...options, descending: false, since: last_seq },
	limit: limit - rows.length,
	filter
});

/** Milliseconds between signs of life, where they are wanted, and until a quiet feed ends. */
export type Patience = { beat: number | undefined; most: number };

/** @throws CouchError in CouchDB's words. */
export function patienceOf(query: URLSearchParams): Patience {
	const heartbeat = query.get('heartbeat');
	const timeout = query.get('timeout');
	const most = clamp(timeout === null ? TIMEOUT.usual : wholeNumber(timeout), 0, TIMEOUT.most);
	if (heartbeat === null || heartbeat === 'false') return { beat: undefined, most };
	if (heartbeat === 'true') return { beat: HEARTBEAT.usual, most: LONGEST };
	if (!/^-?\d{1,15}$/.test(heartbeat)) throw badRequest('Invalid heartbeat value. Expecting a positive integer value (in milliseconds).');
	if (Number(heartbeat) <= 0) throw badRequest('The heartbeat value should be a positive integer (in milliseconds).');
	return { beat: clamp(Number(heartbeat), HEARTBEAT.least, HEARTBEAT.most), most: LONGEST };
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
