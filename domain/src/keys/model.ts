import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { LayerName } from '../layers/model.ts';

/** Days a key may live. */
export const KEY_DAYS = [7, 30, 90, 365] as const;
/** Keys of one person in one commune that are neither over nor revoked. */
export const MOST_KEYS = 20;
/** Every key begins so: a scanner of leaked secrets, and whoever reads a log, sees what it is. */
export const KEY_PREFIX = 'smr_';

/** A key opens the OGC addresses as its person, never more than she may herself at that moment. `hint` is its first characters; the rest is nobody's to see. */
export const AccessKey = z.object({
  id: Id, name: z.string(), hint: z.string(), write: z.boolean(), /** Null is every layer she may read. */ layers: z.array(LayerName).nullable(),
  createdAt: z.string(), expiresAt: z.string(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable(),
  /** Whose it is; her own list says herself. */ person: z.object({ id: Id, name: z.string() }),
}).meta({ id: 'AccessKey' });
export type AccessKey = z.output<typeof AccessKey>;

export const NewAccessKey = z.strictObject({
  name: z.string().trim().min(1).max(80), write: z.boolean().default(false), layers: z.array(LayerName).min(1).max(50).nullable().default(null),
  days: z.union(KEY_DAYS.map((days) => z.literal(days))).default(90),
}).meta({ id: 'NewAccessKey' });
export type NewAccessKey = z.output<typeof NewAccessKey>;

/** The only answer that ever carries the secret. */
export const MadeAccessKey = AccessKey.extend({ secret: z.string() }).meta({ id: 'MadeAccessKey' });
