import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { prepare } from './schema.ts';
import { type CollectionRow, inTransaction, prepareStatements } from './sqlite-statements.ts';
import { type Shared, SqliteDatabase } from './sqlite-database.ts';
import type { Store } from './store.ts';

/**
 * Opens (or makes) the one file that holds every database. A write is on the disk when its promise resolves.
 * @param path of the file, or `:memory:` for one that ends with the process.
 * @throws Error where the file cannot be opened, is no database of ours, or comes from a newer version.
 */
export function openSqlite(path: string): Store {
	const file = new DatabaseSync(path);
	prepare(file);
	const statements = prepareStatements(file);
	const uuid = stableUuid(file);
	/** By the key of the database: the same for every handle on it. */
	const shared = new Map<number, Shared>();

	return {
		engine: 'sqlite',
		uuid,
		async names() {
			return (statements.collectionNames.all() as { name: string }[]).map(({ name }) => name);
		},
		async database(name) {
			const row = statements.collectionByName.get(name) as CollectionRow | undefined;
			if (!row) return undefined;
			const sharing = shared.get(row.key) ?? { watchers: new Set(), compacting: false };
			shared.set(row.key, sharing);
			return new SqliteDatabase(name, { file, statements, key: row.key, generation: row.generation }, sharing);
		},
		async create(name) {
			return inTransaction(file, () => {
				if (statements.collectionByName.get(name)) return false;
				const { n } = statements.nextKey.get() as { n: number };
				statements.createCollection.run(n, name, randomBytes(8).toString('hex'), Date.now());
				return true;
			});
		},
		async remove(name) {
			const row = statements.collectionByName.get(name) as CollectionRow | undefined;
			if (!row) return false;
			statements.removeCollection.run(name);
			shared.get(row.key)?.watchers.forEach((wake) => wake());
			shared.delete(row.key);
			return true;
		},
		async close() {
			if (file.isOpen) file.close();
		}
	};
}

function stableUuid(file: DatabaseSync): string {
	file.prepare("INSERT INTO setting VALUES ('uuid', ?) ON CONFLICT DO NOTHING").run(randomUUID().replaceAll('-', ''));
	return (file.prepare("SELECT value FROM setting WHERE name = 'uuid'").get() as { value: string }).value;
}
