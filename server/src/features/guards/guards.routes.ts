import { Router } from 'express';
import { basisOf, GUARD_CODES, listGuards } from '@sommier/domain/guards';
import { message } from '@sommier/domain/messages';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { communeCountry } from './guards.queries.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listGuards, async (_input, { tx, language }) => {
    const country = await communeCountry(tx);
    return { country, guards: GUARD_CODES.map((code) => ({ code, text: message(language, `guards.${code}`) ?? code, basis: basisOf(code, country) })) };
  });
  return r;
}
