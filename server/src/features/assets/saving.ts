import type { AssetSheet, NewAsset } from '@sommier/domain/assets';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { holdToVersion } from '../history/index.ts';
import { insertAsset } from './assets.store.ts';
import { checkFamily, checkInventory, checkValues } from './checks.ts';
import { nextCode, spentBy } from './codes.store.ts';
import { lockAsset, readAsset, todayOf } from './sheet.queries.ts';

/** The sheet of a property. Throws `not_found`. */
export const sheet = async (tx: Tx, id: string): Promise<AssetSheet> => {
  const asset = await readAsset(tx, id);
  if (asset === undefined) throw new AppError('not_found', `No property ${id}`);
  return asset;
};

/**
 * Locks the row, holds the reader to the version she saw, works, and answers the new sheet under its tag. `detail` goes into the audit as it stands after the work.
 * `unread` lets a change without If-Match through: for clients that cannot send one, where the change is by field and can be undone.
 */
export async function changeProperty(ctx: CommuneContext, id: string, detail: Record<string, unknown>, work: (tx: Tx, before: AssetSheet) => Promise<void>, unread = false): Promise<AssetSheet> {
  const version = await lockAsset(ctx.tx, id);
  if (version === undefined) throw new AppError('not_found', `No property ${id}`);
  const before = await sheet(ctx.tx, id);
  if (!unread || ctx.req.headers['if-match'] !== undefined) await holdToVersion(ctx, id, version, before);
  await work(ctx.tx, before);
  const after = await sheet(ctx.tx, id);
  ctx.record(`asset:${id}`, { code: after.code, version: after.version, ...detail });
  ctx.res.setHeader('ETag', versionTag(after.version));
  return after;
}

/** A new property through every rule of the form; `draw` gives it its ground before it is read back, and what it answers goes into the audit. */
export async function createProperty(ctx: CommuneContext, body: NewAsset, draw?: (id: string) => Promise<Record<string, unknown>>): Promise<AssetSheet> {
  const { code: wanted, provenance: kinds, ...values } = body;
  const { tx } = ctx;
  await checkValues(tx, values, {}, true, ctx.language);
  await checkInventory(tx, values.inventoryNumber, null);
  const { parentCode } = await checkFamily(tx, { id: null, level: values.level ?? null, nature: values.nature ?? null, parentId: values.parentId ?? null });
  const today = await todayOf(tx);
  if (wanted !== undefined && await spentBy(tx, 'code', wanted) !== undefined) throw new AppError('conflict', 'code spent', { reason: 'assets.code_spent', code: wanted });
  const code = wanted ?? await nextCode(tx, { level: values.level ?? null, nature: values.nature ?? null, district: values.district ?? null, parentCode, year: Number(today.slice(0, 4)) });
  const id = await insertAsset(tx, code, values, { person: ctx.person.id, today, kinds });
  const drawn = await draw?.(id);
  const made = await sheet(tx, id);
  ctx.record(`asset:${id}`, { code, fields: Object.keys(values).sort(), ...drawn });
  ctx.res.setHeader('ETag', versionTag(made.version));
  return made;
}
