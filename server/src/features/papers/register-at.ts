import type { Day } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { withBinShown } from '../recycling/index.ts';

/** The register at a day's end: what to select from (named `a`), with what bound. */
export interface RegisterAt { from: string; bindings: { until?: string }; past: boolean }

/** Today's register is the table; an earlier one is read back through the history of changes. `day` is not to come. */
export async function registerAt(tx: Tx, day: Day): Promise<RegisterAt> {
  const { rows: [r] } = await tx.raw(`select (cast(:day as date) >= (now() at time zone c.timezone)::date) as now, ((cast(:day as date) + 1)::timestamp at time zone c.timezone)::text as until from commune c where c.id = current_commune()`, { day }) as { rows: { now: boolean; until: string }[] };
  if (r === undefined || r.now) return { from: 'asset a', bindings: {}, past: false };
  return { from: `(select * from asset_as_of(cast(:until as timestamptz)) x where x.bin_id is null) a`, bindings: { until: r.until }, past: true };
}
/** Reads of a past register look into the bin too: what lies there now stood in the register then. */
export const readingAt = <T>(tx: Tx, at: RegisterAt, work: () => Promise<T>): Promise<T> => (at.past ? withBinShown(tx, work) : work());
