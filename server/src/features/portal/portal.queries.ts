import type { Portal } from '@sommier/domain/portal';
import type { Bounds, Language } from '@sommier/domain/shared';
import { type LayerStyle, uploadedStyle } from '@sommier/domain/style';
import type { Database, Tx } from '../../platform/db/index.ts';
import { ownStyle, type PublicLayer, readOwnLayer, ruleCase } from '../layers/index.ts';

type Rows<T> = { rows: T[] };
export interface OpenCommune { id: number; code: string; name: string; nameAr: string | null }
/** The most shapes drawn of a layer: the page is light, the file has them all. */
const MOST_SHAPES = 3000;
export const FIRST_ROWS = 25;
const CLOSED: Portal = { isOpen: false, title: null, titleAr: null, intro: null, introAr: null, papers: [], frames: [], version: 0 };

/** The commune whose page is open; undefined for a closed one and for one that does not exist. */
export const openCommune = async (db: Database, code: string): Promise<OpenCommune | undefined> =>
  (await db.asOwner((tx) => tx.raw('select c.id, c.code, c.name, c.name_ar as "nameAr" from commune c join portal p on p.commune_id = c.id and p.is_open where c.code = ?', [code])) as Rows<OpenCommune>).rows[0];

export async function readPortal(tx: Tx): Promise<Portal> {
  const { rows: [portal] } = await tx.raw(`select p.is_open as "isOpen", p.title, p.title_ar as "titleAr", p.intro, p.intro_ar as "introAr", array(select unnest(p.papers)::text) as papers, p.frame_ancestors as frames, p.version
    from portal p where p.commune_id = current_commune()`) as Rows<Portal>;
  return portal ?? CLOSED;
}
export interface PublicPaper { id: string; kind: string; number: string; day: string; sha256: string }
/** Issued papers by their ids: what can be said of them without their content. */
export const readPapers = async (tx: Tx, ids: readonly string[]): Promise<PublicPaper[]> => (await tx.raw(`select i.id, i.kind, i.number, i.day::text as day, i.sha256 from issued_paper i
  where i.commune_id = current_commune() and i.state = 'issued' and i.id = any(cast(:ids as bigint[])) order by i.day desc, i.number`, { ids: `{${ids.join(',')}}` }) as Rows<PublicPaper>).rows;

const TABLE: Readonly<Record<string, string>> = { assets: 'asset', zones: 'zone', parcels: 'parcel' };
const HOUSE: Readonly<Record<string, Pick<LayerStyle, 'rules'>>> = { zones: { rules: [{ id: 'feature', when: [], symbol: { line: { colour: 'zone', width: 1.2, dash: [6, 3] } }, text: { fr: '', ar: '', en: '' } }] } };

/** How a public layer is drawn: by its look where that reads published attributes alone, else by one sign. A style would else tell what is not published. */
async function publicStyle(tx: Tx, layer: PublicLayer): Promise<LayerStyle> {
  const own = layer.kind === 'own' ? await readOwnLayer(tx, layer.name, 'admin') : undefined;
  const chosen = own && ownStyle(own);
  if (chosen && Object.values(chosen.reads ?? {}).every((name) => layer.shown.includes(name))) return chosen;
  return { ...uploadedStyle(layer.name, layer.title ?? layer.name), ...HOUSE[layer.name] };
}

