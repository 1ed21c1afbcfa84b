import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths } from '../shared/day.ts';
import { ceilingOn, earliestRevision, hadItBeenRevised, indexed, judge, type RentFacts } from './revise.ts';
import { RevisionRule, RULE_TEMPLATES, ruleFor } from './rules.ts';

interface Case { name: string; rule: string; facts: { contractOn: string; lastSetOn: string | null; amount: string; months: number; currency: string }; day: string; proposed?: string; court?: boolean; refused?: string; earliest?: string; ceiling?: string | null; courtCeiling?: string | null; hadItBeenRevised?: { amount: string; revisions: number } }
interface File { values?: Record<string, [from: string, value: string][]>; cases: Case[] }
const rule = (code: string): RevisionRule => { const r = RULE_TEMPLATES.find((x) => x.code === code); if (r === undefined) throw new Error(code); return r; };
const minor = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

describe.each(['law-07-03', 'tunisia', 'france'])('by hand, with its source: %s', (name) => {
  const file = JSON.parse(readFileSync(new URL(`./cases/${name}.json`, import.meta.url), 'utf8')) as File;
  test.each(file.cases.map((c) => [c.name, c] as const))('%s', (_name, c) => {
    const facts: RentFacts = { ...c.facts, amount: BigInt(c.facts.amount) };
    const values = (file.values?.[rule(c.rule).index ?? ''] ?? []).map(([from, value]) => ({ from, value: BigInt(value) }));
    if (c.hadItBeenRevised !== undefined) expect(hadItBeenRevised(rule(c.rule), facts, c.day, values)).toEqual({ amount: BigInt(c.hadItBeenRevised.amount), revisions: c.hadItBeenRevised.revisions });
    if (c.proposed === undefined) return;
    const answer = judge(rule(c.rule), facts, BigInt(c.proposed), c.day, { court: c.court === true, values });
    expect(answer.kind).toBe(c.refused ?? 'allowed');
    if (answer.kind === 'too_early') expect(answer.earliest).toBe(c.earliest);
    if (answer.kind === 'allowed' && c.ceiling !== undefined) expect(answer.ceiling).toBe(minor(c.ceiling));
    if (answer.kind === 'allowed' && c.courtCeiling !== undefined) expect(answer.court).toBe(minor(c.courtCeiling));
  });
});

test('templates are sound, and no two rules of a country are in force for a use on one day', () => {
  for (const r of RULE_TEMPLATES) expect(RevisionRule.parse(r)).toEqual(r);
  for (const country of ['MA', 'TN', 'FR']) for (const use of ['dwelling', 'business', 'other'] as const) {
    expect(RULE_TEMPLATES.filter((r) => r.country === country && r.uses.includes(use) && ruleFor([r], country, use, '2026-11-22') !== undefined).length).toBeLessThanOrEqual(1);
  }
  expect(ruleFor(RULE_TEMPLATES, 'BJ', 'dwelling', '2026-01-01')).toBeUndefined();
});

test('an index moves the rent by its values, and a missing value is said, not guessed', () => {
  const facts: RentFacts = { contractOn: '2024-01-01', lastSetOn: null, amount: 100_000n, months: 1, currency: 'EUR' };
  const values = [{ from: '2023-10-01', value: 140_000n }, { from: '2024-10-01', value: 145_600n }];
  expect(indexed(facts, values, 'IRL', '2025-01-01')).toBe(104_000n);
  expect(indexed(facts, values.slice(1), 'IRL', '2025-01-01')).toEqual({ kind: 'missing_index', index: 'IRL', day: '2024-01-01' });
  expect(ceilingOn(rule('fr-irl'), facts, '2025-01-01', values)).toEqual({ kind: 'allowed', ceiling: 104_000n, court: null });
});

test('for any rent and day: refused before the interval is over, allowed at the ceiling, refused one unit above', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 6000 }), fc.bigInt({ min: 1000n, max: 10n ** 10n }), fc.integer({ min: -60, max: 60 }), (after, amount, days) => {
    const facts: RentFacts = { contractOn: addDays('2008-01-01', after), lastSetOn: null, amount, months: 1, currency: 'MAD' };
    const r = rule('ma-0703-business');
    const day = addDays(addMonths(facts.contractOn, 36), days);
    const top = ceilingOn(r, facts, day);
    expect(top.kind).toBe(days < 0 ? 'too_early' : 'allowed');
    if (top.kind !== 'allowed' || top.ceiling === null) return;
    expect(judge(r, facts, top.ceiling, day).kind).toBe('allowed');
    expect(judge(r, facts, top.ceiling + 1n, day).kind).toBe('above_ceiling');
    expect(earliestRevision(r, { ...facts, lastSetOn: day }).day).toBe(addMonths(day, 36));
  }));
});
