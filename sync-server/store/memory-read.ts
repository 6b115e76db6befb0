import type { Kept } from './memory-document.ts';
import { winnerIn } from './memory-document.ts';
import { knows, latestOf, leavesOf, lineageOf } from './revision-tree.ts';
import type { DocOptions, OpenRevision, StoredDoc } from './store.ts';
import { addRevisions, composeDoc, type Known } from './stored-doc.ts';

type WriteSeq = (n: number) => string;

const knownOf = ({ tree, seq, bodies }: Kept, write: WriteSeq): Known => ({ tree: () => tree, seq: () => write(seq), hasBody: (rev) => bodies.has(rev) });

/** The winner, with what was asked for. */
export function winnerOf(kept: Kept, write: WriteSeq, options: DocOptions): StoredDoc {
	const { rev, deleted } = winnerIn(kept);
	return addRevisions(composeDoc(kept.id, rev, deleted, kept.bodies.get(rev)!), knownOf(kept, write), options);
}

/** See `Database.get`. */
export function readDocument(kept: Kept, write: WriteSeq, { rev, latest, ...options }: DocOptions & { rev?: string; latest?: boolean }): StoredDoc | undefined {
	if (rev === undefined) return winnerOf(kept, write, options);
	return revisionOf(kept, latest ? (latestOf(kept.tree, rev)[0] ?? rev) : rev, write, options);
}

/** See `Database.openRevisions`. */
export function readRevisions(kept: Kept, revs: readonly string[] | 'all', write: WriteSeq, { latest, ...options }: DocOptions & { latest?: boolean }): OpenRevision[] {
	const named = revs === 'all' ? leavesOf(kept.tree).map(({ rev }) => rev) : revs;
	const asked = latest ? [...new Set(named.flatMap((rev) => (knows(kept.tree, rev) ? latestOf(kept.tree, rev) : rev)))] : named;
	return asked.map((rev) => {
		const ok = revisionOf(kept, rev, write, options);
		return ok ? { ok } : { missing: rev };
	});
}

function revisionOf(kept: Kept, rev: string, write: WriteSeq, options: DocOptions): StoredDoc | undefined {
	const body = kept.bodies.get(rev);
	const line = body === undefined ? undefined : lineageOf(kept.tree, rev);
	return line && addRevisions(composeDoc(kept.id, rev, line.deleted[0]!, body!), knownOf(kept, write), options);
}
