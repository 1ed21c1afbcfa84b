import type { ExtraFieldChange, ReferenceChange, ReferenceList, RegisterSettings } from '@sommier/domain/references';
import type { Tx } from '../../platform/db/index.ts';

/** Writes a code, new or known. */
export async function writeReference(tx: Tx, list: ReferenceList, code: string, { labels, active, position, basis }: ReferenceChange): Promise<void> {
  await tx.raw(`insert into reference_item (commune_id, list, code, label_fr, label_ar, label_en, active, position, basis) values (current_commune(), :list, :code, :fr, :ar, :en, :active, :position, :basis)
    on conflict (commune_id, list, code) do update set label_fr = excluded.label_fr, label_ar = excluded.label_ar, label_en = excluded.label_en, active = excluded.active, position = excluded.position, basis = excluded.basis, updated_at = now()`,
  { list, code, ...labels, active, position, basis });
}
export const deleteReference = async (tx: Tx, list: ReferenceList, code: string): Promise<void> => { await tx.raw('delete from reference_item where commune_id = current_commune() and list = :list and code = :code', { list, code }); };

export async function writeExtraField(tx: Tx, key: string, f: ExtraFieldChange): Promise<void> {
  await tx.raw(`insert into asset_extra_field (commune_id, key, type, unit, required, label_fr, label_ar, label_en, options, position, active)
    values (current_commune(), :key, :type, :unit, :required, :fr, :ar, :en, cast(:options as jsonb), :position, :active)
    on conflict (commune_id, key) do update set type = excluded.type, unit = excluded.unit, required = excluded.required, label_fr = excluded.label_fr, label_ar = excluded.label_ar, label_en = excluded.label_en,
      options = excluded.options, position = excluded.position, active = excluded.active, version = asset_extra_field.version + 1`,
  { key, type: f.type, unit: f.unit, required: f.required, ...f.labels, options: JSON.stringify(f.options), position: f.position, active: f.active });
}
export const deleteExtraField = async (tx: Tx, key: string): Promise<void> => { await tx.raw('delete from asset_extra_field where commune_id = current_commune() and key = :key', { key }); };

/** Writes the settings over the version their reader saw (0: none yet); answers false when another was faster. */
export async function writeSettings(tx: Tx, s: RegisterSettings, version: number): Promise<boolean> {
  const values = { pattern: s.codePattern, child: s.childPattern, percent: s.areaTolerancePercent, m2: s.areaToleranceM2, version };
  const { rowCount } = version === 0
    ? await tx.raw(`insert into register_setting (commune_id, code_pattern, child_pattern, area_tolerance_percent, area_tolerance_m2) values (current_commune(), :pattern, :child, :percent, :m2) on conflict do nothing`, values) as { rowCount: number }
    : await tx.raw(`update register_setting set code_pattern = :pattern, child_pattern = :child, area_tolerance_percent = :percent, area_tolerance_m2 = :m2, version = version + 1, updated_at = now()
        where commune_id = current_commune() and version = :version`, values) as { rowCount: number };
  return rowCount === 1;
}
