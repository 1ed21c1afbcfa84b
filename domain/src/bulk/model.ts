import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { AssetChange } from '../assets/model.ts';
import { AssetSelection } from '../assets/contract.ts';

/** The fields to set on the rows of a selection, as they stand when it runs. */
export const BulkEdit = z.strictObject({ selection: AssetSelection, change: AssetChange, comment: z.string().trim().min(1).max(2000).optional() }).meta({ id: 'BulkEdit' });
export type BulkEdit = z.output<typeof BulkEdit>;

export const BULK_REFUSALS = ['status_follows_acts', 'family', 'gone'] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];
/** Why one row stays as it is. */
export const RefusedRow = z.strictObject({ id: Id, code: z.string(), name: z.string(), reason: z.enum(BULK_REFUSALS) });
/**
 * `rows` = `changed` + `unchanged` + `proposed` + `refused`. A validated property is not changed: the change is proposed for it. `values` counts, by
 * field, what stands now (the most frequent). `examples` and `refusals` are the first of each.
 */
export const BulkPreview = z.strictObject({
  rows: z.number().int(), changed: z.number().int(), unchanged: z.number().int(), proposed: z.number().int(), refused: z.number().int(), refusals: z.array(RefusedRow),
  examples: z.array(z.strictObject({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), before: z.record(z.string(), z.unknown()) })),
  values: z.array(z.strictObject({ field: z.string(), value: z.unknown(), count: z.number().int() })),
}).meta({ id: 'BulkPreview' });
export type BulkPreview = z.output<typeof BulkPreview>;
/** The result of the job: the same figures, and the action that one undo takes back. */
export const BulkResult = BulkPreview.omit({ examples: true, values: true }).extend({ action: Id.nullable() }).meta({ id: 'BulkResult' });
export type BulkResult = z.output<typeof BulkResult>;
/** Beyond this a file is the way in. */
export const BULK_LIMIT = 200_000;
