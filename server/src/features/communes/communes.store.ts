import { NewCommune, type CommuneChange } from '@sommier/domain/communes';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

function refuseUnknownZone(timezone: string): void {
  if (Intl.supportedValuesOf('timeZone').includes(timezone) || timezone === 'UTC') return;
  throw new AppError('invalid', `Unknown time zone ${timezone}`, { issues: [{ path: 'timezone', message: timezone }] });
}

/** Writes what is given of the transaction's commune. Throws `invalid` for a time zone nobody knows. */
export async function changeCommune(tx: Tx, commune: number, change: CommuneChange): Promise<void> {
  if (change.timezone !== undefined) refuseUnknownZone(change.timezone);
  await tx.raw(`update commune set name = coalesce(cast(:name as text), name), name_ar = case when :sets then cast(:nameAr as text) else name_ar end,
    languages = coalesce(cast(:languages as text[]), languages), timezone = coalesce(cast(:timezone as text), timezone) where id = :commune`, {
    commune, name: change.name ?? null, sets: change.nameAr !== undefined, nameAr: change.nameAr ?? null, languages: change.languages === undefined ? null : `{${[...new Set(change.languages)].join(',')}}`, timezone: change.timezone ?? null,
  });
}

/** Creates a commune in an owner's transaction, which then works inside it (policies and audit see it). Throws `conflict` when the code is taken. */
export async function createCommune(tx: Tx, commune: NewCommune): Promise<{ id: number; code: string }> {
  const wanted = NewCommune.parse(commune);
  refuseUnknownZone(wanted.timezone);
  const row = (await tx.raw(
    `insert into commune (code, name, name_ar, currency, languages, timezone, srid, demo, country)
     values (:code, :name, :nameAr, :currency, :languages::text[], :timezone, :srid, :demo, coalesce(cast(:country as text), country_of(:currency, :timezone))) on conflict (code) do nothing returning id, code`,
    { ...wanted, nameAr: wanted.nameAr ?? null, country: wanted.country ?? null, languages: `{${wanted.languages.join(',')}}` })).rows[0] as { id: number; code: string } | undefined;
  if (!row) throw new AppError('conflict', `The commune ${wanted.code} exists already`, { reason: 'commune_exists', commune: wanted.code });
  await tx.raw('select seed_references(?)', [row.id]);
  await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(row.id)]);
  return row;
}
