import type { Tx } from '../../../platform/db/index.ts';
import { remember, type Batch, type MergeCounts, type Progress } from '../../imports/index.ts';
import { openConflicts } from '../conflicts.store.ts';
import { refreshOccupancy } from '../occupancy.store.ts';
import { madeReference } from '../occupations.sql.ts';
import { keptRight } from './kept.ts';
import { matchParties } from './parties.store.ts';

type N = { rows: { n: number }[] };
const HEAD = ['type', 'activity', 'activity_kind', 'signed_on', 'starts_on', 'ends_on', 'ended_on', 'found_on', 'found_by', 'evidence', 'note', 'renewal_months', 'notice_months', 'sublet_found_on'] as const;
const CAST: Record<string, string> = { signed_on: 'date', starts_on: 'date', ends_on: 'date', ended_on: 'date', found_on: 'date', sublet_found_on: 'date', renewal_months: 'integer', notice_months: 'integer' };
const FLAGS = ['free_of_charge', 'written', 'tacit_renewal', 'sublet_allowed'] as const;
const RENAMED: readonly (readonly [column: string, said: string, type: string])[] = [['deposit_minor', 'deposit', 'bigint'], ['procedure_state', 'procedure', 'text']];
/** What the file says of a right's own columns; silent cells keep what is there. */
const said: readonly (readonly [column: string, sql: string])[] = [
  ...HEAD.map((f) => [f, `(h.c->>'${f}')::${CAST[f] ?? 'text'}`] as const), ...FLAGS.map((f) => [f, `(h.c->>'${f}')::boolean`] as const), ...RENAMED.map(([column, f, type]) => [column, `(h.c->>'${f}')::${type}`] as const),
];
const ACTS = [['publicity', 'publicity_act'], ['approval', 'approval_act'], ['deliberation', 'deliberation'], ['decision', 'decision_act']] as const;

/** One line a right, with the row of the register it is known as. */
async function heads(tx: Tx, stage: string): Promise<void> {
  await tx.raw(`create temporary table lease_head on commit drop as
    select s.key, min(s.row) as row, count(*)::integer as rows, md5(string_agg(s.digest, '' order by s.digest)) as digest, (array_agg(s.content order by s.row))[1] as c,
      cast(null as bigint) as id, cast(null as text) as old_digest, cast(null as bigint) as party_id, false as party_doubt, false as made from ${stage} s group by s.key`);
  await tx.raw('create unique index on lease_head (key)');
  await tx.raw(`update lease_head h set id = o.id, old_digest = coalesce(o.source_digest, '') from occupation o where o.commune_id = current_commune() and (o.reference = h.key or o.source_key = h.key)`);
}

