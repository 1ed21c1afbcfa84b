import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../../imports/index.ts';

/**
 * Finds or makes the holder of each right of the temporary table `lease_head` and writes the answer in its columns `party_id` and `party_doubt`:
 * by number first; then by the whole name, folded, when one party alone has it (a person confirms it later); else a new party.
 */
export async function matchParties(tx: Tx, batch: Batch): Promise<void> {
  await tx.raw(`create temporary table lease_party on commit drop as
    select coalesce(c->>'party_key', '') as number, fold_text(c->>'party') as folded, (array_agg(c order by row))[1] as c, cast(null as bigint) as party_id, false as doubt
    from lease_head where c->>'party' is not null group by 1, 2`);
  await tx.raw(`update lease_party l set party_id = f.id from (select i.value_key, min(coalesce(p.merged_into, p.id)) as id from party_identifier i join party p on p.commune_id = i.commune_id and p.id = i.party_id
      where i.commune_id = current_commune() group by i.value_key having count(distinct coalesce(p.merged_into, p.id)) = 1) f where l.number <> '' and f.value_key = l.number`);
  // Two rows of the file with one name and no number are one person; a number that differs makes another.
  await tx.raw(`update lease_party l set party_id = f.id, doubt = true from (select fold_text(p.name) as folded, min(p.id) as id from party p where p.commune_id = current_commune() and p.merged_into is null
        and fold_text(p.name) in (select folded from lease_party where party_id is null) group by 1 having count(*) = 1) f
    where l.party_id is null and f.folded = l.folded and not (l.number <> '' and exists (select from party_identifier i where i.commune_id = current_commune() and i.party_id = f.id and i.kind in ('national_id', 'tax_id', 'other')))`);
  await tx.raw(`with made as (
      insert into party (commune_id, kind, name, name_ar, search, created_by, batch_id)
      select current_commune(), coalesce(c->>'party_kind', 'natural'), left(c->>'party', 300), left(c->>'party_ar', 300), fold_text(concat_ws(' ', c->>'party', c->>'party_ar')), cast(:person as bigint), cast(:batch as bigint)
      from lease_party where party_id is null order by folded, number returning id, name)
    select count(*) from made`, { person: batch.person, batch: batch.id });
  // The new ones are found back by name within the batch, in the order they were made.
  await tx.raw(`update lease_party l set party_id = m.id from (select p.id, fold_text(p.name) as folded, row_number() over (partition by fold_text(p.name) order by p.id) as n from party p where p.commune_id = current_commune() and p.batch_id = :batch) m,
      (select folded, number, row_number() over (partition by folded order by number) as n from lease_party where party_id is null) w
    where l.party_id is null and w.folded = l.folded and w.number = l.number and m.folded = w.folded and m.n = w.n`, { batch: batch.id });
  await tx.raw(`insert into party_identifier (commune_id, party_id, kind, value, value_key)
    select current_commune(), l.party_id, case when coalesce(l.c->>'party_kind', 'natural') = 'legal' then 'tax_id' else 'national_id' end, left(l.c->>'party_identifier', 300), l.number from lease_party l where l.number <> '' on conflict do nothing`);
  await tx.raw(`update lease_head h set party_id = l.party_id, party_doubt = l.doubt from lease_party l where h.c->>'party' is not null and l.number = coalesce(h.c->>'party_key', '') and l.folded = fold_text(h.c->>'party')`);
}
