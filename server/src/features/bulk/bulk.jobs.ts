import { BulkEdit, type BulkResult } from '@sommier/domain/bulk';
import { record } from '../../platform/audit/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { applyStates, given } from '../history/index.ts';
import { proposeMany } from '../reviews/index.ts';
import { plan } from './plan.ts';

export const BULK_KIND = 'assets.bulk';

export const jobs: JobHandlers = {
  [BULK_KIND]: {
    retry: true,
    run(job, ctx): Promise<BulkResult> {
      const edit = BulkEdit.parse(job.payload['edit']);
      const person = job.createdBy ?? '0';
      // One transaction: all rows or none, and one action that one undo takes back.
      return ctx.deps.db.inCommune({ commune: job.commune, person }, async (tx) => {
        await ctx.confirm(tx);
        const patches: { id: string; values: Record<string, unknown> }[] = [];
        const figures = await plan(tx, edit, person, 'fr', true, async (slice, done, total) => {
          ctx.progress(done, total, 'check');
          ctx.signal.throwIfAborted();
          for (const row of slice) if (row.fate === 'changed') patches.push({ id: row.state.id, values: row.values });
          const wishes = slice.filter((row) => row.fate === 'proposed').map(({ state, values }) => ({ asset: state.id, version: state.version, base: Object.fromEntries(Object.keys(values).map((c) => [c, state.values[c] ?? null])), change: values }));
          if (wishes.length > 0) await proposeMany(tx, wishes, person, edit.comment ?? null);
        });
        ctx.progress(0, patches.length, 'merge');
        for (let i = 0; i < patches.length; i += 5000) {
          const part = patches.slice(i, i + 5000);
          await applyStates(tx, part.map((p) => ({ id: p.id, columns: Object.keys(p.values) })), given(part));
          ctx.progress(Math.min(i + 5000, patches.length), patches.length, 'merge');
          ctx.signal.throwIfAborted();
        }
        const { rows: [now] } = await tx.raw(`select nullif(current_setting('sommier.action', true), '') as action`) as { rows: { action: string | null }[] };
        const { refusals: _, ...counts } = figures;
        await record(tx, { commune: job.commune, person }, [{ action: 'asset.bulk_changed', subject: `job:${job.id}`, detail: { fields: Object.keys(edit.change).sort(), ...counts, ...(edit.comment === undefined ? {} : { comment: edit.comment }) } }]);
        return { ...figures, action: now?.action ?? null };
      });
    },
  },
};