/** Brings the staged rights into the register. What exceeds a unit's whole, or its parent, stays unvalidated with a conflict to decide: no row is lost. */
export async function mergeLeases(tx: Tx, stage: string, batch: Batch, progress: Progress): Promise<MergeCounts> {
  await heads(tx, stage);
  const { rows: [same] } = await tx.raw('select coalesce(sum(rows), 0)::integer as n from lease_head where id is not null and old_digest = digest') as N;
  await tx.raw('delete from lease_head where id is not null and old_digest = digest');
  await matchParties(tx, batch);
  const { rows: [changed] } = await tx.raw('select coalesce(sum(rows), 0)::integer as n from lease_head where id is not null') as N;
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'occupation', o.id, ${keptRight('o')}
    from lease_head h join occupation o on o.commune_id = current_commune() and o.id = h.id`, { batch: batch.id });
  progress('merge', 1, 4);
  await tx.raw(`update occupation o set validated_at = null from lease_head h where o.commune_id = current_commune() and (o.id = h.id or o.parent_id = h.id) and o.validated_at is not null`);
  await tx.raw(`update occupation o set ${said.map(([column, sql]) => `${column} = coalesce(${sql}, o.${column})`).join(', ')}, attributes = o.attributes || coalesce(h.c->'attributes', '{}'), source_digest = h.digest, source_key = coalesce(o.source_key, h.key),
      batch_id = :batch, version = o.version + 1, updated_at = now() from lease_head h where o.commune_id = current_commune() and o.id = h.id`, { batch: batch.id });
  const { rows: [made] } = await tx.raw(`with made as (
      insert into occupation (commune_id, reference, currency, status, source_key, source_digest, batch_id, created_by, attributes, ${said.map(([column]) => column).join(', ')})
      select current_commune(), case when h.key like 'sha1:%' then gen_random_uuid()::text else h.key end, :currency, 'draft', h.key, h.digest, :batch, cast(:person as bigint), coalesce(h.c->'attributes', '{}'),
        ${said.map(([column, sql]) => ['free_of_charge', 'tacit_renewal'].includes(column) ? `coalesce(${sql}, false)` : sql).join(', ')} from lease_head h where h.id is null order by h.row returning id, source_key),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'occupation', id, null from made),
    named as (update lease_head h set id = m.id, made = true from made m where m.source_key = h.key returning h.rows)
    select coalesce(sum(rows), 0)::integer as n from named`, { batch: batch.id, currency: batch.commune.currency, person: batch.person }) as N;
  await tx.raw(`update occupation o set reference = ${madeReference('o.id')} from lease_head h where o.commune_id = current_commune() and o.id = h.id and h.made and h.key like 'sha1:%'`);
  await tx.raw(`update occupation o set parent_id = p.id from lease_head h join occupation p on p.commune_id = current_commune() and p.reference = h.c->>'parent_lease' where o.commune_id = current_commune() and o.id = h.id and o.rank = 'derived'`);
  progress('merge', 2, 4);
  await lists(tx, stage);
  const waiting = await validateWhatFits(tx);
  progress('merge', 3, 4);
  const conflicts = await openConflicts(tx, waiting, batch.id);
  const { rows: [left] } = await tx.raw(`select count(*) filter (where exists (select from occupation_party x where x.commune_id = o.commune_id and x.occupation_id = o.id and x.party_id = h.party_id and x.doubt))::integer as doubts,
      count(*) filter (where o.validated_at is null and o.starts_on is null and o.type <> 'sans_titre')::integer as undated, count(*) filter (where o.rank = 'derived' and o.parent_id is null)::integer as alone,
      count(*) filter (where h.c->>'index_every' is not null)::integer as clauses, count(*) filter (where h.c->>'indexation' is not null and h.c->>'index_every' is null)::integer as unread
    from lease_head h join occupation o on o.commune_id = current_commune() and o.id = h.id`) as { rows: { doubts: number; undated: number; alone: number; clauses: number; unread: number }[] };
  Object.assign(batch.notes, { rights: (await tx.raw('select count(*)::integer as n from lease_head') as N).rows[0]?.n ?? 0, waiting: waiting.length, conflicts, party_questions: left?.doubts ?? 0, without_start: left?.undated ?? 0, without_parent: left?.alone ?? 0, clauses: left?.clauses ?? 0, clauses_in_words: left?.unread ?? 0 });
  await finish(tx);
  await remember(tx, batch);
  return { inserted: made?.n ?? 0, returned: 0, updated: changed?.n ?? 0, unchanged: same?.n ?? 0, removed: 0, held: waiting.length + (left?.doubts ?? 0) };
}

/** Units, holder, acts and dues as the file says them. What a person or a revision wrote of the dues stays. */
async function lists(tx: Tx, stage: string): Promise<void> {
  await tx.raw('delete from occupation_unit u using lease_head h where u.commune_id = current_commune() and u.occupation_id = h.id');
  await tx.raw(`insert into occupation_unit (commune_id, occupation_id, asset_id, share_num, share_den, area_m2)
    select current_commune(), h.id, (s.content->>'asset')::bigint, split_part(coalesce(s.content->>'share', '1'), '/', 1)::integer, coalesce(nullif(split_part(coalesce(s.content->>'share', '1'), '/', 2), ''), '1')::integer, (s.content->>'area_m2')::numeric
    from ${stage} s join lease_head h on h.key = s.key`);
  await tx.raw(`insert into occupation_party (commune_id, occupation_id, party_id, role, doubt)
    select current_commune(), h.id, h.party_id, coalesce(h.c->>'party_role', case when h.c->>'type' = 'sans_titre' then 'occupant' when h.c->>'type' in ('concession', 'affermage') then 'concessionaire'
      when h.c->>'type' like 'bail%' then 'tenant' when h.c->>'type' = 'sous_location' then 'subtenant' else 'beneficiary' end), h.party_doubt
    from lease_head h where h.party_id is not null on conflict (commune_id, occupation_id, party_id, role) do nothing`);
  for (const [role, field] of ACTS) {
    await tx.raw(`insert into occupation_act (commune_id, occupation_id, role, reference) select current_commune(), h.id, '${role}', left(h.c->>'${field}', 300) from lease_head h where h.c->>'${field}' is not null
      and not exists (select from occupation_act a where a.commune_id = current_commune() and a.occupation_id = h.id and a.role = '${role}' and a.reference = left(h.c->>'${field}', 300))`);
  }
  // A due needs its first day; an amount without one stays among the right's other columns.
  await tx.raw(`update occupation o set attributes = o.attributes || jsonb_build_object('amount', h.c->>'amount', 'period', h.c->>'period') from lease_head h
    where o.commune_id = current_commune() and o.id = h.id and h.c->>'amount' is not null and coalesce(h.c->>'starts_on', h.c->>'last_revised_on') is null`);
  await tx.raw(`delete from occupation_term t using lease_head h where t.commune_id = current_commune() and t.occupation_id = h.id and t.source = 'import' and h.c->>'amount' is not null`);
  await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, indexation, last_revised_on, index_every, index_bp, index_code, index_from, source)
    select current_commune(), h.id, coalesce(h.c->>'starts_on', h.c->>'last_revised_on')::date, null, (h.c->>'amount')::bigint, coalesce((h.c->>'charges')::bigint, 0), o.currency, h.c->>'period', (h.c->>'due_day')::smallint,
      coalesce(h.c->>'due_when', 'advance'), left(h.c->>'indexation', 60), (h.c->>'last_revised_on')::date, (h.c->>'index_every')::smallint, (h.c->>'index_bp')::integer, h.c->>'index_code', (h.c->>'index_from')::date, 'import'
    from lease_head h join occupation o on o.commune_id = current_commune() and o.id = h.id where h.c->>'amount' is not null and coalesce(h.c->>'starts_on', h.c->>'last_revised_on') is not null
      and not exists (select from occupation_term t where t.commune_id = current_commune() and t.occupation_id = h.id)`);
}

