import { currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportFormat } from '../../imports/index.ts';
import { FACT_STAGE } from '../reader/staged.ts';
import { mergeFacts } from './merge-facts.store.ts';
import { today } from './mobility.formats.ts';
import { mergeTariffs, TARIFF_STAGE, undoTariffs } from './tariffs.store.ts';
import { undoFacts } from './undo.store.ts';

/** True where the same message reference came before with other content: a person decides which stands. */
async function cameOtherwise(tx: Tx, batch: Batch): Promise<boolean> {
  const { rows: [before] } = await tx.raw(`select exists (select from import_batch where commune_id = current_commune() and format = 'dpi-xml' and state = 'committed' and id <> cast(:batch as bigint) and notes->>'message_ref' = :ref and notes->>'message_digest' <> :digest) as other`,
    { batch: batch.id, ref: String(batch.notes['message_ref'] ?? ''), digest: String(batch.notes['message_digest'] ?? '') }) as { rows: { other: boolean }[] };
  return before?.other === true;
}

export const dpiFormat: ImportFormat = {
  name: 'dpi-xml', permission: 'activity.write', reader: new URL('../reader/read-dpi.ts', import.meta.url).href, stagingColumns: FACT_STAGE, layer: () => 'activity', check: () => Promise.resolve([]),
  async merge(tx, stage, batch) {
    const holdAll = await cameOtherwise(tx, batch);
    if (holdAll) batch.notes['message_came_before'] = true;
    return mergeFacts(tx, stage, batch, { holdAll });
  },
  undo: undoFacts,
};

export const euStrFormat: ImportFormat = {
  name: 'eu-str', permission: 'activity.write', reader: new URL('../reader/read-eu-str.ts', import.meta.url).href, stagingColumns: FACT_STAGE, layer: () => 'activity', check: () => Promise.resolve([]),
  merge: (tx, stage, batch) => mergeFacts(tx, stage, batch), undo: undoFacts,
};

export const ocsitanFormat: ImportFormat = {
  name: 'ocsitan', permission: 'activity.write', reader: new URL('../reader/read-ocsitan.ts', import.meta.url).href, stagingColumns: TARIFF_STAGE, layer: () => 'published-tariffs', check: () => Promise.resolve([]),
  readerOptions: (_tx, commune) => Promise.resolve({ today: today(commune.timezone), exponent: currencyExponent(commune.currency) }), merge: mergeTariffs, undo: undoTariffs,
};
