import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { AssetSheet } from '../assets/model.ts';
import { ByPerson } from '../history/model.ts';
import { TWIN_REASONS, type TwinReason } from './score.ts';

export const TWIN_STATES = ['open', 'distinct', 'merged'] as const;
const Side = z.strictObject({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable() });
export const TwinWhy = z.strictObject({ reason: z.enum(Object.keys(TWIN_REASONS) as [TwinReason, ...TwinReason[]]), detail: z.string().nullable(), weight: z.number().int() });
export type TwinWhy = z.output<typeof TwinWhy>;
export const TwinRow = z.strictObject({
  id: Id, score: z.number().int(), reasons: z.array(TwinWhy), state: z.enum(TWIN_STATES), low: Side, high: Side, foundAt: z.iso.datetime(), decidedBy: ByPerson, decidedAt: z.iso.datetime().nullable(), note: z.string().nullable(),
}).meta({ id: 'TwinRow' });
export type TwinRow = z.output<typeof TwinRow>;
/** `fields` are those of both sheets that differ. */
export const Twin = TwinRow.extend({ sheets: z.tuple([AssetSheet, AssetSheet]), fields: z.array(z.string()), tied: z.tuple([z.number().int(), z.number().int()]) }).meta({ id: 'Twin' });
export type Twin = z.output<typeof Twin>;
export const TwinQuery = Page.extend({ state: z.enum(TWIN_STATES).default('open') });
/** The queue's figures. */
export const TwinPage = z.strictObject({ total: z.number().int(), open: z.number().int(), distinct: z.number().int(), merged: z.number().int(), rows: z.array(TwinRow) }).meta({ id: 'TwinPage' });
export type TwinPage = z.output<typeof TwinPage>;

export const TwinNote = z.strictObject({ note: z.string().trim().min(1).max(2000).optional() }).meta({ id: 'TwinNote' });
/** `keep` stays under its code and takes the fields of `take` from the other; links, documents, children and occupations follow. `versions` of low and high as read. */
export const MergeRequest = z.strictObject({ keep: Id, take: z.array(z.string().max(63)).max(200), versions: z.tuple([z.number().int(), z.number().int()]), note: z.string().trim().min(1).max(2000).optional() }).meta({ id: 'MergeRequest' });
export type MergeRequest = z.output<typeof MergeRequest>;
export const Merge = z.strictObject({
  id: Id, kept: Side, gone: Side, fields: z.array(z.string()), moved: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })), mergedBy: ByPerson, mergedAt: z.iso.datetime(), undoneAt: z.iso.datetime().nullable(),
}).meta({ id: 'AssetMerge' });
export type Merge = z.output<typeof Merge>;
