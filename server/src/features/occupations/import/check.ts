import type { Tx } from '../../../platform/db/index.ts';
import type { ReaderRefusal } from '../../imports/index.ts';

type Found = { row: number; value: string | null; first?: number };
/** Deletes rows from the stage and answers them as refusals of one kind. */
async function refuse(tx: Tx, column: string, code: string, sql: string): Promise<ReaderRefusal[]> {
  const { rows } = await tx.raw(sql) as { rows: Found[] };
  return rows.map(({ row, value, first }) => ({ row, column, value, code, ...(first === undefined ? {} : { params: { first } }) }));
}

/** What only all rows together with the register show: units that are not there, rows of one reference that disagree, parents nobody knows. */
export async function checkLeases(tx: Tx, stage: string): Promise<ReaderRefusal[]> {
  // The unit by its code, else by an inventory number that one property alone carries.
  await tx.raw(`update ${stage} s set content = s.content || jsonb_build_object('asset', a.id::text) from asset a where a.commune_id = current_commune() and a.code = s.content->>'unit'`);
  await tx.raw(`update ${stage} s set content = s.content || jsonb_build_object('asset', f.id::text) from (select a.inventory_number as number, min(a.id) as id from asset a where a.commune_id = current_commune() and a.inventory_number is not null
      group by a.inventory_number having count(*) = 1) f where s.content->>'asset' is null and f.number = s.content->>'unit'`);
  const refused = [
    ...await refuse(tx, 'unit', 'lease_ambiguous_unit', `delete from ${stage} s where s.content->>'asset' is null and exists (select from asset a where a.commune_id = current_commune() and a.inventory_number = s.content->>'unit')
      returning row, s.content->>'unit' as value`),
    ...await refuse(tx, 'unit', 'lease_unknown_unit', `delete from ${stage} s where s.content->>'asset' is null returning row, s.content->>'unit' as value`),
    ...await refuse(tx, 'unit', 'lease_twice', `delete from ${stage} s using (select row, min(row) over (partition by key, content->>'asset') as first from ${stage}) t where t.row = s.row and t.first < s.row
      returning s.row, s.content->>'unit' as value, t.first`),
    ...await refuse(tx, 'reference', 'lease_rows_differ', `delete from ${stage} s using (select row, first_value(row) over w as first, jsonb_build_array(content->'type', content->'starts_on', content->'ends_on', content->'party', content->'amount') as head,
        first_value(jsonb_build_array(content->'type', content->'starts_on', content->'ends_on', content->'party', content->'amount')) over w as said from ${stage} window w as (partition by key order by row)) t
      where t.row = s.row and t.head is distinct from t.said returning s.row, s.key as value, t.first`),
  ];
  for (let round = 0; round < 20; round++) {
    const orphans = await refuse(tx, 'parent_lease', 'lease_unknown_parent', `delete from ${stage} s where s.content->>'parent_lease' is not null and (s.content->>'parent_lease' = s.key
        or (not exists (select from ${stage} p where p.key = s.content->>'parent_lease') and not exists (select from occupation o where o.commune_id = current_commune() and o.reference = s.content->>'parent_lease')))
      returning row, s.content->>'parent_lease' as value`);
    if (orphans.length === 0) break;
    refused.push(...orphans);
  }
  return refused;
}
