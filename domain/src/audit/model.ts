import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';

export const AuditEntry = z.strictObject({
  seq: Id, at: z.iso.datetime(), actor: z.string(), actorName: z.string().nullable(), action: z.string(), subject: z.string(),
  detail: z.record(z.string(), z.unknown()), personal: z.record(z.string(), z.string().nullable()), hash: z.string(),
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;
export const AuditQuery = Page.extend({ subject: z.string().max(120).optional(), action: z.string().max(80).optional() });
export const AuditPage = z.strictObject({ total: z.number().int(), entries: z.array(AuditEntry) }).meta({ id: 'AuditPage' });

export const BROKEN = ['gap', 'previous_hash', 'hash', 'personal', 'head'] as const;
/** `broken` names the first entry that does not hold: a missing number, a wrong link, a changed content, a changed personal value, or a head that does not match. */
export const ChainReport = z.strictObject({
  ok: z.boolean(), entries: z.number().int(), head: z.string(), broken: z.strictObject({ seq: z.string(), reason: z.enum(BROKEN) }).nullable(),
}).meta({ id: 'ChainReport' });
export type ChainReport = z.output<typeof ChainReport>;
