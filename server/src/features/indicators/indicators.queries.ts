import { INDICATOR_KINDS, INDICATORS, type IndicatorGroup, type IndicatorKey, type IndicatorReport } from '@sommier/domain/indicators';
import { currencyExponent, type Reply } from '@sommier/domain/shared';
import type { indicatorList } from '@sommier/domain/indicators';
import type { Tx } from '../../platform/db/index.ts';
import { readingAt, registerAt } from '../papers/index.ts';
import { listSql, reportSql } from './indicators.sql.ts';

type Raw = Record<string, string | number | boolean | null> & { group: string | null; whole: boolean; properties: number };
/** Indicators that speak of money are for who may read it. */
export const keysFor = (money: boolean): IndicatorKey[] => INDICATORS.filter((k) => money || !INDICATOR_KINDS[k].money);

/**
 * Compiling so long a statement costs more than running it (6 s against 0.4 s on a hundred thousand properties). Under the policies the planner takes a
 * commune for one row, and would join whole tables row by row: everything here is joined whole, in memory, by
 * one process (several would each add up the payments anew), and read through the commune's index, which asks for the commune once where a scan asks each row.
 */
const wholesale = async (tx: Tx): Promise<void> => { await tx.raw(`select set_config('jit', 'off', true), set_config('enable_nestloop', 'off', true), set_config('enable_seqscan', 'off', true), set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true)`); };

/** How many minor units make one of the commune's currency. */
async function unitOf(tx: Tx): Promise<string> {
  const { rows: [c] } = await tx.raw('select currency from commune where id = current_commune()') as { rows: { currency: string }[] };
  return String(10 ** currencyExponent(c?.currency ?? ''));
}

/** All indicators at a day: the register as it stood, the rights that stood, the dues and payments up to and with that day. */
export async function readIndicators(tx: Tx, day: string, by: IndicatorGroup, money: boolean): Promise<IndicatorReport> {
  await wholesale(tx);
  const at = await registerAt(tx, day), keys = keysFor(money);
  const { rows } = await readingAt(tx, at, async () => await tx.raw(reportSql(at.from, by, keys), { ...at.bindings, on: day, unit: await unitOf(tx) }) as { rows: Raw[] });
  const row = (r: Raw): IndicatorReport['total'] => ({ group: r.group ?? '', properties: r.properties, values: keys.map((key) => ({ key, num: String(r[`${key}_num`]), den: String(r[`${key}_den`]) })) });
  const whole = rows.find((r) => r.whole);
  const age = (k: 'd30' | 'd90' | 'd365' | 'more'): string => String(whole?.[k] ?? '0');
  const ageing = money ? { d30: age('d30'), d90: age('d90'), d365: age('d365'), more: age('more') } : null;
  return { day, by, total: whole ? row(whole) : { group: '', properties: 0, values: keys.map((key) => ({ key, num: '0', den: '0' })) }, rows: rows.filter((r) => !r.whole).map(row), ageing };
}

/** One indicator at one day, for a trend. */
export async function readPoint(tx: Tx, day: string, key: IndicatorKey): Promise<{ day: string; num: string; den: string }> {
  await wholesale(tx);
  const at = await registerAt(tx, day);
  const { rows } = await readingAt(tx, at, async () => await tx.raw(reportSql(at.from, 'domain', [key]), { ...at.bindings, on: day, unit: await unitOf(tx) }) as { rows: Raw[] });
  const whole = rows.find((r) => r.whole);
  return { day, num: String(whole?.[`${key}_num`] ?? '0'), den: String(whole?.[`${key}_den`] ?? '0') };
}

export async function readBehind(tx: Tx, q: { day: string; by: IndicatorGroup; key: IndicatorKey; group?: string | undefined; page: number; size: number }): Promise<Reply<typeof indicatorList>> {
  await wholesale(tx);
  const at = await registerAt(tx, q.day);
  return readingAt(tx, at, async () => {
    const { rows } = await tx.raw(listSql(at.from, q.by, q.key), { ...at.bindings, on: q.day, unit: await unitOf(tx), group: q.group ?? null, size: q.size, skip: (q.page - 1) * q.size }) as { rows: { id: string; group: string; num: string; den: string; total: number }[] };
    const { rows: names } = await tx.raw(`select a.id, a.code, a.name, a.name_ar as "nameAr" from ${at.from} where a.commune_id = current_commune() and a.id = any (cast(:ids as bigint[]))`, { ...at.bindings, ids: `{${rows.map((r) => r.id).join(',')}}` }) as { rows: { id: string; code: string; name: string; nameAr: string | null }[] };
    const byId = new Map(names.map((n) => [n.id, n]));
    return { total: rows[0]?.total ?? 0, rows: rows.flatMap(({ total: _total, ...r }) => { const n = byId.get(r.id); return n ? [{ ...n, ...r }] : []; }) };
  });
}
