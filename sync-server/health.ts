import packageJson from '../package.json' with { type: 'json' };
import type { ServerContext } from './context.ts';
import { openQuarter } from './context.ts';

export const { version } = packageJson;

/** `GET /health` (SPEC 1.2): 200 once the quarter's databases answer, 503 before that and while the server stops. */
export async function tellHealth(context: ServerContext): Promise<Response> {
	const ready = !context.closing.aborted && (await openQuarter(context, context.settings.quarter)) !== undefined;
	return Response.json({ version, store: context.store.engine, ready }, { status: ready ? 200 : 503 });
}
