import type { AssetSheet } from '@sommier/domain/assets';
import { SURVEY_FIELDS, type Answer, type FieldPack, type FieldSheet, type Question } from '@sommier/domain/campaigns';
import type { ExtraType } from '@sommier/domain/references';
import type { Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readAsset } from '../assets/index.ts';
import { readExtraFields } from '../references/index.ts';

type Rows<T> = { rows: T[] };
type Labelled = { code: string; fr: string; ar: string | null; en: string | null };
const EXTRA: Record<ExtraType, Question['type']> = { text: 'text', number: 'number', boolean: 'boolean', date: 'date', list: 'code' };
const spoken = (l: Partial<Record<'fr' | 'ar' | 'en', string>>): { fr: string; ar: string | null; en: string | null } => ({ fr: l.fr ?? '', ar: l.ar ?? null, en: l.en ?? null });

/** The questions of some fields, with the words or the options that close each answer. */
export async function questionsOf(tx: Tx, fields: readonly string[]): Promise<Question[]> {
  const { rows: items } = await tx.raw('select list, code, label_fr as fr, label_ar as ar, label_en as en from reference_item where commune_id = current_commune() and active order by list, position') as Rows<Labelled & { list: string }>;
  const extra = await readExtraFields(tx);
  return fields.flatMap((key): Question[] => {
    const known = SURVEY_FIELDS.find((f) => f.key === key);
    if (known) return [{ key, type: known.type as Question['type'], words: [...known.words ?? []], max: known.max ?? null, required: false, label: null, options: known.list ? items.filter((i) => i.list === known.list).map(({ list: _, ...o }) => o) : [] }];
    const own = key.startsWith('extra.') ? extra.find((f) => f.active && `extra.${f.key}` === key) : undefined;
    if (!own) return [];
    return [{ key, type: EXTRA[own.type], words: [], max: null, required: own.required, label: spoken(own.labels), options: own.options.map((o) => ({ code: o.code, ...spoken(o.labels) })) }];
  });
}

/** What the register says of some fields. */
export const valuesOf = (asset: AssetSheet, fields: readonly string[]): Record<string, Answer> => Object.fromEntries(fields.map((key) => {
  const value = key.startsWith('extra.') ? asset.extra[key.slice(6)] : asset[key as keyof AssetSheet];
  return [key, (value ?? null) as Answer];
}));

/** All that a person's device takes along: open campaigns, her sheets that are not settled, zones and parcels round them. */
export async function readPack(tx: Tx, person: string, now: string): Promise<FieldPack> {
  const { rows: campaigns } = await tx.raw(`select c.id, c.name, c.instructions, c.fields from campaign c where c.commune_id = current_commune() and c.state = 'open' and (c.team @> cast(:member as jsonb)
      or exists (select from campaign_sheet s where s.commune_id = c.commune_id and s.campaign_id = c.id and s.assignee_id = cast(:person as bigint))) order by c.id`, { person, member: JSON.stringify([{ person }]) }) as Rows<{ id: string; name: string; instructions: string | null; fields: string[] }>;
  const { rows: sheets } = await tx.raw(`select s.id, s.campaign_id as campaign, s.state, s.review_note as "reviewNote", s.asset_id as asset, z.label as zone from campaign_sheet s left join zone z on z.commune_id = s.commune_id and z.id = s.zone_id
    where s.commune_id = current_commune() and s.campaign_id = any(cast(:campaigns as bigint[])) and s.assignee_id = cast(:person as bigint) and s.asset_id is not null and s.state <> 'accepted' order by s.id limit 2000`,
  { person, campaigns: `{${campaigns.map((c) => c.id).join(',')}}` }) as Rows<{ id: string; campaign: string; state: FieldSheet['state']; reviewNote: string | null; asset: string; zone: string | null }>;
  const carried: FieldSheet[] = [];
  for (const { asset: id, ...s } of sheets) {
    const asset = await readAsset(tx, id);
    if (asset === undefined) continue; // in the bin since
    const { code, name, nameAr, address, version, geometry, lon, lat } = asset;
    carried.push({ ...s, asset: { id, code, name, nameAr, address, version, geometry, lon, lat, values: valuesOf(asset, campaigns.find((c) => c.id === s.campaign)?.fields ?? []) } });
  }
  const assets = `{${carried.map((s) => s.asset.id).join(',')}}`;
  const { rows: zones } = await tx.raw(`select z.label, z.label_ar as "labelAr", st_asgeojson(st_simplifypreservetopology(z.geom, 0.00002), 6)::jsonb as geometry from zone z where z.commune_id = current_commune()
    and z.id in (select s.zone_id from campaign_sheet s where s.commune_id = current_commune() and s.assignee_id = cast(:person as bigint) and s.campaign_id = any(cast(:campaigns as bigint[])))`, { person, campaigns: `{${campaigns.map((c) => c.id).join(',')}}` }) as Rows<FieldPack['context']['zones'][number]>;
  // One shape as a value: the ground within some thirty metres of the sheets.
  const { rows: parcels } = await tx.raw(`with near as materialized (select st_union(st_expand(st_envelope(a.geom), 0.0003)) as g from asset a where a.commune_id = current_commune() and a.id = any(cast(:assets as bigint[])) and a.geom is not null)
    select st_asgeojson(p.geom, 6)::jsonb as geometry from parcel p where p.commune_id = current_commune() and p.geom && (select g from near) and st_intersects(p.geom, (select g from near)) limit 1500`, { assets }) as Rows<{ geometry: Geometry }>;
  const asked: FieldPack['campaigns'] = [];
  for (const { fields, ...c } of campaigns) asked.push({ ...c, questions: await questionsOf(tx, fields) });
  return { at: now, campaigns: asked, sheets: carried, context: { zones, parcels: parcels.map((p) => p.geometry) } };
}
