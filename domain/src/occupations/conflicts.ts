import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { OCCUPATION_TYPES } from './types.ts';

/** whole: above 1 on a day. family: a part let while the whole above it is. parent_*: a derived right beyond its parent's days, units or share. */
export const CONFLICT_KINDS = ['whole', 'family', 'parent_dates', 'parent_share', 'parent_unit'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];
export const CONFLICT_STATES = ['open', 'settled', 'dismissed'] as const;
export const CONFLICT_DECISIONS = ['keep_other', 'end_other', 'retry'] as const;

const right = z.object({ id: Id, reference: z.string(), type: z.enum(OCCUPATION_TYPES), from: z.iso.date().nullable(), to: z.iso.date().nullable(), validated: z.boolean(), share: z.string().nullable(), version: z.number().int() });
/** One conflict: the newer right that waits, the other it meets, the unit and the first day they cannot both stand. */
export const OccupationConflict = z.object({
  id: Id, kind: z.enum(CONFLICT_KINDS), state: z.enum(CONFLICT_STATES), assetId: Id, assetCode: z.string(), assetName: z.string(), occupation: right, other: right.nullable(),
  from: z.iso.date(), load: z.string().nullable(), batchId: Id.nullable(), decision: z.string().nullable(), reason: z.string().nullable(), createdAt: z.string(),
}).meta({ id: 'OccupationConflict' });
export type OccupationConflict = z.output<typeof OccupationConflict>;
