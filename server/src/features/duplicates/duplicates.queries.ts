import { ASSET_FIELDS, type AssetSheet } from '@sommier/domain/assets';
import type { Merge, Twin, TwinPage, TwinRow } from '@sommier/domain/duplicates';
import { sameValue } from '@sommier/domain/history';
import { AppError } from '@sommier/domain/shared';
import { readAsset } from '../assets/index.ts';
import { BY } from '../history/index.ts';
import { countTies, withBinShown } from '../recycling/index.ts';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const SIDE = (a: string): string => `jsonb_build_object('id', ${a}.id::text, 'code', ${a}.code, 'name', ${a}.name, 'nameAr', ${a}.name_ar)`;
const ROW = `t.id, t.score, t.reasons, t.state, ${SIDE('l')} as low, ${SIDE('h')} as high, t.found_at as "foundAt", ${BY('p', 't.decided_by')} as "decidedBy", t.decided_at as "decidedAt", t.note`;
const PAIR = `from asset_twin t join asset l on l.commune_id = t.commune_id and l.id = t.low_id join asset h on h.commune_id = t.commune_id and h.id = t.high_id`;
type Raw = Omit<TwinRow, 'foundAt' | 'decidedAt'> & { foundAt: Date; decidedAt: Date | null };
const toRow = ({ foundAt, decidedAt, ...r }: Raw): TwinRow => ({ ...r, foundAt: foundAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null });

/** Pairs of one state, the likeliest first. A pair whose property went to the bin otherwise than by its own merge is not shown. */
export async function readTwins(tx: Tx, { state, page, size }: { state: TwinRow['state']; page: number; size: number }): Promise<TwinPage> {
  const { rows: [n] } = await tx.raw(`select count(*) filter (where t.state = 'open')::integer as open, count(*) filter (where t.state = 'distinct')::integer as distinct,
    (select count(*)::integer from asset_twin m where m.commune_id = current_commune() and m.state = 'merged') as merged ${PAIR} where t.commune_id = current_commune()`) as Rows<{ open: number; distinct: number; merged: number }>;
  const list = async (): Promise<TwinRow[]> => ((await tx.raw(`select ${ROW} ${PAIR} left join person p on p.id = t.decided_by where t.commune_id = current_commune() and t.state = :state order by ${state === 'open' ? 't.score desc' : 't.decided_at desc'}, t.id limit :size offset :skip`,
    { state, size, skip: (page - 1) * size }) as Rows<Raw>).rows).map(toRow);
  const counts = n ?? { open: 0, distinct: 0, merged: 0 };
  return { total: counts[state], ...counts, rows: state === 'merged' ? await withBinShown(tx, list) : await list() };
}

/** Fields of two sheets that a merge may choose between. */
const CHOICES = ASSET_FIELDS.filter((f) => f.editable && !['code', 'inventoryNumber', 'parentId'].includes(f.key)).map((f) => f.key as string);
const differing = (a: AssetSheet, b: AssetSheet): string[] => [...CHOICES, 'extra', 'geometry'].filter((f) => !sameValue(a[f as keyof AssetSheet], b[f as keyof AssetSheet]));

/** A pair side by side. Throws not_found when there is none, or one of the two is gone. */
export async function readTwin(tx: Tx, id: string): Promise<Twin> {
  const { rows: [row] } = await tx.raw(`select ${ROW} ${PAIR} left join person p on p.id = t.decided_by where t.commune_id = current_commune() and t.id = :id`, { id }) as Rows<Raw>;
  const [low, high] = row === undefined ? [] : [await readAsset(tx, row.low.id), await readAsset(tx, row.high.id)];
  if (row === undefined || low === undefined || high === undefined) throw new AppError('not_found', `no pair ${id}`);
  const tied = async (asset: AssetSheet): Promise<number> => (await countTies(tx, [asset.id])).reduce((sum, t) => sum + t.count, 0) + asset.children.length;
  return { ...toRow(row), sheets: [low, high], fields: differing(low, high), tied: [await tied(low), await tied(high)] };
}
export async function readTwinRow(tx: Tx, id: string): Promise<TwinRow> {
  const { rows: [row] } = await tx.raw(`select ${ROW} ${PAIR} left join person p on p.id = t.decided_by where t.commune_id = current_commune() and t.id = :id`, { id }) as Rows<Raw>;
  if (row === undefined) throw new AppError('not_found', `no pair ${id}`);
  return toRow(row);
}

type RawMerge = Omit<Merge, 'mergedAt' | 'undoneAt' | 'moved'> & { mergedAt: Date; undoneAt: Date | null; moved: { kind: string; keys: unknown[] }[] };
/** Merges by a condition on `m`; the one that went is named from the bin. */
export async function readMerges(tx: Tx, where: 'm.id = :id' | 'm.kept_id = :id and m.undone_at is null', id: string): Promise<Merge[]> {
  const rows = await withBinShown(tx, async () => (await tx.raw(`select m.id, ${SIDE('k')} as kept, ${SIDE('g')} as gone, m.fields, m.moved, ${BY('p', 'm.merged_by')} as "mergedBy", m.merged_at as "mergedAt", m.undone_at as "undoneAt"
    from asset_merge m join asset k on k.commune_id = m.commune_id and k.id = m.kept_id join asset g on g.commune_id = m.commune_id and g.id = m.gone_id left join person p on p.id = m.merged_by
    where m.commune_id = current_commune() and ${where} order by m.id desc`, { id }) as Rows<RawMerge>).rows);
  return rows.map(({ mergedAt, undoneAt, moved, ...m }) => ({ ...m, moved: moved.map((x) => ({ kind: x.kind, count: x.keys.length })), mergedAt: mergedAt.toISOString(), undoneAt: undoneAt?.toISOString() ?? null }));
}
