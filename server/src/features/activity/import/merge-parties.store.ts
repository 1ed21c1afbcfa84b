import type { Tx } from '../../../platform/db/index.ts';
import { insertParty } from '../../parties/index.ts';

/**
 * Finds or makes the hosts and operators that a stage names, in the temporary table `act_party` (by the JSON that names them): by number first; else by
 * the whole name where one party alone has it and none of the numbers differ; else a new party, known by what the file tells of it.
 */
export async function mergeParties(tx: Tx, stage: string, by: { batch: string; person: string | null }): Promise<{ made: number }> {
  await tx.raw(`create temporary table act_party on commit drop as
    select c, coalesce(c->>'number', '') as number, fold_text(c->>'name') as folded, c->>'kind' as kind, cast(null as bigint) as party_id
    from (select distinct host as c from ${stage} where host is not null union select distinct operator from ${stage} where operator is not null) s`);
  await tx.raw(`update act_party a set party_id = f.id from (select i.value_key, min(coalesce(p.merged_into, p.id)) as id from party_identifier i join party p on p.commune_id = i.commune_id and p.id = i.party_id
      where i.commune_id = current_commune() and i.kind in ('national_id', 'passport', 'residence_permit', 'tax_id', 'trade_register', 'association_number', 'other') group by 1) f where a.number <> '' and f.value_key = a.number`);
  await tx.raw(`update act_party a set party_id = f.id from (select fold_text(p.name) as folded, p.kind, min(p.id) as id from party p where p.commune_id = current_commune() and p.merged_into is null
      and fold_text(p.name) in (select folded from act_party where party_id is null) group by 1, 2 having count(*) = 1) f
    where a.party_id is null and f.folded = a.folded and f.kind = a.kind and (a.number = '' or not exists (select from party_identifier i where i.commune_id = current_commune() and i.party_id = f.id and i.kind in ('national_id', 'tax_id', 'trade_register', 'other')))`);
  const { rows: wanted } = await tx.raw(`select number, folded, kind, (array_agg(c order by length(cast(c as text)) desc, c))[1]->>'name' as name from act_party where party_id is null group by 1, 2, 3 order by 1, 2, 3`) as { rows: { number: string; folded: string; kind: 'natural' | 'legal'; name: string }[] };
  for (const { number, folded, kind, name } of wanted) {
    const id = await insertParty(tx, { kind, name: name.slice(0, 300), nameAr: null, legalForm: null, activity: null, note: null, identifiers: [] }, by.person, by.batch);
    await tx.raw('update act_party set party_id = :id where party_id is null and number = :number and folded = :folded and kind = :kind', { id, number, folded, kind });
  }
  await tx.raw(`insert into party_identifier (commune_id, party_id, kind, value, value_key)
    select distinct on (a.party_id, n->>'kind', fold_key) current_commune(), a.party_id, n->>'kind', left(n->>'value', 300), fold_key
    from act_party a cross join lateral jsonb_array_elements(a.c->'numbers') n cross join lateral (select regexp_replace(upper(normalize(n->>'value', NFKC)), '[\\s.\\-/()+]', '', 'g') as fold_key) k
    where k.fold_key <> '' order by 2, 3, 5 on conflict do nothing`);
  return { made: wanted.length };
}
