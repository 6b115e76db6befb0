import type { Ask } from '#lib/features/request/ask.ts';

type Row = Record<string, unknown>;
type Failed = Promise<unknown>;

/** As much of a table of the read model as the runs use. */
export type Table<T = Row> = {
	get(key: string): Promise<T | undefined>;
	toArray(): Promise<T[]>;
	count(): Promise<number>;
	clear(): Promise<void>;
};
type Hook = ((event: 'creating', heard: (key: unknown, doc: Row) => void) => void) & ((event: 'creating') => { unsubscribe(heard: unknown): void });
type Kept = { id: string; ask: Ask; refused?: unknown; answer?: { state: string } };

type ReadModel = {
	tables: { name: string }[];
	table(name: string): Table;
	transaction<T>(mode: 'r' | 'rw', tables: string[], work: () => Promise<T>): Promise<T>;
	occupancy: { hook: Hook };
	request: Table<{ _id: string; sample?: true }>;
	decision: Table<{ request: string }>;
	outcome: Table<{ request: string }>;
	'edit-conflict': Table<{ _id: string; settled: boolean }>;
	outbox: Table<Kept>;
	receipt: Table<Kept>;
	cursor: Table<{ seq: string }>;
	setting: Table<{ value: unknown }>;
	refused: Table<{ id: string; wish?: string }>;
	write: Table & { add(row: Row): Promise<unknown> };
};

type Changes = { results: { id: string; changes: { rev: string }[]; doc?: unknown }[] };
/** As much of a desk's PouchDB as the runs use. */
export type Local = {
	get(id: string): Promise<Row & { _id: string; _rev: string }>;
	remove(doc: { _id: string; _rev: string }): Promise<unknown>;
	info(): Promise<{ update_seq: number | string }>;
	allDocs(options: { include_docs: true }): Promise<{ rows: { doc?: unknown }[] }>;
	changes(options: { live: true; since: 'now'; include_docs: true }): { on(event: 'change', heard: (change: { doc?: unknown }) => void): unknown };
	changes(options: { since: 0; style: 'all_docs'; include_docs: true }): Promise<Changes>;
};
export type Replica = { local: Record<'public' | 'desk', Local> };

/** The client's code as the runs call it; `client-code.ts` says that it is so. */
export type Client = {
	database: ReadModel;
	announceEvent(id: string, event: Row, locale: 'de'): Failed;
	confirmRequest(request: string): Failed;
	declineRequest(request: string, reason: string): Failed;
	/** Takes back what was confirmed, or offers another time. */
	decideDate(request: string, verdict: 'cancel' | 'offer', reason: string, offer?: { room: string; date: string; from: string; to: string }): Failed;
	settleConflict(conflict: { _id: string }, choice: 'kept' | 'other'): Failed;
	change(id: string, set: Row): Failed;
	create(doc: Row): Failed;
	sendAsk(wish: Ask): Failed;
	giveUpDocument(id: string): Promise<void>;
	resendDocument(id: string): Promise<void>;
	signIn(name: string, password: string): Failed;
	newId(kind: string): string;
	newSecret(): string;
	replace(source: 'mirror' | 'replica-public' | 'replica-desk', docs: readonly Row[], cursor: string): Promise<void>;
	extendWindow(today: string): Promise<void>;
	setting(key: 'parked' | 'unpushed'): Promise<unknown>;
	post(bulletin: { wake: 'all' }): void;
	runReplica(pouch: unknown, quarter: string, signal: AbortSignal): Promise<Replica>;
	mirror(quarter: string, signal: AbortSignal): Promise<void>;
	courier(quarter: string, signal: AbortSignal): Promise<void>;
};
