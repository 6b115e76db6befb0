declare module 'pouchdb-merge' {
	/** `[hash, {status, deleted}, children]`. */
	type RevNode = [string, { status: 'available' | 'missing'; deleted?: boolean }, RevNode[]];
	type RevPath = { pos: number; ids: RevNode };
	type RevTree = RevPath[];
	type Metadata = { rev_tree: RevTree };

	/** Changes `tree` and `path` in place; use the tree returned. */
	export function merge(
		tree: RevTree,
		path: RevPath,
		depth: number
	): { tree: RevTree; stemmedRevs: string[]; conflicts: 'new_leaf' | 'new_branch' | 'internal_node' };
	export function winningRev(metadata: Metadata): string;
	export function collectLeaves(tree: RevTree): { rev: string; opts: RevNode[1] }[];
	export function rootToLeaf(tree: RevTree): { pos: number; ids: { id: string; opts: RevNode[1] }[] }[];
	export type { RevTree, RevPath, RevNode };
}
