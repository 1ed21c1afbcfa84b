import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';

/**
 * Differences between the register and the accountant's file, matched by inventory number. missing_here: the file has it, the register has not. missing_there: the register has it under a
 * number the file lacks. no_number: the register has a value for it and no number to be matched by. value, date: both have it and differ.
 */
export const DIFFERENCES = ['missing_here', 'missing_there', 'no_number', 'value', 'date'] as const;
export type Difference = (typeof DIFFERENCES)[number];
/** How a person settled one; a reason goes with it. It holds while both sides say what they said then. */
export const SETTLEMENTS = ['register_right', 'accountant_right', 'to_correct', 'explained'] as const;
export const DifferenceRow = z.object({
  kind: z.enum(DIFFERENCES), key: z.string(), inventoryNumber: z.string().nullable(), assetId: Id.nullable(), code: z.string().nullable(), name: z.string().nullable(), nameAr: z.string().nullable(), account: z.string().nullable(), designation: z.string().nullable(),
  hereValue: SignedMinor.nullable(), thereValue: SignedMinor.nullable(), hereDate: Day.nullable(), thereDate: Day.nullable(), gap: SignedMinor.nullable(),
  settlement: z.enum(SETTLEMENTS).nullable(), reason: z.string().nullable(), settledBy: z.string().nullable(), settledAt: z.string().nullable(), lapsed: z.boolean(),
}).meta({ id: 'ReconciliationRow' });
export type DifferenceRow = z.output<typeof DifferenceRow>;
/** Totals of both sides, gross, and of what is matched: register = matched + missing there; file = matched + missing here. `batch` is the file they come from. */
export const Reconciliation = z.object({
  file: z.object({ batch: Id, name: z.string(), on: z.string(), lines: z.number().int() }).nullable(), here: z.object({ count: z.number().int(), gross: SignedMinor }), there: z.object({ count: z.number().int(), gross: SignedMinor, net: SignedMinor }),
  matched: z.number().int(), matchedHere: SignedMinor, matchedThere: SignedMinor, equal: z.number().int(), counts: z.array(z.object({ kind: z.enum(DIFFERENCES), count: z.number().int(), open: z.number().int(), gap: SignedMinor })), total: z.number().int(), rows: z.array(DifferenceRow),
}).meta({ id: 'Reconciliation' });
export type Reconciliation = z.output<typeof Reconciliation>;

const base = '/api/communes/{commune}/reconciliation';
export const readReconciliation = endpoint({ id: 'readReconciliation', method: 'get', path: base, access: allow('register.read'), summary: 'The register beside the accountant’s file: totals and differences', params: inCommune, query: Page.extend({ kind: z.enum(DIFFERENCES).optional(), open: z.enum(['yes', 'no']).optional() }), status: 200, reply: Reconciliation, errors: ['invalid'] });
export const settleDifference = endpoint({ id: 'settleDifference', method: 'post', audit: 'reconciliation.settled', path: `${base}/settlements`, access: allow('register.write'), summary: 'Settle a difference with a reason', params: inCommune, body: z.strictObject({ kind: z.enum(DIFFERENCES), key: z.string().min(1).max(200), settlement: z.enum(SETTLEMENTS), reason: z.string().trim().min(3).max(2000) }), status: 200, reply: DifferenceRow, errors: ['invalid', 'not_found'] });
export const exportReconciliation = endpoint({ id: 'exportReconciliation', method: 'get', path: `${base}/file`, access: allow('export.run'), summary: 'All differences and their settlements as a table', params: inCommune, query: z.object({ format: z.enum(['csv', 'xlsx']) }), status: 200, reply: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'] });
export const endpoints = [readReconciliation, settleDifference, exportReconciliation] as const;
