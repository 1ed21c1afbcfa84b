import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, MergeCounts } from '../../imports/index.ts';
import { mergeParties } from './merge-parties.store.ts';
import { mergeUnits } from './merge-units.store.ts';

/** What a file may tell of a fact, by its columns. */
export const FACT_COLUMNS = ['kind', 'source', 'period_from', 'period_to', 'hour', 'platform', 'zone_label', 'geography', 'uncertainty_m', 'lodging_class', 'vehicle_type', 'goods', 'population', 'nights', 'guests',
  'rooms', 'guest_groups', 'contract_on', 'currency', 'price_minor', 'fees_minor', 'tax_minor', 'vehicles', 'per', 'fleet', 'trips', 'riders', 'km', 'deliveries', 'activities', 'redacted', 'detail'] as const;
const OURS = ['state', 'document_ref', 'unit_id', 'taxpayer_id', 'operator_id', 'geom', 'digest'] as const;
const DEFAULTS = `'{"population": "all", "guest_groups": [], "redacted": false, "detail": {}}'::jsonb`;
const kept = (alias: string): string => `(to_jsonb(${alias}) - 'geom') || jsonb_build_object('geom', ${alias}.geom::text)`;

/**
 * Brings a stage of facts in: parties, units, then facts by the author's own keys. A correction takes the facts of the document it names out of the count
 * and puts its own in; a deletion takes them out. One that names what never came, or what was corrected before, is held for a person, as is all of a
 * message whose reference came before with other content (`holdAll`). Rows of the file are counted by what became of their facts.
 */
export async function mergeFacts(tx: Tx, stage: string, batch: Batch, { holdAll = false }: { holdAll?: boolean } = {}): Promise<MergeCounts> {
  const parties = await mergeParties(tx, stage, { batch: batch.id, person: batch.person });
  const units = await mergeUnits(tx, stage, batch.id);
  const bind = { batch: batch.id, origin: batch.format };
  // What is held never stands in the way of what its author sends next: its key is its own.
  await tx.raw(`create temporary table said on commit drop as select s.row, s.act, s.corrects, s.document as document_ref, s.digest, s.fact, s.fact_key,
      u.id as unit_id, h.party_id as taxpayer_id, o.party_id as operator_id, cast(s.fact->>'lon' as float8) as lon, cast(s.fact->>'lat' as float8) as lat, false as held, cast(null as bigint) as old_id, false as same, false as removes
    from ${stage} s left join activity_unit u on u.commune_id = current_commune() and u.unit_key = s.unit->>'unit_key' left join act_party h on h.c = s.host left join act_party o on o.c = s.operator`);
  await tx.raw('create index on said (fact_key); analyze said');
  const known = `f.commune_id = current_commune() and f.origin = :origin and f.fact_key = s.fact_key`;
  await tx.raw(`update said s set old_id = f.id, same = f.digest = s.digest from activity_fact f where ${known}`, bind);
  // The target of a correction: a counted document that came before, or stands in this file.
  const target = `exists (select from activity_fact f where f.commune_id = current_commune() and f.origin = :origin and f.document_ref = s.corrects and f.state = 'counted')
    or exists (select from said t where t.document_ref = s.corrects and t.act <> 'delete')`;
  await tx.raw(`update said s set held = true where not s.same and (${holdAll ? 'true' : `(s.act <> 'write' and not (${target})) or (s.act <> 'write' and exists (select from said t where t.corrects = s.corrects and t.row < s.row))
    or (s.act = 'write' and s.document_ref is not null and s.old_id is not null)`})`, bind);
  await tx.raw(`update said s set fact_key = left(s.fact_key, 370) || '@' || left(s.digest, 20), old_id = null where s.held`);
  await tx.raw(`update said s set old_id = f.id, same = true from activity_fact f where s.held and ${known}`, bind);
  const removed = await withdrawTargets(tx, bind);
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'activity_fact', f.id, ${kept('f')} from said s join activity_fact f on f.commune_id = current_commune() and f.id = s.old_id
    where not s.same on conflict do nothing`, bind);
  const values = `from said s cross join lateral jsonb_populate_record(null::activity_fact, ${DEFAULTS} || jsonb_strip_nulls(s.fact - 'lon' - 'lat')) r`;
  const state = `case when s.held then 'held' when s.act = 'delete' then 'withdrawn' else 'counted' end`;
  const ours = `${state}, s.document_ref, s.unit_id, s.taxpayer_id, s.operator_id, st_setsrid(st_makepoint(s.lon, s.lat), 4326), s.digest`;
  await tx.raw(`update activity_fact f set (${[...FACT_COLUMNS, ...OURS].join(', ')}) = (${FACT_COLUMNS.map((c) => `r.${c}`).join(', ')}, ${ours}), batch_id = :batch, version = f.version + 1, updated_at = clock_timestamp()
    ${values} where f.commune_id = current_commune() and f.id = s.old_id and not s.same`, bind);
  await tx.raw(`with new as (insert into activity_fact (commune_id, origin, fact_key, batch_id, created_by, ${[...FACT_COLUMNS, ...OURS].join(', ')})
      select distinct on (s.fact_key) current_commune(), :origin, s.fact_key, :batch, cast(:person as bigint), ${FACT_COLUMNS.map((c) => `r.${c}`).join(', ')}, ${ours} ${values} where s.old_id is null order by s.fact_key, s.row returning id)
    insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'activity_fact', id, null from new`, { ...bind, person: batch.person });
  const { rows: [n] } = await tx.raw(`select count(*) filter (where same)::integer as unchanged, count(*) filter (where not same and fresh)::integer as inserted, count(*) filter (where not same and not fresh)::integer as updated,
      count(*) filter (where held and not same)::integer as held from (select row, bool_and(same) as same, bool_and(old_id is null and (act = 'write' or held)) as fresh, bool_or(held) as held from said group by row) r`) as { rows: { unchanged: number; inserted: number; updated: number; held: number }[] };
  Object.assign(batch.notes, { ...(parties.made > 0 ? { parties: parties.made } : {}), ...(units.made > 0 ? { units: units.made } : {}) });
  await tx.raw(`select refresh_statistics(array['activity_fact', 'activity_unit'])`);
  return { inserted: n?.inserted ?? 0, updated: n?.updated ?? 0, unchanged: n?.unchanged ?? 0, held: n?.held ?? 0, returned: 0, removed };
}

/** Takes what corrections and deletions name out of the count; a deletion itself is kept, withdrawn, so that the same again is known. Answers the documents deleted. */
async function withdrawTargets(tx: Tx, bind: { batch: string; origin: string }): Promise<number> {
  const named = `f.commune_id = current_commune() and f.origin = :origin and f.state = 'counted' and f.document_ref in (select corrects from said where act <> 'write' and not held and not same)`;
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'activity_fact', f.id, ${kept('f')} from activity_fact f where ${named} on conflict do nothing`, bind);
  await tx.raw(`update activity_fact f set state = 'withdrawn', batch_id = :batch, version = f.version + 1, updated_at = clock_timestamp() where ${named}`, bind);
  const { rows: [n] } = await tx.raw(`select count(distinct corrects)::integer as n from said where act = 'delete' and not held and not same`) as { rows: { n: number }[] };
  return n?.n ?? 0;
}
