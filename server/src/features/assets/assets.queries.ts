import { type ASSET_SORTS, type AssetFacets, type AssetFilter, type AssetRow, type AssetSelection, type SimilarAsset } from '@sommier/domain/assets';
import { foldText } from '@sommier/domain/search';
import type { Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { AREAS_DIFFER, ROW } from './asset-sql.ts';
import { assetWhere, selectionWhere } from './asset-where.ts';
import { counted } from './counted.ts';

const SORT: Record<(typeof ASSET_SORTS)[number], string> = {
  code: 'a.code', name: 'a.name', district: 'a.district', yearBuilt: 'a.year_built', landAreaM2: 'a.land_area_m2', builtAreaM2: 'a.built_area_m2', drawnAreaM2: 'a.drawn_area_m2',
  titleState: 'a.title_state', domainClass: 'a.domain_class', status: 'a.status', registerAreaM2: 'a.register_area_m2', updatedAt: 'a.updated_at',
};
type Rows<T> = { rows: T[] };

/** The number a layer's tiles and lists are as of; `0` before its first import. */
export async function layerVersion(tx: Tx, layer: string): Promise<string> {
  const { rows } = await tx.raw('select version from data_version where commune_id = current_commune() and layer = ?', [layer]) as Rows<{ version: string }>;
  return rows[0]?.version ?? '0';
}

const COUNTED = ['domain', 'title', 'nature', 'status', 'level', 'district', 'located', 'sub', 'regime', 'conservation', 'origin', 'use', 'condition', 'areas', 'charged', 'verified', 'missing', 'zone'] as const;
/** Counts of a filter of codes alone are kept for a version of the data; words, shapes and windows are counted each time. */
function remembered<T>(tx: Tx, what: string, f: AssetFilter, shape: Geometry | undefined, count: () => Promise<T>): Promise<T> {
  if (shape !== undefined || f.q || f.bbox !== undefined || f.extra !== undefined || f.parent !== undefined || f.batch !== undefined) return count();
  return counted(tx, `${what} ${JSON.stringify(COUNTED.map((k) => f[k] ?? null))}`, count);
}

/** A page of the properties that meet a filter and touch a shape. The page is chosen by a narrow query; only its rows are read whole. */
export async function readAssets(tx: Tx, f: AssetFilter & { page: number; size: number; sort: keyof typeof SORT; dir: 'asc' | 'desc' }, shape?: Geometry): Promise<{ total: number; rows: AssetRow[] }> {
  const w = assetWhere(f, shape);
  const count = async (): Promise<number> => ((await tx.raw(`select count(*)::integer as total from asset a where ${w.sql}`, w.bindings)) as Rows<{ total: number }>).rows[0]?.total ?? 0;
  const total = await remembered(tx, 'total', f, shape, count);
  const down = f.dir === 'desc' ? 'desc' : 'asc';
  // A column that always has a value needs no word on nulls, and then its index gives the order both ways.
  const order = `${SORT[f.sort]} ${down}${['code', 'name', 'updatedAt'].includes(f.sort) ? '' : ' nulls last'}, a.id ${down}`;
  const { rows } = await tx.raw(`with page as materialized (select a.id from asset a where ${w.sql} order by ${order} limit :size offset :skip)
    select ${ROW} from asset a where a.commune_id = current_commune() and a.id in (select id from page) order by ${order}`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<AssetRow>;
  return { total, rows };
}

/** The ids of a selection, in order of code, at most `limit`. */
export async function selectedIds(tx: Tx, selection: AssetSelection, limit: number): Promise<string[]> {
  const w = selectionWhere(selection);
  const { rows } = await tx.raw(`select a.id from asset a where ${w.sql} order by a.code limit :limit`, { ...w.bindings, limit }) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}

const SETS = ['nature', 'status', 'level', 'district', 'use_code', 'origin', 'conservation', 'condition_class', 'review'] as const;
/** The legend's counts under a filter. */
export const readFacets = (tx: Tx, f: AssetFilter, shape?: Geometry): Promise<AssetFacets> => remembered(tx, 'facets', f, shape, () => countFacets(tx, f, shape));

async function countFacets(tx: Tx, f: AssetFilter, shape?: Geometry): Promise<AssetFacets> {
  const w = assetWhere(f, shape);
  const { rows } = await tx.raw(`select grouping(a.domain_class, ${SETS.map((s) => `a.${s}`).join(', ')})::integer as g, a.domain_class, a.title_state, ${SETS.map((s) => `a.${s}`).join(', ')}, count(*)::integer as count
    from asset a where ${w.sql} group by grouping sets ((a.domain_class, a.title_state), ${SETS.map((s) => `(a.${s})`).join(', ')})`, w.bindings) as Rows<Record<string, string | null> & { g: number; count: number }>;
  const { rows: [all] } = await tx.raw(`select count(*)::integer as total, count(a.geom)::integer as located, count(*) filter (where ${AREAS_DIFFER})::integer as differ, st_extent(a.geom) is not null as drawn, st_xmin(st_extent(a.geom)) as w,
    st_ymin(st_extent(a.geom)) as s, st_xmax(st_extent(a.geom)) as e, st_ymax(st_extent(a.geom)) as n from asset a where ${w.sql}`, w.bindings) as Rows<{ total: number; located: number; differ: number; drawn: boolean; w: number; s: number; e: number; n: number }>;
  // A set's bit is 0 in the grouping mask, every other is 1.
  const mask = (i: number): number => (2 ** (SETS.length + 1) - 1) ^ (1 << (SETS.length - i));
  const of = (name: (typeof SETS)[number]): { value: never; count: number }[] =>
    rows.filter((r) => r.g === mask(SETS.indexOf(name) + 1)).map((r) => ({ value: (r[name] ?? null) as never, count: r.count })).sort((a, b) => b.count - a.count);
  const legal = rows.filter((r) => r.g === mask(0)).map((r) => ({ domainClass: (r['domain_class'] ?? null) as never, titleState: (r['title_state'] ?? null) as never, count: r.count }));
  const total = all?.total ?? 0, located = all?.located ?? 0;
  return {
    total, located, unlocated: total - located, legal, nature: of('nature'), status: of('status'), level: of('level'), district: of('district').slice(0, 200),
    useCode: of('use_code'), origin: of('origin'), conservation: of('conservation'), condition: of('condition_class'), review: of('review'), areasDiffer: all?.differ ?? 0,
    bounds: all?.drawn === true ? [all.w, all.s, all.e, all.n] : null,
  };
}

interface Sought { code?: string | undefined; inventoryNumber?: string | undefined; titleNumber?: string | undefined; name?: string | undefined; address?: string | undefined; except?: string | undefined }
/** Properties that may be the one about to be made: the same code, inventory number or title, or nearly the same words; the surest first. */
export async function readSimilar(tx: Tx, s: Sought): Promise<SimilarAsset[]> {
  const bind = { code: s.code?.toUpperCase() ?? null, inventory: s.inventoryNumber?.toUpperCase() ?? null, title: s.titleNumber ? foldText(s.titleNumber).replace(/[^a-z0-9]/g, '') : null,
    name: s.name ? foldText(s.name) : null, address: s.address ? foldText(s.address) : null, except: s.except ?? null };
  const found: { id: string; because: SimilarAsset['because'][number] }[] = [];
  const look = async (because: SimilarAsset['because'][number], wanted: string | null, sql: string): Promise<void> => {
    if (wanted === null || wanted === '') return;
    const { rows } = await tx.raw(`select a.id from asset a where a.commune_id = current_commune() and a.id is distinct from cast(:except as bigint) and ${sql} limit 10`, { except: bind.except, wanted }) as Rows<{ id: string }>;
    found.push(...rows.map(({ id }) => ({ id, because })));
  };
  await look('code', bind.code, 'upper(a.code) = :wanted');
  await look('inventory', bind.inventory, 'upper(a.inventory_number) = :wanted');
  await look('title', bind.title, `regexp_replace(fold_text(a.title_number), '[^a-z0-9]', '', 'g') = :wanted`);
  // The trigram index finds the candidates among all words; the names themselves decide.
  await look('name', bind.name, `:wanted <% a.search and similarity(fold_text(a.name || ' ' || coalesce(a.name_ar, '')), :wanted) > 0.55`);
  await look('address', bind.address, `:wanted <% a.search and similarity(fold_text(a.address), :wanted) > 0.7`);
  if (found.length === 0) return [];
  const ids = [...new Set(found.map((x) => x.id))].slice(0, 20);
  const { rows } = await tx.raw(`select ${ROW} from asset a where a.commune_id = current_commune() and a.id = any (cast(:ids as bigint[])) order by array_position(cast(:ids as bigint[]), a.id)`, { ids: `{${ids.join(',')}}` }) as Rows<AssetRow>;
  return rows.map((r) => ({ ...r, because: [...new Set(found.filter((x) => x.id === r.id).map((x) => x.because))] }));
}
