import { z } from 'zod';
import type { PenaltyRun } from '@sommier/domain/penalties';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { today } from '../ledger/index.ts';
import { chargePenalties } from './charge.store.ts';
import { accountsAfter, reckon } from './late.queries.ts';
import { readRules } from './rules.store.ts';

export const CHARGE_KIND = 'penalties.charge';
const SLICE = 1000;
const Payload = z.object({ day: z.iso.date().nullable(), dry: z.boolean(), person: z.string().nullable() });

interface Watch { signal: AbortSignal; progress: (done: number, total: number | null) => void; confirm?: (tx: Tx) => Promise<void> }
/** Charges every account what its late dues come to by a day (today without one), a slice of accounts a transaction; what a stopped run left is charged by the next. */
export async function chargeCommune(deps: Deps, commune: number, wanted: { day: string | null; dry: boolean }, person: string | null, watch: Watch): Promise<PenaltyRun> {
  const scope = { commune, ...(person === null ? {} : { person }) };
  const day = wanted.day ?? await deps.db.inCommune(scope, today);
  let sum: PenaltyRun = { dry: wanted.dry, accounts: 0, dues: 0, raised: '0', lowered: '0' }, after = '0', done = 0;
  for (;;) {
    watch.signal.throwIfAborted();
    const slice = await deps.db.inCommune(scope, (tx) => accountsAfter(tx, after, day, SLICE));
    const last = slice.at(-1);
    if (last === undefined) return sum;
    const run = await deps.db.inCommune(scope, async (tx) => {
      await watch.confirm?.(tx);
      if (!wanted.dry) await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('penalty run'))`);
      const made = await chargePenalties(tx, await reckon(tx, await readRules(tx), slice, day), day, person, wanted.dry);
      if (!wanted.dry && made.dues > 0) await record(tx, { commune, person, via: person === null ? 'command' : 'person' }, [{ action: 'penalty.charged', subject: `day:${day}`, detail: { ...made } }]);
      return made;
    });
    sum = { dry: wanted.dry, accounts: sum.accounts + run.accounts, dues: sum.dues + run.dues, raised: String(BigInt(sum.raised) + BigInt(run.raised)), lowered: String(BigInt(sum.lowered) + BigInt(run.lowered)) };
    after = last;
    done += slice.length;
    watch.progress(done, null);
  }
}

export const jobs: JobHandlers = {
  [CHARGE_KIND]: {
    retry: true,
    async run(job, ctx): Promise<PenaltyRun> {
      const { day, dry, person } = Payload.parse(job.payload);
      return chargeCommune(ctx.deps, job.commune, { day, dry }, person, { signal: ctx.signal, progress: (done, total) => { ctx.progress(done, total, 'call'); }, confirm: ctx.confirm });
    },
  },
};
