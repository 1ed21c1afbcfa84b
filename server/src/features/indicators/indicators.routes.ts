import { Router } from 'express';
import { exportIndicators, getIndicators, INDICATOR_KINDS, indicatorList, indicatorTrend, ratioOf } from '@sommier/domain/indicators';
import { addMonths, AppError, can, type Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { todayOf } from '../assets/index.ts';
import { sendSheets } from '../exports/index.ts';
import { readBehind, readIndicators, readPoint } from './indicators.queries.ts';

/** A day to come is today: nothing is foretold. */
const dayOf = async (tx: Tx, wanted: string | undefined): Promise<string> => { const today = await todayOf(tx); return wanted === undefined || wanted > today ? today : wanted; };
const refuse = (role: Role, key: keyof typeof INDICATOR_KINDS): void => { if (INDICATOR_KINDS[key].money && !can(role, 'money.read')) throw new AppError('forbidden', 'Not allowed: money.read'); };

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, getIndicators, async ({ query }, { tx, role }) => readIndicators(tx, await dayOf(tx, query.day), query.by, can(role, 'money.read')), { replica: true });
  mount(r, deps, indicatorTrend, async ({ query }, { tx, role }) => {
    refuse(role, query.key);
    const last = await dayOf(tx, query.day), points = [];
    for (let back = 12; back >= 0; back -= 3) points.push(await readPoint(tx, back === 0 ? last : addMonths(last, -back), query.key));
    return { key: query.key, points };
  });
  mount(r, deps, indicatorList, async ({ query }, { tx, role }) => { refuse(role, query.key); return readBehind(tx, { ...query, day: await dayOf(tx, query.day) }); }, { replica: true });
  mount(r, deps, exportIndicators, async ({ query }, { tx, role }) => {
    const report = await readIndicators(tx, await dayOf(tx, query.day), query.by, can(role, 'money.read'));
    const lines = [report.total, ...report.rows].flatMap((row, i) => row.values.map((v) => [report.day, i === 0 ? '*' : row.group, row.properties, v.key, Number(v.num), Number(v.den), ratioOf(v.num, v.den)]));
    return (res) => sendSheets(res, `indicators-${report.day}-${report.by}`, query.format, [{ name: 'indicators', columns: ['day', report.by, 'properties', 'indicator', 'numerator', 'denominator', 'ratio'], async *rows() { yield await Promise.resolve(lines); } }]);
  });
  return r;
}
