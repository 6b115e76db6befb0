import { readFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../tests/sync/command.ts';
import { testServer, writeAll, type TestServer } from '../../tests/fixtures/quarter.ts';
import { Visitor, openServer } from '../../tests/sync/server-rig.ts';
import { createQuarter } from '../context.ts';
import { storeFile } from '../keeping/file.ts';
import { defaults } from '../settings.ts';
import { openSqlite } from '../store/sqlite.ts';
import { planArchive } from './archive.ts';
import { csv, harmless } from '#lib/kernel/csv.ts';
import { gatherPlan } from './gather.ts';
import { escaped, htmlOf } from './html.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Reads CSV as RFC 4180 says, with semicolons. */
function parse(text: string): string[][] {
	const rows: string[][] = [[]];
	let [cell, quoted] = ['', false];
	for (let at = 1; at < text.length; at++) {
		const sign = text[at]!;
		if (quoted && sign === '"' && text[at + 1] === '"') cell += text[++at];
		else if (sign === '"' && (quoted || cell === '')) quoted = !quoted;
		else if (quoted) cell += sign;
		else if (sign === ';') cell = (rows.at(-1)!.push(cell), '');
		else if (sign === '\r' && text[at + 1] === '\n') cell = (rows.at(-1)!.push(cell), rows.push([]), at++, '');
		else cell += sign;
	}
	return rows.slice(0, -1);
}

const nasty = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ';', '\r', '\n', '\t', ' ', "'", '|', 'a', '＝', '\u0000') }));

test('any text comes back from a table as it was, in as many cells, and none of it is a formula', () => {
	const row = fc.array(nasty, { minLength: 3, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
			const read = parse(csv(rows));
			expect(read).toEqual(rows.map((cells) => cells.map(harmless)));
			for (const cell of read.flat()) {
				expect(cell.trimStart()).not.toMatch(/^[=+\-@＝＋－＠|]/);
				expect(cell).not.toMatch(/^[\t\r]/);
			}
		}),
		{ numRuns: 500 }
	);
});

test('what calculates is text, what is harmless stays', () => {
	for (const text of ['=1+1', '+49 40 123', '-1', '@SUM(A1)', ' =1', '\t=1', '\r1', "=cmd|' /C calc'!A0", '＝1']) expect(harmless(text)).toBe(`'${text}`);
	for (const text of ['', 'Chor', '040 123', '10:00–12:00', "'tis", 'a=b', 'a-b']) expect(harmless(text)).toBe(text);
	expect(csv([['a;b', 'c"d', 'e\nf', ' g']])).toBe('\ufeff"a;b";"c""d";"e\nf";" g"\r\n');
});

test('no text can leave its place in the page', () => {
	fc.assert(
		fc.property(fc.oneof(nasty, fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'b') })), (text) => {
			expect(escaped(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
		})
	);
});

const request = (id: string, set: object = {}) => ({
	_id: `request:${id}`, kind: 'request', schema: 0, form: 'booking', room: 'room:east-hall', date: '2026-12-01', from: '18:00', to: '20:00', purpose: `Zweck ${id}`, groupSize: 5, locale: 'de',
	madeAt: '2026-11-20T09:00:00.000Z', receivedAt: `2026-11-20T09:00:00.000Z`, contact: `contact:${id}`, ...set
});
const contact = (id: string, set: object = {}) => ({ _id: `contact:${id}`, kind: 'contact', schema: 0, name: `Person ${id}`, phone: '+49 40 123456', keepUntil: '2027-03-01', ...set });
const decision = (id: string, of: string) => ({ _id: `decision:${id}`, kind: 'decision', schema: 0, request: `request:${of}`, verdict: 'decline', reason: 'nein', decidedBy: 'mia', decidedAt: '2026-11-21T09:00:00.000Z' });

