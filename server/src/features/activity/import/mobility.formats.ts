import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, ImportCommune, ImportFormat, MergeCounts, ReaderRefusal } from '../../imports/index.ts';
import { MOBILITY_STAGE } from '../reader/mobility-lines.ts';
import { mergeSnapshot, undoSnapshot } from './gbfs.store.ts';
import { checkZones, mergeZones, stageLayer, undoZones } from './layer-of-stage.store.ts';
import { mergePolicies, mergeProviders, mergeReports, mergeTrips } from './mds.store.ts';
import { undoFacts, undoTable } from './undo.store.ts';

/** Today on the commune's own clocks. */
export const today = (timezone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
const options = (_tx: Tx, commune: ImportCommune): Promise<Record<string, unknown>> => Promise.resolve({ timezone: commune.timezone, today: today(commune.timezone) });
const slug = (name: string): string => name.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 50) || 'system';

/** Zones of the stage, checked; refused ones leave. They count as rows only where the file has nothing else. */
async function check(tx: Tx, stage: string, batch: Batch): Promise<ReaderRefusal[]> {
  if (await stageLayer(tx, stage) === '') return [];
  const refused = await checkZones(tx, batch);
  if (batch.meta['zonesAlone'] === false) { batch.notes['zones_refused'] = refused.length; return []; }
  return refused;
}
const zonesIn = async (tx: Tx): Promise<boolean> => ((await tx.raw(`select to_regclass('pg_temp.layer_stage') is not null as there`) as { rows: { there: boolean }[] }).rows[0]?.there === true) && ((await tx.raw('select exists (select from layer_stage) as any') as { rows: { any: boolean }[] }).rows[0]?.any === true);

export const gbfsFormat: ImportFormat = {
  name: 'gbfs', permission: 'activity.write', reader: new URL('../reader/read-gbfs.ts', import.meta.url).href, stagingColumns: MOBILITY_STAGE, layer: () => 'mobility', readerOptions: options, check,
  settle(_tx, _stage, batch) { batch.options = { ...batch.options, platform: String(batch.meta['system']), captured: String(batch.meta['takenOn']) }; return Promise.resolve(undefined); },
  async merge(tx, stage, batch): Promise<MergeCounts> {
    const counts = await mergeSnapshot(tx, stage, batch);
    if (!await zonesIn(tx)) return counts;
    const zones = await mergeZones(tx, batch, `gbfs-zones-${slug(String(batch.meta['system']))}`, `GBFS ${String(batch.meta['system'])}`);
    return batch.meta['zonesAlone'] === true ? { ...counts, ...zones } : counts;
  },
  async undo(tx, batch) { await undoSnapshot(tx, batch); await undoZones(tx, batch); await undoFacts(tx, batch); },
};

export const mdsFormat: ImportFormat = {
  name: 'mds', permission: 'activity.write', reader: new URL('../reader/read-mds.ts', import.meta.url).href, stagingColumns: MOBILITY_STAGE, layer: () => 'mobility', readerOptions: options, check,
  async merge(tx, stage, batch) {
    const sums: MergeCounts = { inserted: 0, returned: 0, updated: 0, unchanged: 0, removed: 0, held: 0 };
    const add = (more: Partial<MergeCounts>): void => { for (const k of ['inserted', 'updated', 'unchanged', 'removed', 'held'] as const) sums[k] += more[k] ?? 0; };
    add(await mergeProviders(tx, stage, batch));
    add(await mergePolicies(tx, stage, batch));
    add(await mergeReports(tx, stage, batch));
    add(await mergeTrips(tx, stage, batch));
    if (batch.meta['takenAt'] !== undefined) add(await mergeSnapshot(tx, stage, batch));
    if (await zonesIn(tx)) add(await mergeZones(tx, batch, String(batch.meta['layer']), String(batch.meta['layer'])));
    return sums;
  },
  async undo(tx, batch) {
    await tx.raw('delete from trip_cell where commune_id = current_commune() and batch_id = :batch', { batch: batch.id });
    await tx.raw('delete from trip_counted where commune_id = current_commune() and batch_id = :batch', { batch: batch.id });
    await tx.raw(`delete from activity_fact where commune_id = current_commune() and batch_id = :batch and origin = 'mds' and fact_key like 'trips/%'`, { batch: batch.id });
    await undoSnapshot(tx, batch);
    await undoTable(tx, batch, 'mobility_policy');
    await undoZones(tx, batch);
    await undoFacts(tx, batch);
  },
};
