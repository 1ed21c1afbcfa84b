import type { Declaration, DeclarationRow } from '@sommier/domain/declarations';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';
import { partyNames } from '../parties/index.ts';

type Rows<T> = { rows: T[] };
export interface DeclarationFilter { tax?: string | undefined; party?: string | undefined; state?: string | undefined; channel?: string | undefined; from?: string | undefined; to?: string | undefined; late?: 'yes' | 'no' | undefined; zero?: 'yes' | 'no' | undefined; page: number; size: number }

/** A return is late by the day its first version came: a correction made in time to a late one is not in time. */
const FIRST = `(select f.filed_on from declaration f where f.commune_id = d.commune_id and f.number = d.number and f.version = 1)`;
const ROW = `d.id, d.number, d.version, d.replaces_id as "replacesId", (select n.id from declaration n where n.commune_id = d.commune_id and n.replaces_id = d.id and n.state <> 'withdrawn' limit 1) as "replacedById", d.party_id as "partyId", d.tax, d.period_from as "from", d.period_to as "to", d.state, d.zero,
  jsonb_array_length(d.lines) as "lineCount", d.currency, d.channel, d.filed_on as "filedOn", to_json(d.filed_at)#>>'{}' as "filedAt", d.filed_name as "filedBy", d.due_on as "dueOn", coalesce(${FIRST} > d.due_on, false) as late, d.content_hash as hash, d.batch_id as "batchId", d.revision`;

const named = async <T extends { partyId: string }>(tx: Tx, rows: readonly T[], personal: boolean): Promise<(T & { party: string | null })[]> => {
  const names = await partyNames(tx, rows.map((r) => r.partyId), personal);
  return rows.map((r) => ({ ...r, party: names.get(r.partyId)?.name ?? null }));
};

/** Returns that meet the filter, latest first. Periods given are met by those that touch them. */
export async function readDeclarations(tx: Tx, f: DeclarationFilter, personal: boolean): Promise<{ total: number; rows: DeclarationRow[] }> {
  const w = new Where('d.commune_id = current_commune()');
  for (const [key, column] of [['tax', 'd.tax'], ['state', 'd.state'], ['channel', 'd.channel']] as const) if (f[key] !== undefined) w.add(`${column} = :${key}`, { [key]: f[key] });
  if (f.party !== undefined) w.add('d.party_id = cast(:party as bigint)', { party: f.party });
  if (f.from !== undefined) w.add('d.period_to > cast(:from as date)', { from: f.from });
  if (f.to !== undefined) w.add('d.period_from < cast(:to as date)', { to: f.to });
  if (f.zero !== undefined) w.add('d.zero = :zero', { zero: f.zero === 'yes' });
  if (f.late !== undefined) w.add(`coalesce(${FIRST} > d.due_on, false) = :late`, { late: f.late === 'yes' });
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from declaration d where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} from declaration d where ${w.sql} order by d.id desc limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Omit<DeclarationRow, 'party'>>;
  return { total: n?.total ?? 0, rows: await named(tx, rows, personal) };
}

/** One return with its lines and the versions of its number; undefined where there is none (or it is another declarant's). */
export async function readDeclaration(tx: Tx, id: string, personal: boolean): Promise<Declaration | undefined> {
  const { rows } = await tx.raw(`select ${ROW}, d.lines, d.note, d.reason,
      exists (select from assessment_run r where r.commune_id = d.commune_id and r.tax = d.tax and r.state = 'issued' and r.period_from < d.period_to and r.period_to > d.period_from) as assessed
    from declaration d where d.commune_id = current_commune() and d.id = ?`, [id]) as Rows<Omit<Declaration, 'party' | 'versions'>>;
  const [row] = await named(tx, rows, personal);
  if (row === undefined) return undefined;
  const { rows: versions } = row.number === null ? { rows: [] } : await tx.raw(`select v.id, v.version, v.state, v.filed_on as "filedOn", v.content_hash as hash from declaration v where v.commune_id = current_commune() and v.number = ? order by v.version, v.id`, [row.number]) as Rows<Declaration['versions'][number]>;
  return { ...row, versions };
}
