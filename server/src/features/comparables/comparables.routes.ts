import { Router } from 'express';
import * as contract from '@sommier/domain/comparables';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { todayOf } from '../assets/index.ts';
import { comparable, listed, marketAt, near, points, subject } from './comparables.queries.ts';
import { placeAt, placeOn, setAside } from './comparables.store.ts';

async function read(tx: Tx, id: string): Promise<contract.ComparableRow> {
  const row = await comparable(tx, id);
  if (row === undefined) throw new AppError('not_found', `No comparable ${id}`);
  return row;
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.mapComparables, async ({ query }, { tx }) => ({ points: await points(tx, query) }));
  mount(r, deps, contract.marketPrices, async ({ query }, { tx }) => {
    const day = query.day ?? await todayOf(tx);
    return { day, rows: await marketAt(tx, { ...query, day }) };
  });
  mount(r, deps, contract.listComparables, async ({ query }, { tx }) => listed(tx, query));
  mount(r, deps, contract.nearComparables, async ({ params, query }, { tx }) => {
    const found = await subject(tx, params.asset);
    if (found === undefined) throw new AppError('not_found', `No property ${params.asset}`);
    const day = query.day ?? await todayOf(tx), use = query.use ?? found.use;
    const at = found.lon === null || found.lat === null ? null : { lon: found.lon, lat: found.lat };
    return { day, use, at, rows: at === null || use === null ? [] : await near(tx, { ...at, kind: query.kind, use, metres: query.metres, months: query.months, day }) };
  });
  mount(r, deps, contract.placeComparable, async ({ params, body }, { tx, record }) => {
    const before = await read(tx, params.id);
    if ('property' in body) await placeOn(tx, params.id, body.property); else await placeAt(tx, params.id, body.lon, body.lat);
    record(`comparable:${params.id}`, { ...body, before: before.locatedBy });
    return read(tx, params.id);
  });
  mount(r, deps, contract.setAsideComparable, async ({ params, body }, { tx, record }) => {
    await read(tx, params.id);
    await setAside(tx, params.id, body.aside, body.reason);
    record(`comparable:${params.id}`, body);
    return read(tx, params.id);
  });
  return r;
}
