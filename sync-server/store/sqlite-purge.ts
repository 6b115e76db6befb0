import { leavesOf, type RevTree, stemmed, withoutLeaves } from './revision-tree.ts';
import { treeOf } from './sqlite-read.ts';
import { type Collection, type CollectionRow, type DocumentRow, inTransaction } from './sqlite-statements.ts';
import { exceptLeaves, forgetBodies } from './sqlite-write.ts';
import type { Purged } from './store.ts';

/** Documents per transaction of a compaction, so that writes and readers get in between. */
const STEP = 500;

/** See `Database.purge`. What changes by it gets a new seq, what is gone leaves a hole: replicas go on from where they are. */
export function purge(collection: Collection, asked: Record<string, readonly string[]>): Purged {
	return inTransaction(collection.file, () => {
		const purged = Object.fromEntries(Object.entries(asked).map(([id, revs]) => [id, purgeOne(collection, id, revs)]));
		collection.statements.countPurge.run(collection.key);
		const { purges } = collection.statements.collection.get(collection.key) as CollectionRow;
		return { purge_seq: String(purges), purged };
	});
}

function purgeOne(collection: Collection, id: string, revs: readonly string[]): string[] {
	const { statements, key } = collection;
	const found = statements.document.get(key, id) as DocumentRow | undefined;
	const tree = found ? treeOf(found) : [];
	const gone = found ? leavesOf(tree).map(({ rev }) => rev).filter((rev) => revs.includes(rev)) : [];
	if (!found || gone.length === 0) return [];
	const rest = withoutLeaves(tree, new Set(gone));
	const lost = rest.length === 0 ? exceptLeaves(collection, id, []) : lostBodies(collection, id, rest, gone);
	const bytes = -forgetBodies(collection, id, lost);
	const left = found.deleted ? { alive: 0, deleted: -1 } : { alive: -1, deleted: 0 };
	if (rest.length === 0) {
		statements.dropDocument.run(key, id);
		statements.count.run({ seq: 1, ...left, bytes, key });
		return gone;
	}
	const { seq } = statements.collection.get(key) as CollectionRow;
	const [winner] = leavesOf(rest);
	statements.putDocument.run(key, id, seq + 1, winner.rev, winner.deleted ? 1 : 0, JSON.stringify(rest));
	statements.count.run({ seq: 1, alive: left.alive + (winner.deleted ? 0 : 1), deleted: left.deleted + (winner.deleted ? 1 : 0), bytes, key });
	return gone;
}

/** Bodies of revisions that the rest of the tree does not know. */
function lostBodies({ statements, key }: Collection, id: string, rest: RevTree, gone: readonly string[]): string[] {
	const known = new Set(revisionsIn(rest));
	const kept = (statements.bodyRevs.all(key, id) as { rev: string }[]).map(({ rev }) => rev);
	return kept.filter((rev) => gone.includes(rev) || !known.has(rev));
}

function revisionsIn(tree: RevTree): string[] {
	const found: string[] = [];
	const open = tree.map(({ pos, ids }) => ({ pos, ids }));
	for (let node = open.pop(); node; node = open.pop()) {
		found.push(`${node.pos}-${node.ids[0]}`);
		for (const ids of node.ids[2]) open.push({ pos: node.pos + 1, ids });
	}
	return found;
}

/** See `Database.compact`; step by step, so that nobody waits for all of it. */
export async function compact(collection: Collection): Promise<void> {
	const { file, statements, key } = collection;
	let rows: DocumentRow[];
	let after = '';
	do {
		rows = statements.documentsAfter.all(key, after, STEP) as DocumentRow[];
		inTransaction(file, () => {
			const { revs_kept } = statements.collection.get(key) as CollectionRow;
			let bytes = 0;
			for (const row of rows) {
				const tree = treeOf(row);
				bytes -= forgetBodies(collection, row.id, exceptLeaves(collection, row.id, tree));
				const shorter = stemmed(tree, revs_kept);
				if (shorter) statements.setTree.run(JSON.stringify(shorter), key, row.id);
			}
			statements.count.run({ seq: 0, alive: 0, deleted: 0, bytes, key });
		});
		after = rows.at(-1)?.id ?? after;
		await new Promise(setImmediate);
	} while (rows.length === STEP);
}
