import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duesOf, type ContractTerm } from './from-contract.ts';
import { escalate, withIndexation, type Escalation } from './indexation.ts';

interface DueCase { name: string; contract: { startsOn: string; endedOn?: string; anchor?: string; prorata?: 'actual' | 'thirtieth'; amount: string }; from: string; to: string; dues: [string, string][] }
interface StepCase { name: string; amount: string; from: string; escalation: Escalation; values?: [string, string][]; until: string; steps: [string, string][]; missing?: { index: string; day: string } }
const cases = JSON.parse(readFileSync(new URL('./cases/schedule.json', import.meta.url), 'utf8')) as { dues: DueCase[]; indexation: StepCase[] };

test.each(cases.dues)('by hand: $name', ({ contract: c, from, to, dues }) => {
  const terms: ContractTerm[] = [{ from: c.startsOn, to: null, amount: BigInt(c.amount), charges: 0n, period: 'month', dueDay: null, dueWhen: 'advance', prorata: c.prorata ?? 'actual', anchor: c.anchor ?? null }];
  expect(duesOf({ startsOn: c.startsOn, heldUntil: c.endedOn ?? null, endedOn: c.endedOn ?? null, billing: { afterEnd: false }, terms }, from, to).map((d) => [d.dueOn, String(d.amount)])).toEqual(dues);
});

test.each(cases.indexation)('by hand: $name', ({ amount, from, escalation, values = [], until, steps, missing }) => {
  const index = new Map([[escalation.index ?? '', values.map(([day, value]) => ({ from: day, value: BigInt(value) }))]]);
  const found = escalate({ from, to: null, amount: BigInt(amount), escalation }, until, index);
  expect(found.steps.map((s) => [s.from, String(s.amount)])).toEqual(steps);
  expect(found.missing).toEqual(missing ?? null);
});

const at = (day: string) => ({ percent: day, index: day });
test('worked out in two goes as in one, and never beyond the term', () => {
  const clause = fc.record({ every: fc.integer({ min: 1, max: 36 }), bp: fc.integer({ min: 1, max: 3000 }), index: fc.constant(null), from: fc.constantFrom('2020-01-31', '2020-02-29', '2020-06-01') });
  fc.assert(fc.property(clause, fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }), (escalation, amount, year) => {
    const term = { from: escalation.from, to: '2026-07-01', amount, escalation }, half = `${String(2020 + year)}-03-15`;
    const once = withIndexation([term], at('2030-01-01'), new Map());
    const twice = withIndexation(withIndexation([term], at(half), new Map()), at('2030-01-01'), new Map());
    expect(twice).toEqual(once);
    expect(once.every((t, i) => t.to === (once[i + 1]?.from ?? '2026-07-01') && t.from < (t.to ?? '9'))).toBe(true);
  }));
});
