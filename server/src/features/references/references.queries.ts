import { DEFAULT_SETTINGS, type LEGAL_LISTS, type ExtraField, type ReferenceItem, type ReferenceList, type RegisterSettingsNow } from '@sommier/domain/references';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** The column of asset that carries the codes of each list. */
export const LIST_COLUMN: Record<Exclude<ReferenceList, keyof typeof LEGAL_LISTS>, string> = { domain_subclass: 'domain_subclass', legal_regime: 'legal_regime', conservation: 'conservation', origin: 'origin', use: 'use_code' };

const USES = Object.entries({ ...LIST_COLUMN, domain_class: 'domain_class', title_state: 'title_state' }).map(([list, column]) => `select '${list}' as list, a.${column} as code, count(*)::integer as uses from asset a where a.commune_id = current_commune() and a.${column} is not null group by a.${column}`).join(' union all ');

/** Every code of every list with how many properties carry it. Properties in the bin count too: they may come back. */
export async function readReferences(tx: Tx): Promise<ReferenceItem[]> {
  await tx.raw(`select set_config('sommier.bin', 'shown', true)`);
  const { rows } = await tx.raw(`select r.list, r.code, jsonb_build_object('fr', r.label_fr, 'ar', r.label_ar, 'en', r.label_en) as labels, r.country, r.basis, r.active, r.position, coalesce(u.uses, 0) as uses
    from reference_item r left join (${USES}) u on u.list = r.list and u.code = r.code where r.commune_id = current_commune() order by r.list, r.position, r.code`) as Rows<ReferenceItem>;
  await tx.raw(`select set_config('sommier.bin', '', true)`);
  return rows;
}
/** `reworded`: a code of the law under words of the commune's own. */
export interface KnownCode { list: ReferenceList; code: string; active: boolean; labels: string[]; reworded: boolean }
/** The codes and their words, for who checks or reads values. */
export const readCodes = async (tx: Tx): Promise<KnownCode[]> => (await tx.raw(`select r.list, r.code, r.active, array[r.label_fr, r.label_ar, r.label_en] as labels, (r.list, r.code) in (select w.list, w.code from legal_words(current_commune()) w) as reworded from reference_item r where r.commune_id = current_commune() order by r.position`) as Rows<KnownCode>).rows;

const FIELD = `f.key, f.type, f.unit, f.required, jsonb_build_object('fr', f.label_fr, 'ar', f.label_ar, 'en', f.label_en) as labels, f.options, f.position, f.active`;
/** The commune's own fields, in order; `uses` only where asked for, because it reads every property. */
export async function readExtraFields(tx: Tx, counted = false): Promise<ExtraField[]> {
  const { rows } = await tx.raw(`select ${FIELD}, 0 as uses from asset_extra_field f where f.commune_id = current_commune() order by f.position, f.key`) as Rows<ExtraField>;
  if (!counted || rows.length === 0) return rows;
  const { rows: uses } = await tx.raw(`select k.key, count(*)::integer as uses from asset a cross join lateral jsonb_object_keys(a.extra) k(key) where a.commune_id = current_commune() and a.extra <> '{}' group by k.key`) as Rows<{ key: string; uses: number }>;
  const of = new Map(uses.map((u) => [u.key, u.uses]));
  return rows.map((f) => ({ ...f, uses: of.get(f.key) ?? 0 }));
}
/** How many properties state an extra field, and with which options. */
export async function usesOfExtra(tx: Tx, key: string): Promise<{ uses: number; values: string[] }> {
  const { rows: [row] } = await tx.raw(`select count(*)::integer as uses, coalesce(array_agg(distinct a.extra ->> cast(:key as text)), '{}') as values from asset a
    where a.commune_id = current_commune() and jsonb_exists(a.extra, :key)`, { key }) as Rows<{ uses: number; values: string[] }>;
  return row ?? { uses: 0, values: [] };
}

/** The commune's settings, or what holds until it sets its own (version 0). */
export async function readSettings(tx: Tx): Promise<RegisterSettingsNow> {
  const { rows: [row] } = await tx.raw(`select s.code_pattern as "codePattern", s.child_pattern as "childPattern", s.area_tolerance_percent::float8 as "areaTolerancePercent", s.area_tolerance_m2::float8 as "areaToleranceM2", s.version
    from register_setting s where s.commune_id = current_commune()`) as Rows<RegisterSettingsNow>;
  return row ?? { ...DEFAULT_SETTINGS, version: 0 };
}