async function plant({ quarter }: Pick<TestServer, 'quarter'>) {
	await writeAll(quarter.public, [
		{ _id: 'occupancy:east-hall:2026-12-01', kind: 'occupancy', schema: 0, room: 'room:east-hall', date: '2026-12-01', slots: [{ request: 'request:confirmed', from: '10:00', to: '11:00' }, { request: 'request:unknown', from: '12:00', to: '13:00' }] },
		{ _id: 'occupancy:east-hall:2027-03-01', kind: 'occupancy', schema: 0, room: 'room:east-hall', date: '2027-03-01', slots: [{ request: 'request:late', from: '10:00', to: '11:00' }] },
		{ _id: 'occupancy:east-hall:2026-11-01', kind: 'occupancy', schema: 0, room: 'room:east-hall', date: '2026-11-01', slots: [{ request: 'request:over', from: '10:00', to: '11:00' }] },
		{ _id: 'event:choir', kind: 'event', schema: 0, title: { de: 'Chor <script>alert(1)</script>' }, category: 'culture', start: '2026-11-24T19:00', durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed', rrule: 'FREQ=WEEKLY;COUNT=3', exceptions: [{ recurrenceId: '2026-12-01T19:00', cancelled: true }], room: 'room:east-hall' },
		{ _id: 'office-hour:tuesday', kind: 'office-hour', schema: 0, title: { de: 'Sprechstunde' }, start: '2026-11-24T10:00', durationMinutes: 120, zone: 'Europe/Berlin', rrule: 'FREQ=WEEKLY;COUNT=2', house: 'house:east', popUp: false, languages: ['de', 'tr'] },
		{ _id: 'service:wohngeld', kind: 'service', schema: 0, name: { de: 'Wohngeldstelle' }, type: 'benefit', topics: ['housing'], summary: { de: 'Hilft.' }, phone: '040 115', hours: [{ days: [1, 2], from: '08:00', to: '12:00' }], url: 'https://example.org/x', bring: [], situations: [], keywords: [], source: 'https://example.org/x', checkedOn: null }
	]);
	await writeAll(quarter.desk, [
		...['confirmed', 'open', 'declined', 'over'].map((id) => request(id, id === 'over' ? { date: '2026-11-01' } : {})),
		...['confirmed', 'open', 'declined', 'over', 'stranger'].map((id) => contact(id)),
		decision('1', 'declined'), { _id: 'outcome:declined:1', kind: 'outcome', schema: 0, request: 'request:declined', decision: 'decision:1', result: 'declined', alternatives: [], at: '2026-11-21T09:00:00.000Z' },
		decision('2', 'confirmed'), { _id: 'outcome:confirmed:2', kind: 'outcome', schema: 0, request: 'request:confirmed', decision: 'decision:2', result: 'confirmed', alternatives: [], at: '2026-11-21T09:00:00.000Z' }
	]);
}

test('S6.11 the coming sixty days: what is taken, what is on, what waits, and whom it takes to reach for it; nobody else', async () => {
	const server = await testServer();
	await plant(server);
	const plan = await gatherPlan(server.quarter, new Date('2026-11-23T09:00:00Z'));
	expect(plan).toMatchObject({ quarter: 'hafencity', at: '2026-11-23T10:00', from: '2026-11-23', to: '2027-01-22' });
	expect(plan.uses.map(({ date, from, room, purpose, contact }) => [date, from, room, purpose, contact?.name])).toEqual([
		['2026-12-01', '10:00', expect.any(String), 'Zweck confirmed', 'Person confirmed'],
		['2026-12-01', '12:00', expect.any(String), 'belegt', undefined]
	]);
	expect(plan.meetings.map(({ date, from, to, status }) => [date, from, to, status])).toEqual([['2026-11-24', '19:00', '20:30', 'confirmed'], ['2026-12-01', '19:00', '20:30', 'cancelled'], ['2026-12-08', '19:00', '20:30', 'confirmed']]);
	expect(plan.waiting.map(({ purpose, contact }) => [purpose, contact?.name])).toEqual([['Zweck open', 'Person open']]);
	expect(plan.officeTimes.map(({ date, languages }) => [date, languages])).toEqual([['2026-11-24', ['de', 'tr']], ['2026-12-01', ['de', 'tr']]]);

	const files = Object.fromEntries(Object.entries(unzipSync((await planArchive(server.quarter, new Date('2026-11-23T09:00:00Z'))).bytes)).map(([path, bytes]) => [path.split('/')[1]!, Buffer.from(bytes).toString()]));
	expect(Object.keys(files).sort()).toEqual(['anfragen-offen.csv', 'belegung.csv', 'kontakte.csv', 'plan-b.html', 'sprechstunden.csv', 'veranstaltungen.csv', 'verweise.csv']);
	const tables = Object.entries(files).filter(([name]) => name.endsWith('.csv'));
	for (const [name, text] of tables) {
		const [head, ...rows] = parse(text);
		expect(text.startsWith('\ufeff'), name).toBe(true);
		for (const row of rows) expect(row, name).toHaveLength(head!.length);
	}
	expect(parse(files['kontakte.csv']!).slice(1)).toEqual([['Person confirmed', "'+49 40 123456", '', 'Zweck confirmed', '01.12.2026'], ['Person open', "'+49 40 123456", '', 'Zweck open', '01.12.2026']]);
	expect(parse(files['verweise.csv']!)[1]).toEqual(['Wohngeldstelle', 'Geld und Leistungen', '040 115', 'Mo, Di 08:00–12:00', '', '', 'https://example.org/x']);
	expect(Object.values(files).join('')).not.toMatch(/Person (stranger|declined|over)/);
});

test('S6.11 the page is complete in itself: no script, nothing fetched, what people wrote is text', async () => {
	const server = await testServer();
	await plant(server);
	const html = htmlOf(await gatherPlan(server.quarter, new Date('2026-11-23T09:00:00Z')));
	expect(html).toContain('Chor &lt;script&gt;alert(1)&lt;/script&gt;');
	expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|href=|url\(|@import/);
	expect(html).toContain('Stand 23.11.2026, 10:00 Uhr');
	expect(html).toContain('Dienstag, 1. Dezember 2026');
	expect(htmlOf(await gatherPlan((await testServer([])).quarter, new Date('2026-11-23T09:00:00Z')))).toContain('Keine Anfrage wartet auf das Büro.');
});

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'plan-b-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('S6.11 over HTTP for staff only, never kept, as a file to save', async () => {
	const server = await openServer();
	const get = (visitor: Visitor) => visitor.fetch('/api/hafencity/plan-b');
	expect((await get(new Visitor(server))).status).toBe(401);
	expect((await get(await new Visitor(server).signIn('vera'))).status).toBe(403);
	for (const name of ['mia', 'sam'] as const) {
		const answer = await get(await new Visitor(server).signIn(name));
		expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([200, 'application/zip', 'no-store']);
		expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="plan-b-hafencity-2026-11-23.zip"');
		expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toHaveLength(7);
	}
	await server.close();
});

test('S6.11 as a command, beside a server that has the store open', async () => {
	const store = openSqlite(storeFile(folder));
	await createQuarter({ store, settings: defaults });
	const to = join(folder, 'plan.zip');
	expect(await run('plan-b', [to], { DATA_DIR: folder })).toMatchObject({ code: 0, said: expect.stringContaining('Wrote') });
	expect(statSync(to).mode & 0o777).toBe(0o600);
	expect(Object.keys(unzipSync(new Uint8Array(readFileSync(to))))).toHaveLength(7);
	expect(await run('plan-b', [to], { DATA_DIR: folder })).toMatchObject({ code: 1, said: expect.stringContaining('--overwrite') });
	expect(await run('plan-b', [join(folder, 'x')], { DATA_DIR: join(folder, 'none') })).toMatchObject({ code: 1, said: expect.stringMatching(/^[^\n]+\n$/) });
	await store.close();
});
