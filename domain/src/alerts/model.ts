import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** What waits for somebody: the term and the notice of a right, its rent, its papers, its dues. */
export const ALERT_KINDS = ['ending', 'notice_due', 'expired', 'revision_due', 'missing_act', 'document_expired', 'unpaid', 'conflict', 'party_question'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
/** How near a term is, in months: each holds those before it. */
export const ALERT_WITHIN = ['3', '6', '12'] as const;
/** `key` names the alert and the day it is about: marked once, it comes back only when that day moves. */
export const AlertRow = z.object({
  key: z.string(), kind: z.enum(ALERT_KINDS), occupationId: Id, reference: z.string(), type: z.string(), assetId: Id.nullable(), assetCode: z.string().nullable(), assetName: z.string().nullable(),
  day: z.iso.date().nullable(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  mark: z.object({ state: z.enum(['dismissed', 'assigned']), person: z.string().nullable(), personId: Id.nullable(), until: z.iso.date().nullable(), reason: z.string(), at: z.string() }).nullable(),
}).meta({ id: 'AlertRow' });
export type AlertRow = z.output<typeof AlertRow>;
