import Dexie, { type EntityTable, type Table } from 'dexie';
import { type Doc, type Kind, catalogue } from '#lib/features/catalogue.ts';
import type { Occurrence } from '#lib/features/occurrence/rules.ts';
import type { FreeTime } from '#lib/features/outcome/entity.ts';
import type { Reply } from '#lib/features/reply/entity.ts';
import type { Ask, ReceiptAnswer } from '#lib/features/request/ask.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import type { Instant } from '#lib/kernel/moments.ts';

export type { Occurrence };

/**
 * A request on its way: it leaves only on the server's answer. `refused` holds the answer that needs a person; `leftOut` the
 * dates of the series that were not asked for, which nobody but this device knows.
 */
export type OutboxRow = { id: string; ask: Ask; createdAt: Instant; leftOut?: FreeTime[]; refused?: Failure[] };
/** A request the server has. `answer` is what it last told. */
export type ReceiptRow = { id: string; ask: Ask; receivedAt: Instant; leftOut?: FreeTime[]; answer?: ReceiptAnswer };
/** What whoever asked says about it afterwards: about one date, to the office, or how the group is to be reached from now on. */
export type Errand = { does: 'reply'; request: string; says: Reply['says'] } | { does: 'message'; text: string } | { does: 'contact'; contact: Ask['contact'] };
/** An errand on its way to the server, for the receipt of this id. It leaves as a request does. */
export type ErrandRow = { id: string; receipt: string; errand: Errand; createdAt: Instant; refused?: Failure[] };
/** What a form holds while it is being filled in. */
export type DraftRow = { form: string; values: unknown; savedAt: Instant };
export type SettingRow = { key: string; value: unknown };
/** How far a source was read; rows and cursor are written in one transaction. `complete` once it was read to its end: before that, nothing found means nothing. */
export type CursorRow = { source: Source; seq: string; projection: number; at: Instant; complete?: true };
export type Source = 'mirror' | 'replica-public' | 'replica-desk';
/** A desk's change, durable before PouchDB has it: a new document, or fields of an existing one. */
export type WriteRow = { seq?: number; doc: string; database: 'public' | 'desk'; kind: Kind; set: Record<string, unknown>; isNew: boolean; at: Instant };
/**
 * A document the server did not accept: stays here and is shown until someone deals with it. `reason` names the field.
 * `wish` is what a person decided and the replica has not done yet. `set` is what could not be laid on a document that
 * somebody deleted meanwhile (`reason` is `deleted`).
 */
export type RefusedRow = { id: string; database: 'public' | 'desk'; reason: string; at: Instant; wish?: 'resend' | 'give-up'; set?: Record<string, unknown> };
/** What the office decided in one go and can still take back: the documents come into being at `due`, by this device's clock. */
export type HeldRow = { id: string; decisions: Doc<'decision'>[]; due: Instant };
/**
 * A photo of a room, as a data URL. `taken` belongs to a form that is not saved yet, `waiting` is on its way to the server, `sent`
 * is there too; one that a colleague took is here as `sent` once somebody looked at it.
 */
export type PhotoRow = { id: string; request: string; when: 'handover' | 'returned'; image: string; state: 'taken' | 'waiting' | 'sent'; refused?: Failure[] };
/** A document this version cannot read. */
export type UnreadableRow = { id: string; failures: Failure[] };

type DocumentTables = { [K in Kind]: EntityTable<Doc<K>, '_id'> };
type DeviceTables = {
	occurrence: EntityTable<Occurrence, 'id'>;
	outbox: EntityTable<OutboxRow, 'id'>;
	receipt: EntityTable<ReceiptRow, 'id'>;
	errand: EntityTable<ErrandRow, 'id'>;
	draft: EntityTable<DraftRow, 'form'>;
	setting: EntityTable<SettingRow, 'key'>;
	cursor: EntityTable<CursorRow, 'source'>;
	write: Table<WriteRow, number>;
	refused: EntityTable<RefusedRow, 'id'>;
	held: EntityTable<HeldRow, 'id'>;
	photo: EntityTable<PhotoRow, 'id'>;
	unreadable: EntityTable<UnreadableRow, 'id'>;
};

/**
 * The read model of a device: one table per entity of the catalogue, the expanded dates, and what only this device knows.
 * Created closed; Dexie opens it at the first query. What is said to be saved is on the disk, not only on its way there.
 */
export const database = new Dexie('quartierslotse', { cache: 'immutable', chromeTransactionDurability: 'strict' }) as Dexie & DocumentTables & DeviceTables;

database.version(2).stores({
	...Object.fromEntries(Object.values(catalogue).map(({ kind, indexes }) => [kind, ['_id', indexes].filter(Boolean).join(', ')])),
	occurrence: 'id, of, start, end, [house+start]',
	outbox: 'id, createdAt',
	receipt: 'id, receivedAt',
	errand: 'id, createdAt, receipt',
	draft: 'form',
	setting: 'key',
	cursor: 'source',
	write: '++seq, doc',
	refused: 'id',
	held: 'id, due',
	photo: 'id, request, state',
	unreadable: 'id'
});
