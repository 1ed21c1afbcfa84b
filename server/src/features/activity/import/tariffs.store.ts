import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, MergeCounts } from '../../imports/index.ts';
import { keptRow, undoTable } from './undo.store.ts';

/** The stage of published tariffs, after `row`: one line for each council a tariff holds in. */
export const TARIFF_STAGE = [['siren', 'text not null'], ['council', 'text'], ['category', 'text not null'], ['period_from', 'date not null'], ['period_to', 'date not null'], ['unit', 'text not null'], ['value', 'numeric not null'], ['additional_percent', 'numeric'], ['rent_floor', 'numeric'], ['digest', 'text not null']] as const;
const COLUMNS = ['council', 'period_to', 'unit', 'value', 'additional_percent', 'rent_floor', 'digest'];

/** Brings tariffs in by council, category and first day. A row of the file counts once, whatever the number of its councils. */
export async function mergeTariffs(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const bind = { batch: batch.id };
  const known = `published_tariff t on t.commune_id = current_commune() and (t.siren, t.category, t.period_from) = (s.siren, s.category, s.period_from)`;
  const { rows: [n] } = await tx.raw(`select count(*) filter (where same = n)::integer as unchanged, count(*) filter (where known = 0)::integer as inserted, count(*) filter (where known > 0 and same < n)::integer as updated
    from (select s.row, count(*) as n, count(t.id) as known, count(*) filter (where t.digest = s.digest) as same from ${stage} s left join ${known} group by s.row) r`) as { rows: { unchanged: number; inserted: number; updated: number }[] };
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'published_tariff', t.id, ${keptRow('published_tariff', 't')} from ${stage} s join ${known} where t.digest <> s.digest`, bind);
  await tx.raw(`with new as (insert into published_tariff as t (commune_id, batch_id, siren, category, period_from, ${COLUMNS.join(', ')}) select current_commune(), :batch, s.siren, s.category, s.period_from, ${COLUMNS.map((c) => `s.${c}`).join(', ')} from ${stage} s
      on conflict (commune_id, siren, category, period_from) do update set ${COLUMNS.map((c) => `${c} = excluded.${c}`).join(', ')}, batch_id = excluded.batch_id where t.digest <> excluded.digest returning id)
    insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'published_tariff', id, null from new on conflict do nothing`, bind);
  return { inserted: n?.inserted ?? 0, updated: n?.updated ?? 0, unchanged: n?.unchanged ?? 0, returned: 0, removed: 0, held: 0 };
}
export const undoTariffs = (tx: Tx, batch: Batch): Promise<void> => undoTable(tx, batch, 'published_tariff');
