import type { RunFigures, SimulatedSum, Simulation, SimulationAsked } from '@sommier/domain/assessments';
import { readsOf } from '@sommier/domain/assessments';
import { divRound } from '@sommier/domain/shared';
import type { TaxFact, TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { computer, factsOfCases, type Owed, type Sample } from './cases.ts';
import { factSql, type Spec } from './fact-sql.ts';

const SLICE = 1000;
interface Group extends Sample { n: number; unpaid: number; zones: [string, number][] | null; class: string | null; operator: string | null }

/** Facts alike, counted: what is computed once for each of them. With `apart`, told apart by zone, class and operator. Reads only. */
async function groups(tx: Tx, spec: Spec, apart: boolean): Promise<Group[]> {
  const { sql, bindings } = factSql(spec, apart || spec.reads.zones);
  const by = apart ? 'q.zones, q.class, q.operator' : 'null::jsonb, null::text, null::text';
  const { rows } = await tx.raw(`select min(q.id) as sample, min(q.before) as before, min(q.reason) as reason, min(q.zone) as zone, min(q.certainty) as certainty, count(*)::integer as n, (count(*) - count(q.party))::integer as unpaid, ${apart ? 'q.zones, q.class, q.operator' : 'null::jsonb as zones, null::text as class, null::text as operator'}
    from (${sql}) q group by q.key${apart ? `, ${by}` : ''} order by 1`, bindings) as { rows: Group[] };
  return rows;
}
async function* withFacts(tx: Tx, all: readonly Group[], population: number | null): AsyncGenerator<[Group, { facts: TaxFact[] } | { none: string }]> {
  for (let i = 0; i < all.length; i += SLICE) {
    const part = all.slice(i, i + SLICE);
    const facts = await factsOfCases(tx, part, population);
    for (const [k, g] of part.entries()) yield [g, facts[k] ?? { none: 'held' }];
  }
}

/** What a run would give, and nothing written. */
export async function preview(tx: Tx, spec: Spec, rules: readonly TaxRule[], tax: string, population: number | null): Promise<RunFigures> {
  const compute = computer(rules, spec.day, tax);
  const out = { facts: 0, assessed: 0, total: 0n, reasons: new Map<string, number>(), cases: 0 };
  const wait = (reason: string, n: number): void => { if (n > 0) out.reasons.set(reason, (out.reasons.get(reason) ?? 0) + n); };
  for await (const [g, facts] of withFacts(tx, await groups(tx, spec, false), population)) {
    const found = compute(facts, g.before);
    out.cases += 1;
    out.facts += g.n;
    if (found.reason !== null) { wait(found.reason, g.n); continue; }
    wait('no_taxpayer', g.unpaid);
    out.assessed += g.n - g.unpaid;
    out.total += BigInt(found.amount) * BigInt(g.n - g.unpaid);
  }
  return { facts: out.facts, assessed: out.assessed, waiting: out.facts - out.assessed, total: String(out.total), reasons: Object.fromEntries(out.reasons), cases: out.cases, articles: 0, articlesTotal: '0' };
}

/** Sums of one heading while they are gathered. */
class Heap {
  facts = 0; waitingPresent = 0; waitingProposed = 0; present = 0n; proposed = 0n; low = [0n, 0n]; high = [0n, 0n];
  add(n: number, present: Range, proposed: Range, counted = true): void {
    if (counted) { this.facts += n; if (present.waits) this.waitingPresent += n; if (proposed.waits) this.waitingProposed += n; }
    const k = BigInt(n);
    this.present += present.expected * k; this.proposed += proposed.expected * k;
    [present, proposed].forEach((r, i) => { this.low[i] = (this.low[i] ?? 0n) + r.low * k; this.high[i] = (this.high[i] ?? 0n) + r.high * k; });
  }
  get sum(): SimulatedSum {
    const range = (i: number): [string, string] => [String(this.low[i] ?? 0n), String(this.high[i] ?? 0n)];
    return { facts: this.facts, present: String(divRound(this.present, SHARES)), proposed: String(divRound(this.proposed, SHARES)), waitingPresent: this.waitingPresent, waitingProposed: this.waitingProposed, presentRange: range(0), proposedRange: range(1) };
  }
}
/** `expected`: in ten-thousandths of a minor unit, as shares are. */
interface Range { expected: bigint; low: bigint; high: bigint; waits: boolean }
const SHARES = 10_000n;
const NOTHING: Range = { expected: 0n, low: 0n, high: 0n, waits: false };

/** What a fact owes; where its zone is in doubt, what it would on average by the shares of its disc, and between what it could owe where its zone is in doubt: each zone its disc meets, and none where part of it lies outside all. */
function range(facts: { facts: TaxFact[] } | { none: string }, g: Group, ask: (f: typeof facts, before: number) => Owed): Range {
  const found = ask(facts, g.before);
  if (found.reason === null) { const n = BigInt(found.amount); return { expected: n * SHARES, low: n, high: n, waits: false }; }
  if (found.reason !== 'zone_uncertain' || 'none' in facts || g.zones === null) return { ...NOTHING, waits: true };
  const within = g.zones.reduce((n, [, share]) => n + share, 0);
  const could = [...g.zones, ...(within < 0.999 ? [[null, 1 - within] as const] : [])].map(([zone, share]) => {
    const moved = facts.facts.map((f) => { const { zone: _z, ...rest } = f; return { ...rest, zone: { code: zone ?? '\u0000', certainty: 'confirmed' as const } } as TaxFact; });
    const one = ask({ facts: moved }, g.before);
    return { amount: one.reason === null ? BigInt(one.amount) : 0n, share: BigInt(Math.round(share * Number(SHARES))) };
  });
  const amounts = could.map((c) => c.amount);
  const whole = could.reduce((n, c) => n + c.share, 0n);
  return { expected: whole === 0n ? 0n : could.reduce((n, c) => n + c.amount * c.share, 0n) * SHARES / whole, low: amounts.reduce((a, b) => (b < a ? b : a)), high: amounts.reduce((a, b) => (b > a ? b : a)), waits: true };
}

/** The present beside a proposal, over the same facts. A query and arithmetic: nothing is written. */
export async function simulate(tx: Tx, spec: Spec & { setName: string | null }, present: readonly TaxRule[], asked: SimulationAsked): Promise<Simulation> {
  // Alike in all that either reads: the same groups serve both.
  const reads = readsOf([...present, ...asked.proposed]);
  const [now, then] = [computer(present, spec.day, asked.tax), computer(asked.proposed, spec.day, asked.tax)];
  const total = new Heap(), zones = new Map<string, Heap>(), classes = new Map<string, Heap>(), operators = new Map<string, Heap>();
  const of = (map: Map<string, Heap>, key: string | null): Heap => { const k = key ?? ''; const had = map.get(k); if (had !== undefined) return had; const made = new Heap(); map.set(k, made); return made; };
  for await (const [g, facts] of withFacts(tx, await groups(tx, { ...spec, reads }, true), asked.population ?? null)) {
    // What waits for another reason than its zone waits under any tariff: it says nothing of the two.
    const [a, b] = [range(facts, g, now), range(facts, g, then)];
    total.add(g.n, a, b);
    of(zones, g.zone).add(g.n, a, b);
    of(classes, g.class).add(g.n, a, b);
    of(operators, g.operator).add(g.n, a, b);
  }
  const { rows } = spec.set === null ? { rows: [] } : await tx.raw('select z.id, z.label from zone z where z.commune_id = current_commune() and z.set_id = ?', [spec.set]) as { rows: { id: string; label: string }[] };
  const ids = new Map(rows.map((r) => [r.label, r.id]));
  const sorted = (map: Map<string, Heap>): [string | null, SimulatedSum][] => [...map].map(([k, h]): [string | null, SimulatedSum] => [k === '' ? null : k, h.sum]).sort(([x, a], [y, b]) => { const d = BigInt(b.proposed) - BigInt(a.proposed); return d > 0n ? 1 : d < 0n ? -1 : (x ?? '') < (y ?? '') ? -1 : 1; });
  return {
    tax: asked.tax, from: asked.from, to: asked.to, zoneSet: spec.setName, currency: spec.currency, total: total.sum, zones: sorted(zones).map(([zone, s]) => ({ ...s, zone, zoneId: zone === null ? null : ids.get(zone) ?? null })),
    classes: sorted(classes).map(([k, s]) => ({ ...s, class: k })), operators: sorted(operators).map(([k, s]) => ({ ...s, operator: k })), rules: { present: [...present], proposed: asked.proposed },
  };
}
