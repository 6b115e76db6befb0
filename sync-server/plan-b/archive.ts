import { strToU8, zipSync } from 'fflate';
import { isStaff } from '#lib/kernel/entity.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { refused } from '../problem.ts';
import { csv } from '#lib/kernel/csv.ts';
import { gatherPlan } from './gather.ts';
import { htmlOf } from './html.ts';
import { tablesOf } from './tables.ts';

/** The plan of the coming 60 days as a ZIP: one page to print, and a table of each kind. */
export async function planArchive(quarter: Quarter, now: Date): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
	const plan = await gatherPlan(quarter, now);
	const name = `plan-b-${plan.quarter}-${plan.from}`;
	const files = [{ file: 'plan-b.html', text: htmlOf(plan) }, ...tablesOf(plan).map(({ file, rows }) => ({ file, text: csv(rows) }))];
	const bytes = zipSync(Object.fromEntries(files.map(({ file, text }) => [`${name}/${file}`, strToU8(text)])), { mtime: now });
	return { name: `${name}.zip`, bytes };
}

/**
 * `GET /api/<quarter>/plan-b` (SPEC 6.11). For staff: it holds names and telephone numbers.
 * @throws Refused `signed-out` or `forbidden`.
 */
export async function answerPlan({ actorOf, now }: ServerContext, quarter: Quarter, message: Request, address: string | undefined): Promise<Response> {
	const actor = await actorOf(message, address);
	if (!actor || actor.name === null) throw refused('signed-out');
	if (!isStaff(actor)) throw refused('forbidden');
	const { name, bytes } = await planArchive(quarter, now());
	return new Response(bytes, { headers: { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' } });
}
