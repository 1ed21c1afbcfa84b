import type { JobHandlers } from '../../platform/jobs/index.ts';
import { Finder, readNear, readRows } from './find.ts';
import { keepFound } from './twins.store.ts';

export const FIND_KIND = 'assets.twins';
const SLICE = 2000, NEAR_SLICE = 500;

export const jobs: JobHandlers = {
  [FIND_KIND]: {
    retry: true,
    async run(job, ctx) {
      const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
      const finder = new Finder();
      const ids: string[] = [];
      for (let after = '0'; ;) {
        const rows = await ctx.deps.db.inCommune(scope, (tx) => readRows(tx, after, SLICE));
        if (rows.length === 0) break;
        finder.add(rows);
        ids.push(...rows.map((r) => r.id));
        after = rows[rows.length - 1]?.id ?? after;
        ctx.signal.throwIfAborted();
      }
      finder.marks();
      for (let i = 0; i < ids.length; i += NEAR_SLICE) {
        finder.ground(await ctx.deps.db.inCommune(scope, (tx) => readNear(tx, ids.slice(i, i + NEAR_SLICE))));
        ctx.progress(Math.min(i + NEAR_SLICE, ids.length), ids.length, 'check');
        ctx.signal.throwIfAborted();
      }
      const found = finder.found();
      return ctx.deps.db.inCommune(scope, async (tx) => {
        await ctx.confirm(tx);
        return { assets: ids.length, ...await keepFound(tx, found) };
      });
    },
  },
};
