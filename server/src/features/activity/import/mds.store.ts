import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, MergeCounts } from '../../imports/index.ts';
import { insertParty } from '../../parties/index.ts';
import { mergeFacts } from './merge-facts.store.ts';
import { keptRow } from './undo.store.ts';

type Sums = Omit<MergeCounts, 'returned' | 'held'>;
const NONE: Sums = { inserted: 0, updated: 0, unchanged: 0, removed: 0 };
const has = async (tx: Tx, stage: string, what: string): Promise<boolean> => ((await tx.raw(`select exists (select from ${stage} where what = :what) as any`, { what }) as { rows: { any: boolean }[] }).rows[0]?.any === true);

/** Counts trips never counted before: by cell and hour, and by day for what is owed. A trip that came before changes nothing. */
export async function mergeTrips(tx: Tx, stage: string, batch: Batch): Promise<Sums> {
  if (!await has(tx, stage, 'trip')) return NONE;
  const bind = { batch: batch.id, origin: batch.format };
  await tx.raw(`create temporary table fresh on commit drop as select s.row, cast(s.key as bigint) as hash, s.content as c from ${stage} s where s.what = 'trip'
    and not exists (select from trip_counted t where t.commune_id = current_commune() and t.operator = s.content->>'operator' and t.trip_hash = cast(s.key as bigint))`);
  const { rows: [n] } = await tx.raw(`select (select count(*) from fresh)::integer as fresh, count(*)::integer as all from ${stage} where what = 'trip'`) as { rows: { fresh: number; all: number }[] };
  await tx.raw(`insert into trip_counted (commune_id, operator, trip_hash, batch_id) select current_commune(), c->>'operator', hash, :batch from fresh on conflict do nothing`, bind);
  await tx.raw(`insert into trip_cell (commune_id, batch_id, operator, vehicle_type, day, hour, cell, centre, starts, ends)
    select current_commune(), :batch, operator, vehicle_type, day, hour, cell, st_setsrid(st_makepoint(min(lon), min(lat)), 4326), sum(starts)::integer, sum(ends)::integer from (
      select c->>'operator' as operator, c->>'vehicle_type' as vehicle_type, e.side, cast(e.j->>'day' as date) as day, cast(e.j->>'hour' as smallint) as hour, e.j->>'cell' as cell, cast(e.j->>'lon' as float8) as lon, cast(e.j->>'lat' as float8) as lat,
        case when e.side = 'from' then 1 else 0 end as starts, case when e.side = 'to' then 1 else 0 end as ends
      from fresh cross join lateral (values ('from', c->'from'), ('to', c->'to')) e(side, j) where jsonb_typeof(e.j) = 'object') x group by operator, vehicle_type, day, hour, cell`, bind);
  // The keys of operators that a file names by a number alone are theirs: no party is made of an anonymous set.
  await tx.raw(`insert into activity_fact (commune_id, kind, source, origin, fact_key, batch_id, period_from, period_to, vehicle_type, trips, km, operator_id, digest)
    select current_commune(), 'trips', 'reported', :origin, concat_ws('/', 'trips', cast(:batch as text), g.operator, g.day, g.type), :batch, cast(g.day as date), cast(g.day as date) + 1, nullif(g.type, ''), g.n, g.km,
      (select min(i.party_id) from party_identifier i where i.commune_id = current_commune() and i.kind = 'other' and i.value = g.operator), ''
    from (select f.c->>'operator' as operator, f.c->>'day' as day, f.c->>'vehicle_type' as type, count(*) as n, round(sum(cast(f.c->>'km' as numeric)), 3) as km from fresh f group by 1, 2, 3) g`, bind);
  return { ...NONE, inserted: n?.fresh ?? 0, unchanged: (n?.all ?? 0) - (n?.fresh ?? 0) };
}

