import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Day } from '../shared/schemas.ts';
import { ROLES, type Role } from '../shared/permission.ts';

/** What of the map's address a composition keeps: where it looks, which layers and how, and the filters. Never what was chosen or typed. */
export const STATE_KEYS = ['at', 'layers', 'legal', 'nature', 'level', 'platform', 'room', 'gone', 'set', 'look', 'conflicts', 'keep', 'swipe'] as const;
export const CompositionState = z.partialRecord(z.enum(STATE_KEYS), z.string().min(1).max(2000).regex(/^[\w .,:;()/-]*$/)).meta({ id: 'CompositionState' });
export type CompositionState = z.output<typeof CompositionState>;

export const NewComposition = z.strictObject({ name: z.string().trim().min(1).max(120), note: z.string().trim().max(2000).nullable().default(null), state: CompositionState }).meta({ id: 'NewComposition' });
export type NewComposition = z.output<typeof NewComposition>;
/** Roles it is shared with, up to and with a day; no roles ends the sharing, no day lets it last. */
export const CompositionShare = z.strictObject({ readers: z.array(z.enum(ROLES)), until: Day.nullable() }).meta({ id: 'CompositionShare' });
export type CompositionShare = z.output<typeof CompositionShare>;
export const Composition = z.object({
  id: Id, name: z.string(), note: z.string().nullable(), owner: z.string(), mine: z.boolean(), state: CompositionState, readers: z.array(z.enum(ROLES)), until: Day.nullable(), version: z.number().int(),
  /** Layers of it that the reader's role does not read: they are left out of her map. */
  unread: z.number().int(),
}).meta({ id: 'Composition' });
export type Composition = z.output<typeof Composition>;

export type Reading = 'open' | 'not_shared' | 'expired';
/** Whether a role opens a composition on a day. Its maker always does. */
export function readingOf(c: { mine: boolean; readers: readonly Role[]; until: string | null }, role: Role, today: string): Reading {
  if (c.mine) return 'open';
  if (!c.readers.includes(role)) return 'not_shared';
  return c.until !== null && c.until < today ? 'expired' : 'open';
}

export const NewBookmark = z.strictObject({ name: z.string().trim().min(1).max(120), lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), zoom: z.number().min(0).max(24), shared: z.boolean().default(false) }).meta({ id: 'NewBookmark' });
export type NewBookmark = z.output<typeof NewBookmark>;
export const Bookmark = NewBookmark.extend({ id: Id, mine: z.boolean() }).meta({ id: 'Bookmark' });
export type Bookmark = z.output<typeof Bookmark>;
