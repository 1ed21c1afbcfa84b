import type { IssuedPaper, RegisterRow } from '@sommier/domain/papers';
import type { Read, Tx } from '../../platform/db/index.ts';
import { readingAt, type RegisterAt } from './register-at.ts';

type Rows<T> = { rows: T[] };
const COLUMNS = `a.id, a.code, a.parent_id as "parentId", a.name, a.inventory_number as "inventoryNumber", a.nature, a.status, a.address, a.district, a.register_area_m2::float8 as "registerAreaM2", a.built_area_m2::float8 as "builtAreaM2",
  a.footprint_m2::float8 as "footprintM2", a.year_built as "yearBuilt", a.floors, a.domain_class as "domainClass", a.title_state as "titleState", a.title_number as "titleNumber", a.requisition_number as "requisitionNumber", a.conservation, a.origin,
  a.appropriated_on::text as "appropriatedOn", a.deed_reference as "deedReference", a.use_code as "useCode", a.assigned_service as "assignedService", a.condition_class as "conditionClass", a.acquired_on::text as "acquiredOn", a.gross_value_minor as "grossValueMinor", a.geom is not null as located`;
/** A present register is read by the key; a past one is made anew for each slice, so in fewer. */
const FOLD = { present: 2000, past: 20_000 } as const;

/** Every property of the register at a day, in slices by id, so that memory holds one slice. */
export async function* registerRows(read: Read, at: RegisterAt, signal?: AbortSignal): AsyncGenerator<RegisterRow[]> {
  const fold = at.past ? FOLD.past : FOLD.present;
  let after = '0';
  for (;;) {
    signal?.throwIfAborted();
    const rows = await read((tx) => readingAt(tx, at, async () => (await tx.raw(`select ${COLUMNS} from ${at.from} where a.commune_id = current_commune() and a.id > :after order by a.id limit ${String(fold)}`, { ...at.bindings, after }) as Rows<RegisterRow>).rows));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < fold) return;
    after = last.id;
  }
}

/** A line of a paper: what the totals need, and what only the reader does. */
export interface Line extends RegisterRow { nameAr: string | null; level: string | null; useLabel: string | null; conditionOn: string | null; parentCode: string | null }
/** The properties of these ids as they stood, in the order of the ids; one gone meanwhile is left out. */
export async function linesOf(tx: Tx, at: RegisterAt, ids: readonly string[]): Promise<Line[]> {
  const { rows } = await readingAt(tx, at, async () => await tx.raw(`select ${COLUMNS}, a.name_ar as "nameAr", a.level, a.use_label as "useLabel", a.condition_on::text as "conditionOn",
      (select p.code from asset p where p.commune_id = current_commune() and p.id = a.parent_id) as "parentCode"
    from ${at.from} where a.commune_id = current_commune() and a.id = any (cast(:ids as bigint[]))`, { ...at.bindings, ids: `{${ids.join(',')}}` }) as Rows<Line>);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

// A paper whose job ended without it is void, whoever stopped the job.
const ISSUED = `p.id, p.kind, p.number, case when p.state = 'making' and exists (select from job j where j.commune_id = p.commune_id and j.id = p.job_id and j.state in ('failed','cancelled','interrupted')) then 'void' else p.state end as state, p.day::text as day, p.language, p.format, p.rows, p.pages, p.sha256, p.bytes::float8 as bytes, case when p.state = 'issued' then p.code end as code, p.job_id as job,
  p.created_at as "createdAt", p.issued_at as "issuedAt", (select x.name from person x where x.id = p.created_by) as "createdBy"`;
type Raw = Omit<IssuedPaper, 'createdAt' | 'issuedAt'> & { createdAt: Date; issuedAt: Date | null };
const issued = (r: Raw): IssuedPaper => ({ ...r, createdAt: r.createdAt.toISOString(), issuedAt: r.issuedAt?.toISOString() ?? null });
/** The papers issued, latest first, with those being made and those that came to nothing: no number is missing. */
export async function readIssued(tx: Tx, q: { kind?: string | undefined; page: number; size: number }): Promise<{ total: number; rows: IssuedPaper[] }> {
  const where = `p.commune_id = current_commune() and (cast(:kind as text) is null or p.kind = :kind)`;
  const bind = { kind: q.kind ?? null };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from issued_paper p where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ISSUED} from issued_paper p where ${where} order by p.created_at desc, p.id desc limit :size offset :skip`, { ...bind, size: q.size, skip: (q.page - 1) * q.size }) as Rows<Raw>;
  return { total: n?.total ?? 0, rows: rows.map(issued) };
}
export async function readOneIssued(tx: Tx, id: string): Promise<IssuedPaper | undefined> {
  const { rows: [row] } = await tx.raw(`select ${ISSUED} from issued_paper p where p.commune_id = current_commune() and p.id = :id`, { id }) as Rows<Raw>;
  return row && issued(row);
}
export interface Durable { account: string; years: number }
export const readDurations = async (tx: Tx): Promise<Durable[]> => (await tx.raw('select d.account, d.years from account_duration d where d.commune_id = current_commune() order by d.account') as Rows<Durable>).rows;
