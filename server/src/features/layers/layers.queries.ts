import { BUILT_IN_LAYERS, type LayerEntry } from '@sommier/domain/layers';
import type { Bounds, Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
interface Extent { count: number; unlocated: number; bounds: Bounds | null }
const EXTENT = (geom: string): string => `count(*)::integer as count, count(*) filter (where ${geom} is null)::integer as unlocated,
  case when st_extent(${geom}) is not null then array[st_xmin(st_extent(${geom})), st_ymin(st_extent(${geom})), st_xmax(st_extent(${geom})), st_ymax(st_extent(${geom}))] end as bounds`;

const BUILT_IN = [
  { name: 'assets', geometryType: 'mixed', sql: `select ${EXTENT('geom')} from asset where commune_id = current_commune()` },
  { name: 'listings', geometryType: 'point', sql: `select ${EXTENT('geom')} from listing where commune_id = current_commune() and not gone` },
  { name: 'zones', geometryType: 'polygon', sql: `select ${EXTENT('geom')} from zone where commune_id = current_commune()` },
  { name: 'parcels', geometryType: 'polygon', sql: `select ${EXTENT('geom')} from parcel where commune_id = current_commune()` },
] as const;
const EMPTY: Extent = { count: 0, unlocated: 0, bounds: null };

export const CARD = `k.title_ar as "titleAr", k.group_name as "group", coalesce(k.position, 0) as position, k.description, k.licence, k.crs, k.readers, coalesce(k.is_public, false) as "isPublic",
  coalesce(k.public_fields, '{}') as "publicFields", k.look, k.form, k.directory, coalesce(k.version, 0) as "cardVersion", k.source as "cardSource", k.source_date as "cardDate"`;
type Card = Pick<LayerEntry, 'titleAr' | 'group' | 'position' | 'description' | 'licence' | 'crs' | 'readers' | 'isPublic' | 'publicFields' | 'look' | 'form' | 'directory' | 'cardVersion'>;
export interface CardRow extends Card { cardSource: string | null; cardDate: string | null }
const BLANK: CardRow = { titleAr: null, group: null, position: 0, description: null, licence: null, crs: null, readers: null, isPublic: false, publicFields: [], look: null, form: null, directory: null, cardVersion: 0, cardSource: null, cardDate: null };

/** What the catalogue says, over what the source said of itself. */
export const withCard = <L extends { source: string | null; sourceDate: string | null }>(layer: L, { cardSource, cardDate, ...card }: CardRow): L & Card =>
  ({ ...layer, ...card, source: cardSource ?? layer.source, sourceDate: cardDate ?? layer.sourceDate });

/** Every layer of the commune that the role reads: the four of the house, then its own by group, place and title. */
export async function readLayers(tx: Tx, role: Role): Promise<LayerEntry[]> {
  const { rows: versions } = await tx.raw('select layer, version, changed_at as "changedAt" from data_version where commune_id = current_commune()') as Rows<{ layer: string; version: string; changedAt: Date }>;
  const asOf = (name: string): { version: string; changedAt: string | null } => { const v = versions.find((x) => x.layer === name); return { version: v?.version ?? '0', changedAt: v?.changedAt.toISOString() ?? null }; };
  const { rows: cards } = await tx.raw(`select k.name, ${CARD} from layer_card k where k.commune_id = current_commune() and k.name = any(:house)`, { house: [...BUILT_IN_LAYERS] }) as Rows<CardRow & { name: string }>;
  const house: LayerEntry[] = [];
  for (const { name, geometryType, sql } of BUILT_IN) {
    const { rows: [extent] } = await tx.raw(sql) as Rows<Extent>;
    const { name: _, ...card } = cards.find((k) => k.name === name) ?? { ...BLANK, name };
    house.push(withCard({ name, title: null, kind: 'built-in' as const, geometryType, ...extent ?? EMPTY, fields: [], ...asOf(name), source: null, sourceDate: null, ...(name === 'zones' ? { sets: await readSets(tx) } : {}) }, card));
  }
  const { rows: own } = await tx.raw(`select l.name, l.title, coalesce(l.geometry_type, 'mixed') as "geometryType", l.fields, l.source, l.source_date as "sourceDate", ${CARD}, e.* from layer l
    left join layer_card k on k.commune_id = l.commune_id and k.name = l.name,
    lateral (select ${EXTENT('f.geom')} from layer_feature f where f.commune_id = l.commune_id and f.layer_id = l.id) e
    where l.commune_id = current_commune() and (k.readers is null or :role = any(k.readers)) order by k.group_name nulls last, k.position, l.title`, { role }) as
    Rows<Pick<LayerEntry, 'name' | 'title' | 'geometryType' | 'fields' | 'source' | 'sourceDate'> & CardRow & Extent>;
  return [...house, ...own.map(({ cardSource, cardDate, ...l }): LayerEntry => ({ ...l, source: cardSource ?? l.source, sourceDate: cardDate ?? l.sourceDate, kind: 'own', ...asOf(l.name) }))];
}

/** One layer as the catalogue has it, or undefined where there is none of that name, or none the role reads. */
export const readLayer = async (tx: Tx, name: string, role: Role): Promise<LayerEntry | undefined> => (await readLayers(tx, role)).find((l) => l.name === name);

async function readSets(tx: Tx): Promise<NonNullable<LayerEntry['sets']>> {
  const { rows } = await tx.raw(`select s.id, s.name, s.valid_from as "validFrom", (select count(*)::integer from zone z where z.commune_id = s.commune_id and z.set_id = s.id) as count
    from zone_set s where s.commune_id = current_commune() order by s.name`) as Rows<NonNullable<LayerEntry['sets']>[number]>;
  return rows;
}
