import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DatabaseSync } from 'node:sqlite';

/**
 * The least that a server in Node can do, as a process of its own: a PUT commits its body as one row of the file that was
 * named, a GET of `/<n>` gives n bytes from memory. Tells its address to who started it.
 */
const file = new DatabaseSync(process.argv[2]!);
file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE doc (id TEXT PRIMARY KEY, body TEXT)');
const insert = file.prepare('INSERT INTO doc VALUES (?, ?)');
const bytes = new Map<string, Buffer>();
const server = createServer(async (asked, answer) => {
	const { url = '/' } = asked;
	if (asked.method === 'PUT') {
		insert.run(url, JSON.stringify(JSON.parse(await text(asked))));
		answer.writeHead(201, { 'Content-Type': 'application/json' }).end('{"ok":true}');
		return;
	}
	if (!bytes.has(url)) bytes.set(url, Buffer.alloc(Number(url.slice(1))));
	answer.writeHead(200, { 'Content-Type': 'application/json' }).end(bytes.get(url));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
