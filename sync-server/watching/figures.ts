import { createHash, timingSafeEqual } from 'node:crypto';
import { type MiddlewareHandler } from 'hono';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ServerContext } from '../context.ts';
import { refused } from '../problem.ts';
import { gaugesOf } from './gauges.ts';
import { routeClass } from './route-class.ts';

/** Seconds; a feed counts until its first byte. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Anything else is told as OTHER: methods are invented easily. */
const methods = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'COPY']);

export type Figures = {
	/** Counts each request and how long its answer took. */
	measure: MiddlewareHandler;
	/** `GET /metrics`. @throws Refused `not-found` or `signed-out`. */
	tell(request: Request): Promise<Response>;
};

/** Where nobody may see them nothing is measured, and the address does not exist. */
const none: Figures = { measure: (_, next) => next(), tell: () => Promise.reject(refused('not-found')) };

/**
 * What a monitor reads about this server, in Prometheus' format (SPEC 6.9): figures by kind of address only, never a name,
 * an id or an address. For whoever shows `METRICS_TOKEN`; behind a proxy every visitor seems to come from this machine, so
 * where somebody asks from proves nothing.
 */
export function openFigures(context: ServerContext): Figures {
	const { metricsToken } = context.settings;
	if (metricsToken === undefined) return none;
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const requests = new Counter({ name: 'quartierslotse_requests_total', help: 'Requests answered.', labelNames: ['route', 'method', 'status'], registers: [registry] });
	const seconds = new Histogram({ name: 'quartierslotse_request_seconds', help: 'Time until an answer began.', labelNames: ['route'], buckets: BUCKETS, registers: [registry] });
	const gauges = gaugesOf(context);
	for (const { name, help, labels = [], read } of gauges) {
		new Gauge({
			name: `quartierslotse_${name}`,
			help,
			labelNames: labels,
			registers: [registry],
			async collect() {
				this.reset();
				for (const { value, ...labelled } of await read()) this.set(labelled, value);
			}
		});
	}

	const expected = digest(`Bearer ${metricsToken}`);
	return {
		async measure(c, next) {
			const began = performance.now();
			await next();
			const route = routeClass(c.req.path);
			const method = methods.has(c.req.method) ? c.req.method : 'OTHER';
			requests.inc({ route, method, status: c.res.status });
			seconds.observe({ route }, (performance.now() - began) / 1000);
		},
		async tell(request) {
			if (!timingSafeEqual(digest(request.headers.get('Authorization') ?? ''), expected)) throw refused('signed-out', { 'WWW-Authenticate': 'Bearer' });
			return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType } });
		}
	};
}

const digest = (text: string) => createHash('sha256').update(text).digest();
