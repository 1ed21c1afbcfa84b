import { NewCommune } from '@sommier/domain/communes';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

/** Creates a commune in an owner's transaction, which then works inside it (policies and audit see it). Throws `conflict` when the code is taken. */
export async function createCommune(tx: Tx, commune: NewCommune): Promise<{ id: number; code: string }> {
  const wanted = NewCommune.parse(commune);
  if (!Intl.supportedValuesOf('timeZone').includes(wanted.timezone) && wanted.timezone !== 'UTC') {
    throw new AppError('invalid', `Unknown time zone ${wanted.timezone}`, { issues: [{ path: 'timezone', message: wanted.timezone }] });
  }
  const row = (await tx.raw(
    `insert into commune (code, name, name_ar, currency, languages, timezone, srid, demo, country)
     values (:code, :name, :nameAr, :currency, :languages::text[], :timezone, :srid, :demo, coalesce(cast(:country as text), country_of(:currency, :timezone))) on conflict (code) do nothing returning id, code`,
    { ...wanted, nameAr: wanted.nameAr ?? null, country: wanted.country ?? null, languages: `{${wanted.languages.join(',')}}` })).rows[0] as { id: number; code: string } | undefined;
  if (!row) throw new AppError('conflict', `The commune ${wanted.code} exists already`, { reason: 'commune_exists', commune: wanted.code });
  await tx.raw('select seed_references(?)', [row.id]);
  await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(row.id)]);
  return row;
}
