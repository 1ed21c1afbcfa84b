import { Router } from 'express';
import { AppError } from '@sommier/domain/shared';
import { answer, computeTax, overlapping } from '@sommier/domain/tax';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, computeTax, ({ body }, { language }) => {
    const [twice] = overlapping(body.rules);
    if (twice !== undefined) throw new AppError('rule_refused', `two versions of ${twice} hold on one day`, { reason: 'tax.overlap', key: twice });
    return Promise.resolve(answer(body.rules, body.facts, body.day, language));
  });
  return r;
}
