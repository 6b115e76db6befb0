import { badRequest } from './answer.ts';
import { type Asked, wholeNumber } from './asked.ts';
import { type ChangesAsked, further, pageOf, type Step, steps } from './changes-read.ts';
import { bytesOf, forms, type Kind } from './feed-forms.ts';
import { forgetReadings, readOn, readTogether } from './feed-readings.ts';
import { openOutlet, type Outlet } from './outlet.ts';
import { streamed } from './streamed.ts';
import { type Waiting, waitFor } from './waiting.ts';

/** Milliseconds: CouchDB's default, and what we let clients choose. */
const HEARTBEAT = { least: 1000, usual: 60_000, most: 60_000 };
const TIMEOUT = { usual: 60_000, most: 60_000 };
/** A feed with a heartbeat has no time-out of its own, but a session that ended must not be served for ever. */
const LONGEST = 10 * 60_000;

/**
 * A feed that waits (SPEC 3.7, 3.11). Longpoll: what there is, at once, or the next thing that happens. Continuous and
 * eventsource: both, one after the other. Headers and heartbeats go out at once, so that the client can tell a quiet
 * server from a dead line; nothing is compressed, which would hold them back.
 */
export async function feed(asked: Asked, kind: Kind, wanted: ChangesAsked, patience: Patience): Promise<Response> {
	const { request, context, database, actor, address, mayGoOn } = asked;
	const headers = { 'Content-Type': forms[kind].type, 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
	if (request.method === 'HEAD') return new Response(null, { headers });

	let from = wanted;
	if (kind === 'longpoll') {
		const reading = steps(database, wanted);
		for await (const step of reading) {
			if (step.rows.length > 0 || wanted.limit === 0) return streamed(pageOf(step.done ? [step] : onFrom(step, reading)));
			from = forward(further(from, step));
			if (step.done) break;
		}
	}
	const over = context.feeds.begin(actor, address);
	const waiting = waitFor(database, [request.signal, context.closing], { written: () => forgetReadings(database), ended: over });
	const outlet = openOutlet(waiting.end);
	follow({ context, database, mayGoOn, kind, waiting, patience, outlet }, from).then(outlet.close, outlet.fail);
	return new Response(outlet.body, { headers });
}

async function* onFrom(first: Step, rest: AsyncGenerator<Step, void>): AsyncGenerator<Step, void> {
	yield first;
	yield* rest;
}

type Following = Pick<Asked, 'context' | 'database' | 'mayGoOn'> & { kind: Kind; waiting: Waiting; patience: Patience; outlet: Outlet };

/** Writes a feed as it happens. It holds nothing of the request but what tells whether it may go on: thousands wait at once. */
async function follow(following: Following, wanted: ChangesAsked): Promise<void> {
	const { database, kind, waiting, patience, outlet } = following;
	let asked = wanted;
	let read = readOn;
	let until = Date.now() + patience.most;
	try {
		for (;;) {
			const { bytes, done, next, ...reached } = await read(database, kind, asked);
			if (bytes) {
				const isTaken = await outlet.write(bytes);
				if (!isTaken || kind === 'longpoll') return;
				if (patience.beat === undefined) until = Date.now() + patience.most;
			}
			asked = next;
			if (!done) continue;
			if (next.limit <= 0 || !(await isWoken(following, until))) {
				await outlet.write(bytesOf(forms[kind].end(reached)));
				return;
			}
			asked = forward(next);
			read = readTogether;
		}
	} finally {
		waiting.end();
	}
}

/** Waits, with signs of life. @returns whether something was written, and whoever asks may still be told. */
async function isWoken({ context, database, mayGoOn, kind, waiting, patience: { beat, most }, outlet }: Following, until: number): Promise<boolean> {
	for (;;) {
		const event = await waiting.next(Math.min(beat ?? most, Math.max(0, until - Date.now())));
		if (event === 'written') return (await context.store.database(database.name)) !== undefined && mayGoOn();
		if (event === 'over' || Date.now() >= until) return false;
		if (beat !== undefined) await outlet.write(forms[kind].beat);
	}
}

/** What waits goes forward, whichever way was read before. */
const forward = (asked: ChangesAsked): ChangesAsked => (asked.options.descending ? { ...asked, options: { ...asked.options, descending: false } } : asked);

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
