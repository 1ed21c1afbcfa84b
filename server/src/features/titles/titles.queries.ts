import { AGES, deadlines, isLate, STAGES, type Deadline, type TitleBoard, type TitleFilter, type TitleRow, type TitleSheet } from '@sommier/domain/titles';
import { shownName } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import { today } from '../acts/index.ts';
import { communeCountry } from '../guards/index.ts';
import { partyNames } from '../parties/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
const TODAY = `(now() at time zone (select c.timezone from commune c where c.id = current_commune()))::date`;
const ROW = `t.id, t.asset_id as "assetId", a.code, a.name, a.name_ar as "nameAr", t.stage, t.state, t.number, t.requisition_number as "requisitionNumber", t.conservation, t.parcel_reference as "parcelReference",
  t.copy_lost as "copyLost", t.closed, t.since, ${TODAY} - t.since as "ageDays", t.pending, (select min(d) from unnest(t.due) d) as "nextDue", (select count(*)::integer from unnest(t.due) d where d < ${TODAY}) as overdue, t.version`;
const FROM = 'from title_file t join asset a on a.commune_id = t.commune_id and a.id = t.asset_id';
/** The same bounds as `ageOf` of the domain. */
const AGE = `case when t.since is null then 'unknown' when ${TODAY} - t.since < 365 then 'year' when ${TODAY} - t.since < 5 * 365.25 then 'five' when ${TODAY} - t.since < 10 * 365.25 then 'ten' else 'more' end`;
const OVERDUE = `exists (select from unnest(t.due) d where d < ${TODAY})`;

/** A word stands in the file, in its property, or in the name of who opposes: a natural person's only for who may read it. */
const found = (personal: boolean) => (word: string): string => `(t.search like ${word} or a.search like ${word} or exists (select from title_opposition o left join party p on p.commune_id = o.commune_id and p.id = o.party_id
  where o.commune_id = t.commune_id and o.title_id = t.id and ${personal ? `(p.search like ${word} or fold_text(o.opponent) like ${word})` : `p.kind = 'legal' and p.search like ${word}`}))`;

/** A page of title files: overdue ones first, then the oldest in their stage. */
export async function readTitles(tx: Tx, f: TitleFilter, personal: boolean): Promise<{ total: number; rows: TitleRow[] }> {
  const w = new Where('t.commune_id = current_commune()');
  if (f.stage !== undefined) w.add('t.stage = :stage', { stage: f.stage });
  if (f.asset !== undefined) w.add('t.asset_id = :asset', { asset: f.asset });
  if (f.age !== undefined) w.add(`${AGE} = :age`, { age: f.age });
  if (f.overdue !== undefined) w.add(OVERDUE);
  if (f.opposed !== undefined) w.add('t.pending > 0');
  if (f.copyLost !== undefined) w.add('t.copy_lost');
  if (f.q) w.wordsOf(found(personal), foldText(f.q), 'q');
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total ${FROM} where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} ${FROM} where ${w.sql} order by ${OVERDUE} desc, t.closed, t.since nulls last, t.id limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<TitleRow>;
  return { total: n?.total ?? 0, rows };
}

export async function readBoard(tx: Tx): Promise<TitleBoard> {
  const { rows } = await tx.raw(`select t.stage, ${AGE} as age, count(*)::integer as count, count(*) filter (where ${OVERDUE})::integer as overdue, count(*) filter (where t.pending > 0)::integer as opposed
    from title_file t where t.commune_id = current_commune() group by 1, 2`) as Rows<{ stage: (typeof STAGES)[number]; age: (typeof AGES)[number]; count: number; overdue: number; opposed: number }>;
  const { rows: without } = await tx.raw(`select a.title_state as "titleState", count(*)::integer as count from asset a where a.commune_id = current_commune()
    and not exists (select from title_file t where t.commune_id = a.commune_id and t.asset_id = a.id) group by 1 order by 2 desc`) as Rows<TitleBoard['withoutFile'][number]>;
  const { rows: [all] } = await tx.raw(`select count(*)::integer as properties, count(*) filter (where a.title_state = 'titre_foncier')::integer as titled from asset a where a.commune_id = current_commune()`) as Rows<{ properties: number; titled: number }>;
  const sum = (of: typeof rows, key: 'count' | 'overdue' | 'opposed'): number => of.reduce((n, r) => n + r[key], 0);
  return {
    stages: STAGES.map((stage) => {
      const of = rows.filter((r) => r.stage === stage);
      return { stage, count: sum(of, 'count'), overdue: sum(of, 'overdue'), opposed: sum(of, 'opposed'), ages: Object.fromEntries(AGES.map((age) => [age, of.find((r) => r.age === age)?.count ?? 0])) as TitleBoard['stages'][number]['ages'] };
    }),
    withoutFile: without, properties: all?.properties ?? 0, titled: all?.titled ?? 0,
  };
}

