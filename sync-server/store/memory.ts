import { randomBytes, randomUUID } from 'node:crypto';
import { MemoryDatabase } from './memory-database.ts';
import type { Store } from './store.ts';

/** A store that ends with the process: for tests, and to read what an engine does where nothing is in the way. */
export function openMemory(): Store {
	const databases = new Map<string, MemoryDatabase>();
	return {
		engine: 'memory',
		uuid: randomUUID().replaceAll('-', ''),
		async names() {
			return [...databases.keys()].sort();
		},
		async database(name) {
			return databases.get(name);
		},
		async create(name) {
			if (databases.has(name)) return false;
			databases.set(name, new MemoryDatabase(name, randomBytes(8).toString('hex')));
			return true;
		},
		async remove(name) {
			databases.get(name)?.wake();
			return databases.delete(name);
		},
		async close() {}
	};
}
