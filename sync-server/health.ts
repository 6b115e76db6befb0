import packageJson from '../package.json' with { type: 'json' };
import { OWN, type ServerContext, openQuarter } from './context.ts';

export const { version } = packageJson;

/** Local document that is written to see whether the store can. */
const TRIAL = `${OWN}health`;
/** A trial costs the disk a write: whoever asks again within this many milliseconds is told the last result. */
const HOLDS = 10_000;

/**
 * `GET /health` (SPEC 1.2): 200 where the quarter's databases can be read and written, 503 before that, while the store
 * cannot write (`writable: false`; reads are answered all the same) and while the server stops.
 */
export function health(context: ServerContext): () => Promise<Response> {
	let last: { at: number; writable: Promise<boolean> } | undefined;

	const isWritable = (): Promise<boolean> => {
		const at = context.now().getTime();
		if (!last || Math.abs(at - last.at) >= HOLDS) last = { at, writable: tryWriting(context) };
		return last.writable;
	};

	return async () => {
		const writable = !context.closing.aborted && (await isWritable());
		return Response.json({ version, store: context.store.engine, ready: writable, writable, backup: context.backup() }, { status: writable ? 200 : 503 });
	};
}

async function tryWriting(context: ServerContext): Promise<boolean> {
	try {
		const quarter = await openQuarter(context, context.settings.quarter);
		const before = await quarter?.public.getLocal(TRIAL);
		// A stale revision means that another server wrote its own, which shows the same.
		await quarter?.public.putLocal(TRIAL, {}, before?._rev);
		return quarter !== undefined;
	} catch {
		return false;
	}
}