/** Validates every right that can stand with what is there and with the others; answers those that wait. A derived right that goes beyond its parent waits alone; one whose parent waits, waits with it. */
async function validateWhatFits(tx: Tx): Promise<string[]> {
  await tx.raw(`create temporary table lease_candidate on commit drop as select o.id, o.rank, true as fits from occupation o where o.commune_id = current_commune() and o.validated_at is null and (o.starts_on is not null or o.type = 'sans_titre')
    and (o.rank <> 'derived' or o.parent_id is not null) and (o.id in (select id from lease_head where c->>'lease_status' is distinct from 'draft') or o.parent_id in (select id from lease_head) and o.status <> 'draft')`);
  for (let round = 0; round < 30; round++) {
    const { rowCount } = await tx.raw(`update lease_candidate l set fits = false from (select distinct unnest(case when b.kind like 'parent%' then trim_array(b.occupations, 1) else b.occupations end) as id from occupation_breaches(current_commune(),
        array(select distinct u.asset_id from occupation_unit u join lease_candidate c on c.id = u.occupation_id and c.fits where u.commune_id = current_commune()), array(select id from lease_candidate where fits)) b) x
      where x.id = l.id and l.fits`) as { rowCount: number };
    if (rowCount === 0) break;
  }
  await tx.raw(`update occupation o set validated_at = now(), status = case when h.id is null then o.status when h.c->>'ended_on' is not null and coalesce(h.c->>'lease_status', 'ended') = 'ended' then 'ended'
      when o.status <> 'draft' and h.c->>'lease_status' is null then o.status else coalesce(h.c->>'lease_status', 'active') end
    from lease_candidate l left join lease_head h on h.id = l.id where o.commune_id = current_commune() and o.id = l.id and l.fits`);
  const { rows } = await tx.raw('select id from lease_candidate where not fits order by id') as { rows: { id: string }[] };
  return rows.map((r) => r.id);
}

/** Words, statistics and the state of the units touched. */
async function finish(tx: Tx): Promise<void> {
  await tx.raw(`update occupation o set search = left(fold_text(concat_ws(' ', o.reference, o.activity, o.service)) || ' ' || concat_ws(' ',
      (select string_agg(left(a.search, 200), ' ' order by a.code) from occupation_unit u join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = o.commune_id and u.occupation_id = o.id),
      (select string_agg(left(p.search, 200), ' ' order by p.id) from occupation_party op join party p on p.commune_id = op.commune_id and p.id = op.party_id and p.kind = 'legal' where op.commune_id = o.commune_id and op.occupation_id = o.id)), 2000)
    from lease_head h where o.commune_id = current_commune() and o.id = h.id`);
  const { rows } = await tx.raw('select count(*)::integer as n from lease_head') as N;
  if ((rows[0]?.n ?? 0) > 5000) { await refreshOccupancy(tx, null); return; }
  const { rows: units } = await tx.raw('select distinct u.asset_id as id from occupation_unit u join lease_head h on h.id = u.occupation_id where u.commune_id = current_commune()') as { rows: { id: string }[] };
  await refreshOccupancy(tx, units.map((u) => u.id));
}
