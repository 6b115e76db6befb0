/// <reference path="./pouchdb-merge.d.ts" />
import { collectLeaves, merge, type RevNode, type RevPath, type RevTree, rootToLeaf, winningRev } from 'pouchdb-merge';

/**
 * A document's revisions as CouchDB keeps them. The decisions (merging, who wins) are `pouchdb-merge`'s, so that server
 * and replicas can never disagree; this file only speaks our words.
 */
export type { RevTree } from 'pouchdb-merge';

/** Revisions kept per branch, CouchDB's default: fewer would turn old replicas' edits into conflicts. */
export const REVISIONS_KEPT = 1000;

/** CouchDB's `_revisions`: newest first, `start` is the generation of the first. */
export type Revisions = { start: number; ids: string[] };
export type Leaf = { rev: string; deleted: boolean };

/** Whoever makes a revision chooses its hash: CouchDB takes an empty one, as PouchDB does, and one with hyphens. */
const REVISION = /^([1-9]\d{0,8})-(\S{0,64})$/;

/** Generation and hash of a `_rev`, or undefined for what is none. */
export function parseRevision(rev: unknown): { generation: number; hash: string } | undefined {
	const match = typeof rev === 'string' ? REVISION.exec(rev) : null;
	return match ? { generation: Number(match[1]), hash: match[2]! } : undefined;
}

/** The generation of a `_rev`; 0 for none. */
export const generationOf = (rev: string | undefined): number => parseRevision(rev)?.generation ?? 0;

/** Whether the value is a `_revisions` that ends in `rev`. */
export function isHistoryOf(rev: string, history: unknown): history is Revisions {
	const { start, ids } = (history ?? {}) as Partial<Revisions>;
	return (
		Number.isInteger(start) &&
		Array.isArray(ids) &&
		ids.length > 0 &&
		ids.length <= start! &&
		ids.every((hash, index) => parseRevision(`${start! - index}-${hash}`) !== undefined) &&
		`${start}-${ids[0]}` === rev
	);
}

/** Adds a revision with its history. @returns the new tree and the revisions that fell off its end. */
export function grow(tree: RevTree, { start, ids }: Revisions, deleted: boolean, kept = REVISIONS_KEPT): { tree: RevTree; forgotten: string[] } {
	const [leaf, ...ancestors] = ids as [string, ...string[]];
	let node: RevNode = [leaf, { status: 'available', ...(deleted && { deleted }) }, []];
	for (const id of ancestors) node = [id, { status: 'missing' }, [node]];
	const path: RevPath = { pos: start - ancestors.length, ids: node };
	if (tree.length === 0 && ids.length <= kept) return { tree: [path], forgotten: [] };
	const merged = merge(tree, path, kept);
	return { tree: merged.tree, forgotten: merged.stemmedRevs };
}

/** The tree with no more than so many revisions of a branch. @returns undefined where it is so already. */
export function stemmed(tree: RevTree, kept: number): RevTree | undefined {
	const [first] = tree;
	if (!first || rootToLeaf(tree).every(({ ids }) => ids.length <= kept)) return undefined;
	return merge(tree, first, kept).tree;
}

/** Whether a revision is in the tree (`pouchdb-merge` looks no further than a second hyphen). */
export function knows(tree: RevTree, rev: string): boolean {
	const { generation, hash } = parseRevision(rev) ?? {};
	if (generation === undefined) return false;
	const nodes = [...tree];
	for (let next = nodes.pop(); next; next = nodes.pop()) {
		const { pos, ids } = next;
		if (pos === generation && ids[0] === hash) return true;
		if (pos < generation) for (const child of ids[2]) nodes.push({ pos: pos + 1, ids: child });
	}
	return false;
}

/**
 * All leaves, the winner first, then as CouchDB ranks them: alive before deleted, longer before shorter, hash by ASCII.
 * A tree that was put together from pieces of history can hold the same leaf twice; it is one, and never its own conflict.
 */
