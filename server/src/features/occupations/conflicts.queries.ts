import type { OccupationConflict } from '@sommier/domain/occupations';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const right = (o: string, u: string): string => `jsonb_build_object('id', ${o}.id::text, 'reference', ${o}.reference, 'type', ${o}.type, 'from', ${o}.starts_on, 'to', ${o}.held_until, 'validated', ${o}.validated_at is not null,
  'share', case when ${u}.share_num is not null then ${u}.share_num || '/' || ${u}.share_den end, 'version', ${o}.version)`;
const SELECT = `select c.id, c.kind, c.state, c.asset_id as "assetId", a.code as "assetCode", a.name as "assetName", ${right('o', 'ou')} as occupation, case when x.id is not null then ${right('x', 'xu')} end as other,
    c.from_on as "from", case when c.load_num is not null then c.load_num || '/' || c.load_den end as load, c.batch_id as "batchId", c.decision, c.reason, c.created_at as "createdAt"
  from occupation_conflict c join asset a on a.commune_id = c.commune_id and a.id = c.asset_id join occupation o on o.commune_id = c.commune_id and o.id = c.occupation_id
    left join occupation x on x.commune_id = c.commune_id and x.id = c.other_id
    left join occupation_unit ou on ou.commune_id = c.commune_id and ou.occupation_id = o.id and ou.asset_id = c.asset_id
    left join occupation_unit xu on xu.commune_id = c.commune_id and xu.occupation_id = x.id and xu.asset_id = c.asset_id where c.commune_id = current_commune()`;
type Row = Omit<OccupationConflict, 'createdAt'> & { createdAt: Date };
const out = (r: Row): OccupationConflict => ({ ...r, createdAt: r.createdAt.toISOString() });

interface Filter { state: string; asset?: string | undefined; occupation?: string | undefined; batch?: string | undefined; page: number; size: number }
/** Conflicts by page, oldest first. */
export async function readConflicts(tx: Tx, f: Filter): Promise<{ total: number; rows: OccupationConflict[] }> {
  const more = `and c.state = :state${f.asset === undefined ? '' : ' and c.asset_id = :asset'}${f.occupation === undefined ? '' : ' and (c.occupation_id = :occupation or c.other_id = :occupation)'}${f.batch === undefined ? '' : ' and c.batch_id = :batch'}`;
  const bind = { state: f.state, ...(f.asset === undefined ? {} : { asset: f.asset }), ...(f.occupation === undefined ? {} : { occupation: f.occupation }), ...(f.batch === undefined ? {} : { batch: f.batch }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from occupation_conflict c where c.commune_id = current_commune() ${more}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`${SELECT} ${more} order by c.id limit :size offset :skip`, { ...bind, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Row>;
  return { total: n?.total ?? 0, rows: rows.map(out) };
}

/** One conflict, its row locked; undefined where there is none. */
export async function lockConflict(tx: Tx, id: string): Promise<OccupationConflict | undefined> {
  await tx.raw('select from occupation_conflict where commune_id = current_commune() and id = ? for update', [id]);
  const { rows } = await tx.raw(`${SELECT} and c.id = :id`, { id }) as Rows<Row>;
  return rows[0] === undefined ? undefined : out(rows[0]);
}
