import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** A person as a history names her; null for the operator's command and the system. */
export const ByPerson = z.strictObject({ id: Id, name: z.string() }).nullable();
/** One field before and after. A shape is GeoJSON; `attributes` are the columns of a source. */
export const FieldChange = z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type FieldChange = z.output<typeof FieldChange>;

export const HISTORY_OPS = ['insert', 'update', 'delete'] as const;
/**
 * One transaction's changes to one property. `cause` is the action of its audit entry (`asset.updated`, `import.committed`, an act's…) and `subject`
 * what that entry is about. `first` and `last` name its first and last change, for a restore of the side before or after.
 */
export const HistoryEntry = z.strictObject({
  action: Id, first: Id, last: Id, at: z.iso.datetime(), by: ByPerson, cause: z.string().nullable(), subject: z.string().nullable(), auditSeq: Id.nullable(), version: z.number().int(),
  op: z.enum(HISTORY_OPS), fields: z.array(FieldChange), undoOf: Id.nullable(), undoneBy: Id.nullable(),
  /** The code of a property merged into this one, whose entry it is. */
  of: z.string().nullable(),
}).meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.output<typeof HistoryEntry>;
export const HistoryPage = z.strictObject({ total: z.number().int(), entries: z.array(HistoryEntry) }).meta({ id: 'HistoryPage' });

/** Which state to bring back: the one before the change `at`, or the one after it; all fields, or those named. */
export const RestoreRequest = z.strictObject({
  at: Id, side: z.enum(['before', 'after']), fields: z.array(z.string().regex(/^[a-z][A-Za-z0-9]{0,62}$/)).min(1).max(200).optional(),
}).meta({ id: 'RestoreRequest' });
export type RestoreRequest = z.output<typeof RestoreRequest>;

/** One action of one's own, enough to name it: how many properties, the first of them, which fields. */
export const OwnAction = z.strictObject({
  action: Id, at: z.iso.datetime(), cause: z.string().nullable(), assets: z.number().int(), fields: z.array(z.string()),
  first: z.strictObject({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable() }).nullable(),
}).meta({ id: 'OwnAction' });
export type OwnAction = z.output<typeof OwnAction>;
/** What Ctrl+Z would take back and what Ctrl+Shift+Z would do again. */
export const OwnActions = z.strictObject({ undo: OwnAction.nullable(), redo: OwnAction.nullable() }).meta({ id: 'OwnActions' });
export type OwnActions = z.output<typeof OwnActions>;

export const UNDO_REFUSALS = ['changed_since', 'validated', 'gone', 'blocked'] as const;
/** A property an undo left as it is, and why. */
export const UndoRefusal = z.strictObject({ id: Id, code: z.string(), name: z.string(), reason: z.enum(UNDO_REFUSALS) });
export type UndoRefusal = z.output<typeof UndoRefusal>;
/** `total` = `restored` + `refused`; `refusals` are the first hundred. */
export const UndoResult = z.strictObject({ action: Id.nullable(), total: z.number().int(), restored: z.number().int(), refused: z.number().int(), refusals: z.array(UndoRefusal) }).meta({ id: 'UndoResult' });
export type UndoResult = z.output<typeof UndoResult>;

/** Causes that a person takes back by Ctrl+Z; others have their own way back (an import, an act, a decision) or none. */
export const UNDOABLE_CAUSES = ['asset.created', 'asset.updated', 'asset.placed', 'asset.drawn', 'asset.cut', 'asset.split', 'asset.joined', 'asset.restored', 'asset.undone', 'asset.bulk_changed', 'asset.recycled'] as const;
/** Nothing may have moved under a bulk change since: its rows are taken back whole or not at all. */
export const STRICT_CAUSES: readonly string[] = ['asset.bulk_changed'];

/** What a 412 tells beside the present state: who changed what since the version read. */
export const ChangedSince = z.strictObject({ version: z.number().int(), at: z.iso.datetime(), by: ByPerson, cause: z.string().nullable(), fields: z.array(z.string()) });
export type ChangedSince = z.output<typeof ChangedSince>;