/** Reports and metrics become facts of the period they speak of. */
export async function mergeReports(tx: Tx, stage: string, batch: Batch): Promise<Sums> {
  if (!await has(tx, stage, 'fact')) return NONE;
  await tx.raw(`create temporary table fact_stage on commit drop as select row, key as fact_key, cast(null as text) as document, 'write' as act, cast(null as text) as corrects, digest, content->'fact' as fact, cast(null as jsonb) as unit, cast(null as jsonb) as host,
    case when jsonb_exists(content, 'operator') then content->'operator' || jsonb_build_object('number', upper(regexp_replace(content->'operator'->>'name', '[\\s.\\-/()+]', '', 'g'))) end as operator from ${stage} where what = 'fact'`);
  return mergeFacts(tx, 'fact_stage', batch);
}

/** Policies by their ids: immutable in the standard, so a changed one is an update that the batch remembers. */
export async function mergePolicies(tx: Tx, stage: string, batch: Batch): Promise<Sums> {
  if (!await has(tx, stage, 'policy')) return NONE;
  const bind = { batch: batch.id };
  const from = `${stage} s cross join lateral jsonb_populate_record(null::mobility_policy, s.content) r`;
  const columns = ['name', 'description', 'starts_on', 'ends_on', 'published_on', 'currency', 'providers', 'replaces', 'rules'];
  const { rows: [same] } = await tx.raw(`select count(*)::integer as n from ${stage} s join mobility_policy p on p.commune_id = current_commune() and p.policy_key = s.key and p.digest = s.digest where s.what = 'policy'`) as { rows: { n: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'mobility_policy', p.id, ${keptRow('mobility_policy', 'p')} from ${stage} s join mobility_policy p on p.commune_id = current_commune() and p.policy_key = s.key and p.digest <> s.digest where s.what = 'policy'`, bind);
  const { rowCount: updated } = await tx.raw(`update mobility_policy p set (${columns.join(', ')}) = (${columns.map((c) => `r.${c}`).join(', ')}), digest = s.digest, batch_id = :batch from ${from} where s.what = 'policy' and p.commune_id = current_commune() and p.policy_key = s.key and p.digest <> s.digest`, bind) as { rowCount: number };
  const { rows: [made] } = await tx.raw(`with new as (insert into mobility_policy (commune_id, batch_id, policy_key, ${columns.join(', ')}, digest) select current_commune(), :batch, s.key, ${columns.map((c) => `r.${c}`).join(', ')}, s.digest from ${from} where s.what = 'policy' on conflict do nothing returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'mobility_policy', id, null from new) select count(*)::integer as n from new`, bind) as { rows: { n: number }[] };
  return { inserted: made?.n ?? 0, updated, unchanged: same?.n ?? 0, removed: 0 };
}

/** Operators by their standard's number, as bodies: reports and trips then bear their names. */
export async function mergeProviders(tx: Tx, stage: string, batch: Batch): Promise<Sums> {
  if (!await has(tx, stage, 'provider')) return NONE;
  await tx.raw(`create temporary table provider_stage on commit drop as select s.row, s.key, s.content->>'name' as name, (select min(coalesce(p.merged_into, p.id)) from party_identifier i join party p on p.commune_id = i.commune_id and p.id = i.party_id
    where i.commune_id = current_commune() and i.kind = 'other' and i.value = s.key) as party_id from ${stage} s where s.what = 'provider'`);
  // A report that came first made a body under the number alone: it gets its name.
  const { rowCount: named } = await tx.raw(`update party p set name = s.name, search = fold_text(s.name) from provider_stage s where p.commune_id = current_commune() and p.id = s.party_id and p.name = s.key`) as { rowCount: number };
  const { rows: [known] } = await tx.raw('select count(party_id)::integer as n from provider_stage') as { rows: { n: number }[] };
  const { rows: wanted } = await tx.raw('select key, name from provider_stage where party_id is null order by row') as { rows: { key: string; name: string }[] };
  for (const { key, name } of wanted) await insertParty(tx, { kind: 'legal', name: name.slice(0, 300), nameAr: null, legalForm: null, activity: null, note: null, identifiers: [{ kind: 'other', value: key }] }, batch.person, batch.id);
  return { inserted: wanted.length, updated: named, unchanged: (known?.n ?? 0) - named, removed: 0 };
}