export type StepRow = TitleSheet['steps'][number];
export async function readSteps(tx: Tx, title: string): Promise<StepRow[]> {
  const { rows } = await tx.raw(`select s.id, s.kind, s.done_on as "on", s.planned, s.number, s.reference, s.note from title_step s where s.commune_id = current_commune() and s.title_id = :title order by s.done_on, s.id`, { title }) as Rows<StepRow>;
  return rows;
}

/** A title file whole, or undefined. Who opposes is shown by initials to who may not read personal data. */
export async function readTitle(tx: Tx, id: string, personal: boolean): Promise<TitleSheet | undefined> {
  const { rows: [t] } = await tx.raw(`select ${ROW}, t.note, (select count(*)::integer from document d where d.commune_id = t.commune_id and d.subject_kind = 'title' and d.subject_id = t.id and d.deleted_at is null) as documents
    ${FROM} where t.commune_id = current_commune() and t.id = :id`, { id }) as Rows<Omit<TitleSheet, 'steps' | 'oppositions' | 'deadlines'>>;
  if (t === undefined) return undefined;
  const steps = await readSteps(tx, id);
  const { rows: opposed } = await tx.raw(`select o.id, o.party_id as "partyId", o.opponent, o.filed_on as "filedOn", o.object, o.area_m2 as "areaM2", o.reference, o.outcome, o.decided_on as "decidedOn"
    from title_opposition o where o.commune_id = current_commune() and o.title_id = :id order by o.filed_on, o.id`, { id }) as Rows<Omit<TitleSheet['oppositions'][number], 'late' | 'opponent'> & { opponent: string | null }>;
  const parties = opposed.flatMap((o) => (o.partyId === null ? [] : [o.partyId]));
  const names = parties.length === 0 ? new Map<string, { name: string }>() : await partyNames(tx, parties, personal);
  const country = await communeCountry(tx);
  const day = await today(tx);
  return {
    ...t, steps, deadlines: deadlines(country, steps, day) satisfies Deadline[],
    oppositions: opposed.map((o) => ({ ...o, opponent: o.partyId === null ? shownName('natural', o.opponent ?? '', personal) : names.get(o.partyId)?.name ?? '', late: isLate(country, steps, o.filedOn) })),
  };
}

/** The title files of a property, whole, the oldest first. */
export async function titlesOf(tx: Tx, asset: string, personal: boolean): Promise<TitleSheet[]> {
  const { rows } = await tx.raw('select id from title_file where commune_id = current_commune() and asset_id = ? order by id', [asset]) as Rows<{ id: string }>;
  const files: TitleSheet[] = [];
  for (const { id } of rows) { const file = await readTitle(tx, id, personal); if (file !== undefined) files.push(file); }
  return files;
}

/** Version and property of a file, locked for the change that follows. */
export async function lockTitle(tx: Tx, id: string): Promise<{ version: number; assetId: string; closed: boolean } | undefined> {
  const { rows: [t] } = await tx.raw('select version, asset_id as "assetId", closed from title_file where commune_id = current_commune() and id = :id for update', { id }) as Rows<{ version: number; assetId: string; closed: boolean }>;
  return t;
}
