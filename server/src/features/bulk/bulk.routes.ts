import { Router } from 'express';
import { previewBulk, runBulk, type BulkPreview } from '@sommier/domain/bulk';
import { fieldOf } from '@sommier/domain/history';
import { checkValues } from '../assets/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { BULK_KIND } from './bulk.jobs.ts';
import { plan } from './plan.ts';

const EXAMPLES = 20, VALUES = 12;

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, previewBulk, async ({ body }, { tx, person, language }) => {
    const examples: BulkPreview['examples'] = [];
    const counts = new Map<string, { field: string; value: unknown; count: number }>();
    const fields = Object.keys(body.change).filter((k) => k !== 'provenance');
    const figures = await plan(tx, body, person.id, language, false, (slice) => {
      for (const { state, fate, values } of slice) {
        const before = Object.fromEntries(Object.entries(state.values).map(([c, v]) => [fieldOf(c), v] as const).filter(([f]) => fields.includes(f)));
        for (const [field, value] of Object.entries(before)) {
          const key = `${field} ${JSON.stringify(value)}`, line = counts.get(key);
          if (line === undefined) counts.set(key, { field, value: value ?? null, count: 1 });
          else line.count += 1;
        }
        if ((fate === 'changed' || fate === 'proposed') && Object.keys(values).length > 0 && examples.length < EXAMPLES) examples.push({ id: state.id, code: state.code, name: state.name, nameAr: (state.values['name_ar'] ?? null) as string | null, before });
      }
      return Promise.resolve();
    });
    const values = fields.flatMap((f) => [...counts.values()].filter((c) => c.field === f).sort((a, b) => b.count - a.count).slice(0, VALUES));
    return { ...figures, examples, values };
  });
  mount(r, deps, runBulk, async ({ body }, ctx) => {
    await checkValues(ctx.tx, body.change, {}, false, ctx.language);
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: BULK_KIND, payload: { edit: body }, person: ctx.person.id, lane: 'assets' });
    ctx.record(`job:${job}`, { fields: Object.keys(body.change).sort() });
    return { job };
  });
  return r;
}
