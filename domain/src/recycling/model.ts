import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { LEVELS } from '../assets/model.ts';
import { ByPerson } from '../history/model.ts';

export const BIN_KINDS = ['recycled', 'merged'] as const;
export const BIN_STATES = ['binned', 'restored', 'deleted'] as const;
/** A live occupation stands in the way of stage one; a tie that no table gives up stands in the way of stage two. */
export const BLOCKERS = ['live_occupation', 'tied'] as const;

const Member = z.strictObject({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.enum(LEVELS).nullable(), depth: z.number().int() });
export const Blocker = z.strictObject({ reason: z.enum(BLOCKERS), asset: z.string(), reference: z.string(), kind: z.string() });
export type Blocker = z.output<typeof Blocker>;
/** What goes to the bin together, what hangs on it by kind (`document`, `act`, `title`, `occupation`…: counts), and what stands in the way. */
export const Cascade = z.strictObject({
  assets: z.array(Member), count: z.number().int(), tied: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })), blockers: z.array(Blocker), version: z.number().int(),
}).meta({ id: 'RecycleCascade' });
export type Cascade = z.output<typeof Cascade>;

export const Recycling = z.strictObject({ reason: z.string().trim().min(1).max(2000).optional() }).meta({ id: 'Recycling' });
export const Bin = z.strictObject({
  id: Id, kind: z.enum(BIN_KINDS), rootId: Id, code: z.string(), name: z.string(), assets: z.number().int(), reason: z.string().nullable(), binnedBy: ByPerson, binnedAt: z.iso.datetime(),
  state: z.enum(BIN_STATES), closedBy: ByPerson, closedAt: z.iso.datetime().nullable(), own: z.boolean(), merge: Id.nullable(),
}).meta({ id: 'Bin' });
export type Bin = z.output<typeof Bin>;
export const BinQuery = Page.extend({ state: z.enum(BIN_STATES).default('binned') });
