import { type ASSET_SORTS, type AssetFacets, type AssetFilter, type AssetRow, type AssetSelection, type SimilarAsset } from '@sommier/domain/assets';
import { foldText } from '@sommier/domain/search';
import type { Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { ROW } from './asset-sql.ts';
import { assetWhere, selectionWhere } from './asset-where.ts';
import { columnsOf, type Columns } from './columns.ts';
import { facetsOf, keptRows, marked } from './selected.ts';

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

/** Columns that an index gives in order, with the commune before them: they always have a value. */
const INDEXED = new Set<keyof typeof SORT>(['code', 'name', 'updatedAt']);
/** Fewer properties than these are put in order by themselves. */
const FEW = 2000;
type Paged = { page: number; size: number; sort: keyof typeof SORT; dir: 'asc' | 'desc' };

/** The ids of one page of the marked rows. */
async function pageIds(tx: Tx, c: Columns, { marks, total }: { marks: Uint8Array; total: number }, f: AssetFilter & Paged, shape: Geometry | undefined): Promise<number[]> {
  const { page, size, sort, dir, ...filter } = f, bindings = { size, skip: (page - 1) * size };
  const order = `${SORT[sort]} ${dir}${INDEXED.has(sort) ? '' : ' nulls last'}, a.id ${dir}`;
  const ids = async (where: string, more: Record<string, unknown>): Promise<number[]> =>
    (await tx.raw(`select a.id from asset a where a.commune_id = current_commune() and ${where} order by ${order} limit :size offset :skip`, { ...bindings, ...more }) as Rows<{ id: string }>).rows.map(({ id }) => Number(id));
  if (total <= FEW) return ids('a.id = any (cast(:marked as bigint[]))', { marked: `{${[...c.ids.filter((_, row) => marks[row] === 1)].join(',')}}` });
  if (INDEXED.has(sort)) { const w = assetWhere(filter, shape); return ids(w.sql, w.bindings); }
  // Sorting a hundred thousand rows is most of such a page: their order is kept for this version of the data.
  const inOrder = await keptRows(tx, c, `order ${sort} ${dir}`, `select string_agg(o.id::text, ',') as ids from (select a.id from asset a where a.commune_id = current_commune() and a.bin_id is null order by ${order}) o`, {}, SORT[sort].replace('a.', ''));
  const found: number[] = [];
  let skip = bindings.skip;
  for (const row of inOrder) {
    if (marks[row] !== 1) continue;
    if (skip > 0) { skip -= 1; continue; }
    found.push(c.ids[row] as number);
    if (found.length === size) break;
  }
  return found;
}

/** A page of the properties that meet a filter and touch a shape. What meets it is settled by the columns held for this version of the data; only the page's rows are read. */
export async function readAssets(tx: Tx, f: AssetFilter & Paged, shape?: Geometry): Promise<{ total: number; rows: AssetRow[] }> {
  const { page, size, sort, dir, ...filter } = f;
  const c = await columnsOf(tx), found = await marked(tx, c, filter, shape);
  const ids = found.total <= (page - 1) * size ? [] : await pageIds(tx, c, found, { ...filter, page, size, sort, dir }, shape);
  if (ids.length === 0) return { total: found.total, rows: [] };
  const { rows } = await tx.raw(`select ${ROW} from asset a where a.commune_id = current_commune() and a.id = any (cast(:ids as bigint[])) order by array_position(cast(:ids as bigint[]), a.id)`, { ids: `{${ids.join(',')}}` }) as Rows<AssetRow>;
  return { total: found.total, rows };
}

/** The ids of a selection, in order of code, at most `limit`. */
export async function selectedIds(tx: Tx, selection: AssetSelection, limit: number): Promise<string[]> {
  const w = selectionWhere(selection);
  const { rows } = await tx.raw(`select a.id from asset a where ${w.sql} order by a.code limit :limit`, { ...w.bindings, limit }) as Rows<{ id: string }>;
  return rows.map((r) => r.id);
}

/** The legend's counts under a filter. */
export async function readFacets(tx: Tx, f: AssetFilter, shape?: Geometry): Promise<AssetFacets> {
  const c = await columnsOf(tx);
  return facetsOf(c, await marked(tx, c, f, shape));
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
