import type { Context, Hono } from 'hono';
import type { ServerEnv } from './context.ts';
import { refused } from './problem.ts';

type Answer = (c: Context<ServerEnv>) => Response | Promise<Response>;

/**
 * What an address answers, method by method (GET answers HEAD too); any other method is 405 with `Allow`.
 * @returns the app, for chaining.
 */
export function verbs(app: Hono<ServerEnv>, path: string, answers: Partial<Record<'GET' | 'PUT' | 'POST' | 'DELETE', Answer>>): Hono<ServerEnv> {
	const methods = Object.keys(answers);
	const allow = methods.includes('GET') ? ['HEAD', ...methods] : methods;
	for (const [method, answer] of Object.entries(answers)) app.on(method, path, answer);
	return app.all(path, () => {
		throw refused('wrong-method', { Allow: allow.join(', ') });
	});
}
