import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { AssessmentRun } from '@sommier/domain/assessments';
import { compute, RulePack, TaxFact, TaxRule, type Outcome, type TaxLine } from '@sommier/domain/tax';
import { ended } from '../faults/city.ts';
import { reportPart } from '../faults/report.ts';
import { LONG } from '../faults/scale.ts';
import { dice } from '../../bench/lib/city.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { factsFor, plantFacts, plantRules } from './facts.ts';

const folder = new URL('../../seed/tax-rules/', import.meta.url);
const packs = readdirSync(folder).filter((f) => f.endsWith('.json')).map((f) => RulePack.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))));
const COUNT = LONG ? 10_000 : 250, DAY = '2030-01-01';
/** Rules that no pack has: seasons, bounds, steps over quantities, rounding of the total alone, two versions of a key. */
const odd: TaxRule[] = [
  { key: 'o.a', from: '2024-01-01', to: '2025-03-15', basis: 'person_night', amount: '1.2345', rounding: { per: 'total', mode: 'up' }, additional: [{ code: 'x', rate: '0.15', beneficiary: 'X' }], maxNightsPerStay: 7 },
  { key: 'o.a', from: '2025-03-15', basis: 'person_night', amount: '2.5', capPerUnit: '2.4', ageMin: 12, seasons: [{ from: '06-15', to: '09-15', factor: '1.5' }, { from: '12-20', to: '01-05', amount: '3.333' }], maxNightsPerStay: 12, rounding: { per: 'unit', mode: 'half_up' } },
  { key: 'o.b', from: '2024-01-01', basis: 'percent_price', rate: '0.033', minPerUnit: '0.5', capPerUnit: '9', when: { classes: ['villa'] }, rounding: { per: 'component', mode: 'down' }, exemptions: [{ code: 'friend' }] },
  { key: 'o.c', from: '2024-01-01', basis: 'trip_km', amount: '0.125', tiers: { by: 'quantity', mode: 'marginal', rows: [{ from: '100', amount: '0.1' }, { from: '1000', factor: '0.5' }] }, fees: [{ code: 'f', amount: '0.01', when: 'always' }] },
].map((r) => TaxRule.parse({ tax: 'odd', legal: { ref: 'x', status: 'council' }, currency: 'TND', ...r }));

/** Three facts in four become one of a few, but for a single field: what the rules read of a field shows only where two facts differ in nothing else. */
function alike(facts: readonly TaxFact[]): TaxFact[] {
  const roll = dice(7), few = facts.slice(0, 30);
  return facts.map((f, i) => {
    const base = few[Math.floor(roll() * few.length)];
    if (i % 4 === 0 || base?.kind !== f.kind) return f;
    const fields = [...new Set([...Object.keys(f), ...Object.keys(base)])].filter((k) => !['ref', 'kind', 'arrival', 'departure'].includes(k)), field = fields[Math.floor(roll() * (fields.length + 2))];
    const from = f as Record<string, unknown>, both = { ...base } as Record<string, unknown>;
    if (field === undefined && f.kind === 'stay') Object.assign(both, { arrival: f.arrival, departure: f.departure });
    else if (field !== undefined) both[field] = from[field];
    const made = TaxFact.safeParse(JSON.parse(JSON.stringify(both)));
    return made.success ? made.data : f;
  });
}

