import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';

export const AuditEntry = z.strictObject({
  seq: Id, at: z.iso.datetime(), actor: z.string(), actorName: z.string().nullable(), action: z.string(), subject: z.string(),
  detail: z.record(z.string(), z.unknown()), personal: z.record(z.string(), z.string().nullable()), hash: z.string(),
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;
/** `subject`: `<kind>:<id>`, or the kind alone with its colon. `action`: one, or all of a feature by its beginning with a point. `actor`: a person's id, or `command`, `system`, `declarant`. Days are the commune's. */
export const AuditAsked = z.object({
  subject: z.string().max(120).optional(), action: z.string().max(80).optional(), actor: z.string().regex(/^([1-9]\d{0,17}|command|system|declarant)$/).optional(), from: z.iso.date().optional(), to: z.iso.date().optional(),
});
export type AuditAsked = z.output<typeof AuditAsked>;
export const AuditQuery = Page.extend(AuditAsked.shape);
/** What a search may choose from: what was done, to what kinds of thing, by whom. */
export const AuditFacets = z.strictObject({ actions: z.array(z.string()), kinds: z.array(z.string()), actors: z.array(z.strictObject({ id: Id, name: z.string() })) }).meta({ id: 'AuditFacets' });
export type AuditFacets = z.output<typeof AuditFacets>;

/**
 * The head of a chain at a moment, signed with the deployment's own key (Ed25519 over the canonical JSON of the other members but `publicKey`). Kept away
 * from the server it shows that nobody rewrote what came before: the chain alone cannot, to who owns the database.
 */
export const SignedHead = z.strictObject({
  commune: z.string(), seq: z.string(), hash: z.string(), at: z.iso.datetime(), /** SHA-256 of the file it goes with. */ file: z.string().optional(),
  key: z.string(), publicKey: z.string(), signature: z.string(),
}).meta({ id: 'SignedHead' });
export type SignedHead = z.output<typeof SignedHead>;
export const HEAD_FAULTS = ['signature', 'key', 'shorter', 'rewritten', 'commune'] as const;
/** Whether a head noted before still stands in the chain; `fault` says why not. */
export const HeadReport = z.strictObject({ ok: z.boolean(), seq: z.string(), fault: z.enum(HEAD_FAULTS).nullable() }).meta({ id: 'HeadReport' });
export type HeadReport = z.output<typeof HeadReport>;
export const AuditPage = z.strictObject({ total: z.number().int(), entries: z.array(AuditEntry) }).meta({ id: 'AuditPage' });

export const BROKEN = ['gap', 'previous_hash', 'hash', 'personal', 'head'] as const;
/** `broken` names the first entry that does not hold: a missing number, a wrong link, a changed content, a changed personal value, or a head that does not match. */
export const ChainReport = z.strictObject({
  ok: z.boolean(), entries: z.number().int(), head: z.string(), broken: z.strictObject({ seq: z.string(), reason: z.enum(BROKEN) }).nullable(),
}).meta({ id: 'ChainReport' });
export type ChainReport = z.output<typeof ChainReport>;
