import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { prepare } from './schema.ts';
import { type CollectionRow, inTransaction, prepareStatements } from './sqlite-statements.ts';
import { SqliteDatabase } from './sqlite-database.ts';
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
	/** Those that were asked for, by name. Nobody else makes or removes databases in a file that a server has open. */
	const open = new Map<string, SqliteDatabase>();

	return {
		engine: 'sqlite',
		uuid,
		async names() {
			return (statements.collectionNames.all() as { name: string }[]).map(({ name }) => name);
		},
		async database(name) {
			const known = open.get(name);
			if (known) return known;
			const row = statements.collectionByName.get(name) as CollectionRow | undefined;
			if (!row) return undefined;
			const database = new SqliteDatabase(name, { file, statements, key: row.key, generation: row.generation });
			open.set(name, database);
			return database;
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
			if (statements.removeCollection.run(name).changes === 0) return false;
			open.get(name)?.wake();
			open.delete(name);
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