export interface Drawn { rule: string; flat: boolean; path: string }
export interface Frame { bounds: Bounds; width: number; height: number; /** pixels a metre of EPSG:3857 */ k: number; west: number; north: number }
/** A layer as paths of a drawing, one for each sign: shapes as outlines, points as dots of no length. */
export async function drawLayer(tx: Tx, layer: PublicLayer, frame: Frame): Promise<{ style: LayerStyle; paths: Drawn[] }> {
  const style = await publicStyle(tx, layer);
  if (layer.kind === 'raster') return { style, paths: [] };
  const table = TABLE[layer.name];
  const rule = table === undefined ? ruleCase(style) : { sql: `cast('feature' as text)`, bindings: {} };
  const from = table === undefined ? 'layer_feature f where f.commune_id = current_commune() and f.layer_id = (select l.id from layer l where l.commune_id = current_commune() and l.name = :name)' : `${table} f where f.commune_id = current_commune()`;
  const { rows } = await tx.raw(`select q.rule, q.flat, string_agg(q.path, '') as path from (
      select s.rule, st_dimension(s.g) = 0 as flat, case when st_dimension(s.g) = 0 then concat('M', round(st_x(st_pointonsurface(s.g))), ' ', round(-st_y(st_pointonsurface(s.g))), 'h0') else st_assvg(s.g, 1, 0) end as path
      from (select ${rule.sql} as rule, st_simplify(st_affine(f.g3857, cast(:k as float8), 0, 0, cast(:k as float8), -cast(:west as float8) * cast(:k as float8), -cast(:north as float8) * cast(:k as float8)), 0.7, true) as g
        from ${from} and f.g3857 is not null order by f.id limit ${String(MOST_SHAPES)}) s where s.rule is not null) q group by q.rule, q.flat`,
  { ...rule.bindings, k: frame.k, west: frame.west, north: frame.north, ...(table === undefined ? { name: layer.name } : {}) }) as Rows<Drawn>;
  return { style, paths: rows };
}

export interface Named { x: number; y: number; name: string }
/** The names of the zones of the first set, each at a place inside it: only where the commune publishes them. */
export async function zoneNames(tx: Tx, layer: PublicLayer, frame: Frame, language: Language): Promise<Named[]> {
  const field = language === 'ar' && layer.shown.includes('label_ar') ? `coalesce(z.label_ar, ${layer.shown.includes('label') ? 'z.label' : 'null'})` : layer.shown.includes('label') ? 'z.label' : undefined;
  if (layer.name !== 'zones' || field === undefined) return [];
  return (await tx.raw(`select round((st_x(p.at) - :west) * :k)::float8 as x, round((:north - st_y(p.at)) * :k)::float8 as y, p.name from (
      select st_pointonsurface(z.g3857) as at, ${field} as name from zone z where z.commune_id = current_commune() and z.g3857 is not null
        and z.set_id = (select min(s.id) from zone_set s where s.commune_id = current_commune()) order by st_area(z.g3857) desc limit 40) p where p.name is not null`,
  { west: frame.west, north: frame.north, k: frame.k }) as Rows<Named>).rows;
}

/** The first rows of a layer, of its published attributes and no other column. */
export async function firstRows(tx: Tx, layer: PublicLayer): Promise<Record<string, unknown>[]> {
  if (layer.shown.length === 0) return [];
  const table = TABLE[layer.name];
  // A house column is one of a list of ours; an attribute's name is bound.
  const columns = layer.shown.map((name, i) => (table === undefined ? `f.attributes -> cast(:f${String(i)} as text) as c${String(i)}` : `f.${name} as c${String(i)}`)).join(', ');
  const from = table === undefined ? 'layer_feature f where f.commune_id = current_commune() and f.layer_id = (select l.id from layer l where l.commune_id = current_commune() and l.name = :name)' : `${table} f where f.commune_id = current_commune()`;
  const bindings = table === undefined ? { name: layer.name, ...Object.fromEntries(layer.shown.map((name, i) => [`f${String(i)}`, name])) } : {};
  const { rows } = await tx.raw(`select ${columns} from ${from} order by f.id limit ${String(FIRST_ROWS)}`, bindings) as Rows<Record<string, unknown>>;
  return rows.map((row) => Object.fromEntries(layer.shown.map((name, i) => [name, row[`c${String(i)}`]])));
}
/** Listings expected in each zone of the first set, from the kept sums: no listing is read. */
export const listingCounts = async (tx: Tx): Promise<{ label: string; labelAr: string | null; n: number }[]> => (await tx.raw(`select z.label, z.label_ar as "labelAr", coalesce((select sum(s.expected) from zone_sum s where s.commune_id = z.commune_id and s.zone_id = z.id), 0)::float8 as n
  from zone z where z.commune_id = current_commune() and z.set_id = (select min(s.id) from zone_set s where s.commune_id = current_commune()) order by z.label limit 100`) as Rows<{ label: string; labelAr: string | null; n: number }>).rows;
