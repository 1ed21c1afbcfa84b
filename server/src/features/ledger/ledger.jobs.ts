import { z } from 'zod';
import { record } from '../../platform/audit/index.ts';
import type { Deps } from '../../platform/deps.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { today } from './accounts.store.ts';
import { callDues, occupationsToCall, type Called } from './call.store.ts';

export const CALL_KIND = 'ledger.call';
const SLICE = 2000;
const Payload = z.object({ through: z.iso.date(), person: z.string().nullable() });

const plus = (a: Called, b: Called): Called => ({
  occupations: a.occupations + b.occupations, dues: a.dues + b.dues, amount: String(BigInt(a.amount) + BigInt(b.amount)), corrections: a.corrections + b.corrections,
  corrected: String(BigInt(a.corrected) + BigInt(b.corrected)), allocated: String(BigInt(a.allocated) + BigInt(b.allocated)), indexed: a.indexed + b.indexed, missing: [...new Set([...a.missing, ...b.missing])].slice(0, 20),
});

/**
 * Calls the dues of the whole commune up to a day, a slice of occupations a transaction: a slice stands or falls whole, and what a stopped call
 * left is called by the next one. `confirm` is the job's word that it is still its own.
 */
export async function callCommune(deps: Deps, commune: number, through: string, person: string | null, watch: { signal: AbortSignal; progress: (done: number, total: number | null) => void; confirm?: (tx: Parameters<typeof callDues>[0]) => Promise<void> }): Promise<Called> {
  let sum: Called = { occupations: 0, dues: 0, amount: '0', corrections: 0, corrected: '0', allocated: '0', indexed: 0, missing: [] };
  let after = '0';
  const total = await deps.db.inCommune({ commune }, async (tx) => (await occupationsToCall(tx, '0', 2_000_000_000)).length);
  for (;;) {
    watch.signal.throwIfAborted();
    const ids = await deps.db.inCommune({ commune }, (tx) => occupationsToCall(tx, after, SLICE));
    const last = ids.at(-1);
    if (last === undefined) break;
    const called = await deps.db.inCommune({ commune, ...(person === null ? {} : { person }) }, async (tx) => {
      await watch.confirm?.(tx);
      const done = await callDues(tx, through, await today(tx), ids, person);
      if (done.dues > 0) await record(tx, { commune, person, via: person === null ? 'command' : 'person' }, [{ action: 'ledger.called', subject: `through:${through}`, detail: { ...done } }]);
      return done;
    });
    sum = plus(sum, called);
    after = last;
    watch.progress(sum.occupations, total);
  }
  // A roll's worth of new dues: lists over them are planned by what is there now.
  if (sum.dues > SLICE) await deps.db.inCommune({ commune }, (tx) => tx.raw(`select refresh_statistics(array['ledger_account', 'ledger_due', 'ledger_allocation', 'ledger_posting'])`));
  return sum;
}

export const jobs: JobHandlers = {
  [CALL_KIND]: {
    retry: true,
    async run(job, ctx): Promise<Called> {
      const { through, person } = Payload.parse(job.payload);
      return callCommune(ctx.deps, job.commune, through, person, { signal: ctx.signal, progress: (done, total) => { ctx.progress(done, total, 'call'); }, confirm: ctx.confirm });
    },
  },
};
