import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** The SHA-256 of each inline script of a page, as a CSP names them. */
export const scriptHashes = (page: string): string[] =>
	[...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
		([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`
	);

const policy = (scripts: readonly string[]) =>
	[
		"default-src 'none'",
		`script-src ${["'self'", ...scripts].join(' ')}`,
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"manifest-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'"
	].join('; ');

/** Puts the security headers on every answer (SPEC 1.5), errors too; what an answer says itself stands. `scripts` are the hashes of the app's inline ones. */
export function securityHeaders(scripts: readonly string[]): MiddlewareHandler {
	const headers = {
		'Content-Security-Policy': policy(scripts),
		'X-Content-Type-Options': 'nosniff',
		'Referrer-Policy': 'no-referrer',
		'Cross-Origin-Opener-Policy': 'same-origin',
		'Cross-Origin-Resource-Policy': 'same-origin',
		'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'
	};
	return async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
	};
}

/** Answers are not kept by anybody unless they say otherwise (SPEC 1.6). */
export const neverCached: MiddlewareHandler = async (c, next) => {
	await next();
	if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};