describe.each(await engines())('a run over the commune beside the oracle, %s', (engine) => {
  let server: TestServer, officer: Call;
  beforeAll(async () => { server = await testServer({ engine, jobs: true }); officer = await server.as('officer'); });
  const told: [string, number, number][] = [];
  afterAll(async () => {
    await server.close();
    if (LONG) reportPart(`tax-differential-${engine}`, `Runs beside the oracle, ${engine} database`, [`${String(told.reduce((n, [, facts]) => n + facts, 0))} facts by chance over ${String(told.length)} taxes, at least ${String(COUNT)} of each, assessed by a run over the commune and by the pure function: every amount, reason and line equal.`,
      ...told.map(([name, facts, assessed]) => `${name}: ${String(facts)} facts, ${String(assessed)} assessed, the others wait with their reason.`)]);
  });
  const inHere = <T,>(work: Parameters<TestServer['deps']['db']['inCommune']>[1]): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work) as Promise<T>;

  /** Writes the facts and rules, runs, and answers what each fact owes by the run. */
  const runOver = async (rules: readonly TaxRule[], facts: readonly TaxFact[], tax: string, currency: string): Promise<{ day: string; got: Map<string, { amount: string; reason: string | null; lines: TaxLine[] }> }> => {
    await server.deps.db.asOwner((tx) => tx.raw('update commune set currency = ? where id = ?', [currency, server.communes.HERE.id]));
    await server.deps.db.asOwner(async (tx) => { for (const t of ['assessment_article', 'assessment_line', 'assessment_case', 'assessment_run', 'tax_rule', 'activity_fact']) { await tx.raw('alter table ?? disable trigger user', [t]); await tx.raw('delete from ??', [t]); await tx.raw('alter table ?? enable trigger user', [t]); } });
    await inHere(async (tx) => {
      const { rows: [p] } = await tx.raw(`insert into party (commune_id, kind, name, search) values (current_commune(), 'legal', 'Hôtels réunis', '') returning id`) as { rows: { id: string }[] };
      await plantRules(tx, rules);
      for (let i = 0; i < facts.length; i += 2000) await plantFacts(tx, facts.slice(i, i + 2000), currency, p?.id ?? '');
    });
    if (rules.some((r) => r.when.zones !== undefined)) await inHere(async (tx) => {
      await tx.raw('delete from zone_set');
      await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 's', 'name')`);
      for (const [i, z] of [...new Set([...rules.flatMap((r) => r.when.zones ?? []), ...facts.flatMap((f) => f.zone?.code ?? []), 'elsewhere'])].entries()) await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), s.id, ?, st_multi(st_makeenvelope(?, 0, ?, 1, 4326)), 1 from zone_set s`, [z, i, i + 1]);
    });
    const started = await officer('POST', '/api/communes/HERE/assessments', { tax, from: '2000-01-01', to: DAY });
    if (started.status !== 202) throw new Error(started.text);
    const { run, job } = started.json<{ run: string; job: string }>();
    await ended(officer, 'HERE', job, 300);
    const got = (await officer('GET', `/api/communes/HERE/assessments/${run}`)).json<AssessmentRun>();
    expect([got.state, got.figures?.facts]).toEqual(['draft', facts.length]);
    const { rows } = await inHere<{ rows: { ref: string; amount: string; reason: string | null; lines: TaxLine[] }[] }>((tx) => tx.raw(`select a.fact_key as ref, l.amount::text as amount, l.reason, c.lines from assessment_line l join assessment_case c on c.commune_id = l.commune_id and c.run_id = l.run_id and c.no = l.case_no join activity_fact a on a.commune_id = l.commune_id and a.id = l.fact_id where l.run_id = ?`, [run]));
    expect((await officer('POST', `/api/communes/HERE/assessments/${run}/check`, {})).json<AssessmentRun>().check).toMatchObject({ ok: true, faults: [], changed: 0 });
    return { day: got.day, got: new Map(rows.map((r) => [r.ref, r])) };
  };
  const said = (o: Outcome | undefined) => (o?.kind === 'assessed' ? { amount: o.total, reason: null, lines: o.lines } : { amount: '0', reason: o?.code ?? null, lines: [] });
  const taxOf = (rules: readonly TaxRule[], facts: readonly TaxFact[], tax: string, day: string): Map<string, ReturnType<typeof said>> => new Map(compute(facts, rules.filter((r) => r.tax === tax).map((r, _i, all) => ({ ...r, version: all.filter((x) => x.key === r.key && (x.from ?? '') <= (r.from ?? '')).length })), day).filter((o) => o.tax === null || o.tax === tax).map((o) => [o.ref, said(o)]));

  const taxes = [...packs.flatMap((p) => [...new Set(p.rules.map((r) => r.tax))].map((tx) => [`${p.pack} ${tx}`, p.rules.filter((r) => r.tax === tx)] as const)), ['odd rules', odd] as const];
  // The embedded database proves that the same statements run there: a handful of taxes is enough.
  const chosen = engine === 'server' || LONG ? taxes : taxes.filter(([n]) => /tn-sejour tn-sejour|fr-sejour fr-sejour$|free-floating|odd/.test(n));
  test.each(chosen)('%s: every line as the oracle, over facts by chance', async (name, rules) => {
    const tax = rules[0]?.tax ?? '', currency = rules[0]?.currency ?? '';
    const facts = alike(fc.sample(factsFor(rules, currency), { numRuns: COUNT, seed: 20261122 })).map((f, i) => ({ ...f, ref: `f${String(i).padStart(6, '0')}` }));
    const { day, got } = await runOver(rules, facts, tax, currency);
    const want = taxOf(rules, facts, tax, day);
    const odds = facts.filter((f) => JSON.stringify(got.get(f.ref), ['amount', 'reason']) !== JSON.stringify(want.get(f.ref), ['amount', 'reason']));
    expect(odds.slice(0, 3).map((f) => ({ f, got: got.get(f.ref), want: want.get(f.ref) }))).toEqual([]);
    for (const f of facts) expect({ ref: f.ref, lines: got.get(f.ref)?.lines }).toEqual({ ref: f.ref, lines: want.get(f.ref)?.lines });
    // A generator that makes nothing but refusals would prove nothing.
    const assessed = [...want.values()].filter((w) => w.reason === null).length;
    expect(assessed).toBeGreaterThan(COUNT / 5);
    told.push([name, facts.length, assessed]);
  }, LONG ? 600_000 : 60_000);

  test('every worked example, all of its facts through a run', async () => {
    const one = engine === 'server' || LONG ? packs : packs.filter((p) => ['tn-sejour', 'bj-cotonou'].includes(p.pack));
    for (const pack of one) for (const tax of [...new Set(pack.rules.map((r) => r.tax))]) {
      const rules = pack.rules.filter((r) => r.tax === tax), examples = pack.examples.filter((e) => e.tax === tax || (e.tax === undefined && compute(e.facts, rules, e.day).some((o) => o.tax === tax)));
      const facts = examples.flatMap((e) => e.facts.map((f, i) => ({ ...f, ref: `${e.id}#${String(i)}` })));
      if (facts.length === 0) continue;
      const { day, got } = await runOver(rules, facts, tax, rules[0]?.currency ?? '');
      // A run is made today: an example of days to come waits, as it must.
      for (const e of examples.filter((x) => !compute(x.facts, rules, day).some((o) => o.kind === 'refused' && o.code === 'not_ended'))) {
        const minor = e.facts.reduce((n, _f, i) => n + Number(got.get(`${e.id}#${String(i)}`)?.amount), 0), exponent = { TND: 3, XOF: 0 }[rules[0]?.currency ?? ''] ?? 2;
        expect([e.id, minor / 10 ** exponent]).toEqual([e.id, Number(e.total)]);
      }
    }
  }, LONG ? 600_000 : 120_000);
});
