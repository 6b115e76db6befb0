import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { Visitor, event, openServer } from '../tests/sync/server-rig.ts';
import { lineOf } from './log.ts';

const secrets = /erika|mustermann|geheim|quittung|10\.9\.8\.7|kalender/i;

test('S6.10 a request with a token, a receipt, a name, whatever comes of it, leaves none of it in the log', async () => {
	const log: string[] = [];
	const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
	const server = await openServer({ log: (line) => log.push(line) });
	const connection = exec.mock.contexts[0] as DatabaseSync;
	exec.mockRestore();
	const sam = await new Visitor(server, '10.9.8.7').signIn('sam');
	const everything = async () => {
		await sam.send('POST', '/api/setup', { token: 'geheimes-token', name: 'erika', password: 'geheim geheim geheim' });
		await sam.fetch('/api/hafencity/receipts/erika-1?receipt=quittung', { headers: { Authorization: 'Bearer quittung' } });
		await new Visitor(server, '10.9.8.7').send('POST', '/db/_session', { name: 'erika', password: 'geheim' });
		await sam.fetch('/db/hafencity-public/_bulk_docs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"docs": [{"name": "Erika Mustermann" "mail"' });
		await sam.send('PUT', '/db/hafencity-desk/contact:1?token=geheim', { _id: 'contact:1', kind: 'contact', schema: 0, name: 'Erika Mustermann', mail: 'erika@example.org', keepUntil: '2027-01-01' });
		await sam.send('POST', '/api/hafencity/inbox', { contact: { name: 'Erika Mustermann' } });
		await sam.send('PUT', '/db/hafencity-public/event:erika', event('erika', { place: 'bei Erika Mustermann' }));
	};
	await everything();
	expect(log).toEqual([]);
	connection.exec('PRAGMA query_only = ON');
	await everything();
	expect(log).toContain('store: the file or its disk is read-only (SQLITE_READONLY)');
	vi.spyOn(server.store, 'database').mockRejectedValue(new SyntaxError(`Unexpected token in "{name: 'Erika Mustermann'}"\nerika`));
	const asked = log.length;
	await sam.fetch('/db/hafencity-public/event:erika?rev=quittung');
	expect(log.slice(asked), 'one line').toEqual([expect.stringMatching(/^SyntaxError: Unexpected token in "…" at [^\n]+$/)]);
	expect(log.join('\n')).not.toMatch(secrets);
	vi.restoreAllMocks();
	await server.close();
});

test('a mistake is one line with its kind and place', () => {
	expect(lineOf(new TypeError('x is not a function\nsecond line'))).toMatch(/^TypeError: x is not a function at .+log\.test\.ts[^\n]*$/);
	expect(lineOf({ name: 'Error', message: 'bare' })).toBe('Error: bare at an unknown place');
});