export function leavesOf(tree: RevTree): [Leaf, ...Leaf[]] {
	const only = onlyLeaf(tree);
	if (only) return [only];
	const winner = winningRev({ rev_tree: tree });
	const rank = ({ rev, deleted }: Leaf) => [rev === winner ? 1 : 0, deleted ? 0 : 1, generationOf(rev), rev] as const;
	return [...new Map(collectLeaves(tree).map((leaf) => [leaf.rev, leaf])).values()]
		.map(({ rev, opts }) => ({ rev, deleted: opts.deleted === true }))
		.sort((a, b) => {
			const [left, right] = [rank(a), rank(b)];
			const difference = left.findIndex((value, index) => value !== right[index]);
			return difference === -1 ? 0 : left[difference]! > right[difference]! ? -1 : 1;
		}) as [Leaf, ...Leaf[]];
}

/** The leaf of a tree that never branched, which most are; undefined for others. */
function onlyLeaf([first, ...others]: RevTree): Leaf | undefined {
	if (!first || others.length > 0) return undefined;
	let { pos, ids: node } = first;
	for (; node[2].length > 0; node = node[2][0]!, pos++) if (node[2].length > 1) return undefined;
	return { rev: `${pos}-${node[0]}`, deleted: node[1].deleted === true };
}

/** The leaves that superseded a known revision (itself, where it is a leaf), ranked as above; empty for an unknown one. */
export function latestOf(tree: RevTree, rev: string): string[] {
	const through = rootToLeaf(tree).filter((path) => stepOf(path, rev) !== -1);
	const ends = new Set(through.map(({ pos, ids }) => `${pos + ids.length - 1}-${ids.at(-1)!.id}`));
	return leavesOf(tree).flatMap((leaf) => (ends.has(leaf.rev) ? [leaf.rev] : []));
}

type Path = ReturnType<typeof rootToLeaf>[number];
const stepOf = ({ pos, ids }: Path, rev: string) => ids.findIndex(({ id }, step) => `${pos + step}-${id}` === rev);

/** A known revision and its ancestors, newest first: which of them are tombstones. Undefined for an unknown one. */
export function lineageOf(tree: RevTree, rev: string): (Revisions & { deleted: boolean[] }) | undefined {
	for (const path of rootToLeaf(tree)) {
		const step = stepOf(path, rev);
		if (step === -1) continue;
		const line = path.ids.slice(0, step + 1).reverse();
		return { start: path.pos + step, ids: line.map(({ id }) => id), deleted: line.map(({ opts }) => opts.deleted === true) };
	}
	return undefined;
}

/** The history of a known revision, newest first; undefined for an unknown one. */
export function historyOf(tree: RevTree, rev: string): Revisions | undefined {
	const line = lineageOf(tree, rev);
	return line && { start: line.start, ids: line.ids };
}

/** The tree without some of its leaves and what led to them only; empty where none is left. */
export function withoutLeaves(tree: RevTree, revs: ReadonlySet<string>): RevTree {
	const kept = rootToLeaf(tree).filter(({ pos, ids }) => !revs.has(`${pos + ids.length - 1}-${ids.at(-1)!.id}`));
	return kept.reduce<RevTree>((rest, { pos, ids }) => {
		const nodes = ids.reduceRight<RevNode[]>((children, { id, opts }) => [[id, opts, children]], []);
		return merge(rest, { pos, ids: nodes[0]! }, Infinity).tree;
	}, []);
}

/** So many are looked for in the tree one by one; of more a list of all there are is made first. */
const FEW = 8;

/** What of these revisions a tree lacks, and its leaves of lower generations, which a replicator may have in common with them. */
export function lackingIn(tree: RevTree, revs: readonly string[]): { missing: string[]; possible_ancestors?: string[] } {
	const all = revs.length > FEW ? revisionsOf(tree) : undefined;
	const missing = revs.filter((rev) => !(all ? all.has(rev) : knows(tree, rev)));
	const highest = missing.reduce((most, rev) => Math.max(most, generationOf(rev)), 0);
	const ancestors = tree.length > 0 && missing.length > 0 ? leavesOf(tree).flatMap(({ rev }) => (generationOf(rev) < highest ? [rev] : [])) : [];
	return { missing, ...(ancestors.length > 0 && { possible_ancestors: ancestors }) };
}

function revisionsOf(tree: RevTree): Set<string> {
	const found = new Set<string>();
	const nodes = [...tree];
	for (let next = nodes.pop(); next; next = nodes.pop()) {
		const { pos, ids } = next;
		found.add(`${pos}-${ids[0]}`);
		for (const child of ids[2]) nodes.push({ pos: pos + 1, ids: child });
	}
	return found;
}
