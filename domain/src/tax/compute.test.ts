import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { RulePack, TaxFact, TaxRule, compute, tryExamples, type Outcome } from './index.ts';

const folder = new URL('../../../seed/tax-rules/', import.meta.url);
const packs = readdirSync(folder).filter((f) => f.endsWith('.json')).map((f) => RulePack.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))));
const samples = process.env['SOMMIER_SAMPLES'];

describe('packs of rules', () => {
  for (const pack of packs) for (const tried of tryExamples(pack.rules, pack.examples)) {
    test(`${pack.pack} ${tried.id} gives ${tried.expected}`, () => { expect(tried).toMatchObject({ passed: true, refusals: [] }); });
  }
  (samples === undefined ? test.skip : test)('every line of the worked examples is a case of a pack', () => {
    const lines = readFileSync(`${samples ?? ''}/platform/rules/worked_examples.csv`, 'utf8').split('\n').slice(1).filter((l) => l !== '').map((l) => l.split(',')[0]);
    const known = new Set(packs.flatMap((p) => p.examples.map((e) => e.id)));
    expect(lines.filter((id) => !known.has(id ?? ''))).toEqual([]);
  });
});
const tn = packs.find((p) => p.pack === 'tn-sejour')?.rules ?? [];
const stay = (over: object): TaxFact => TaxFact.parse({ ref: 'a', kind: 'stay', class: 'hotel-4', contractOn: '2025-05-01', arrival: '2025-06-01', departure: '2025-06-08', guests: [{ count: 1, adult: true, nationality: 'foreign' }], ...over });
const total = (outcomes: readonly Outcome[]): bigint => outcomes.reduce((n, o) => n + (o.kind === 'assessed' ? BigInt(o.total) : 0n), 0n);
const code = (outcomes: readonly Outcome[]): string | undefined => (outcomes[0]?.kind === 'refused' ? outcomes[0].code : undefined);

describe('a fact and its rules', () => {
  test('a stay cut in two bookings of one run bears no more nights than the rule says, and the line says so', () => {
    const two = [stay({ ref: 'a', unit: 'u', party: 'p' }), stay({ ref: 'b', unit: 'u', party: 'p', arrival: '2025-06-08', departure: '2025-06-15' })];
    expect(total(compute(two, tn, '2026-01-01'))).toBe(120_000n);
    expect(compute([...two].reverse(), tn, '2026-01-01').find((o) => o.ref === 'b')).toMatchObject({ kind: 'assessed', total: '36000', lines: [{ notes: ['most_nights_reached', 'nights_of_the_run_before'] }] });
  });
  test('a country that no rule names is foreign; a nationality nobody gave is asked for', () => {
    const of = (nationality?: string) => compute([stay({ guests: [{ count: 1, adult: true, ...(nationality === undefined ? {} : { nationality }) }] })], tn, '2026-01-01')[0];
    expect(of('FR')).toMatchObject({ kind: 'assessed' });
    expect(of('FR')).toEqual(of('foreign'));
    expect(of('DZ')).not.toEqual(of('foreign'));
    expect(of()).toMatchObject({ kind: 'refused', code: 'missing_fact' });
  });
  test('an exempt guest adds nothing and is shown', () => {
    const outcome = compute([stay({ guests: [{ count: 1, adult: true, nationality: 'foreign' }, { count: 2, age: 11, nationality: 'TN' }] })], tn, '2026-01-01');
    expect(outcome[0]).toMatchObject({ kind: 'assessed', total: '84000', lines: [{ kind: 'tax' }, { kind: 'exempt', code: 'age', amount: '0', quantity: '14' }] });
  });
  test.each([
    ['a contract older than the rule', { contractOn: '2023-12-31' }, 'no_rule_in_force'], ['an unknown class', { class: 'boat' }, 'no_rule_matches'],
    ['no class', { class: undefined }, 'missing_fact'], ['no age', { guests: [{ count: 1, nationality: 'foreign' }] }, 'missing_fact'],
    ['an exemption nobody wrote', { guests: [{ count: 1, adult: true, nationality: 'foreign', exemption: 'friend' }] }, 'unknown_exemption'],
    ['an estimate alone', { source: 'estimated' }, 'estimate_alone'], ['office without notice', { source: 'office' }, 'no_formal_notice'],
    ['office while the notice runs', { source: 'office', formalNoticeOn: '2025-12-15' }, 'notice_running'], ['a stay that has not ended', { departure: '2026-06-01' }, 'not_ended'],
  ])('%s is refused with its reason', (_name, over, reason) => { expect(code(compute([stay(over)], tn, '2026-01-01'))).toBe(reason); });

  const zoned = [TaxRule.parse({ key: 'z', tax: 't', legal: { ref: 'x', status: 'council' }, from: '2020-01-01', when: { zones: ['medina'] }, basis: 'person_night', currency: 'MAD', amount: '10' }),
    TaxRule.parse({ key: 'w', tax: 't', legal: { ref: 'x', status: 'council' }, from: '2020-01-01', basis: 'person_night', currency: 'MAD', amount: '5' })];
  test('a zone that is only possible waits instead of choosing a tariff; outside it the general one holds', () => {
    const at = (code_: string, certainty: string): Outcome[] => compute([stay({ zone: { code: code_, certainty } })], zoned, '2026-01-01');
    expect(code(at('medina', 'possible'))).toBe('zone_uncertain');
    expect([total(at('medina', 'confirmed')), total(at('port', 'certain'))]).toEqual([7000n, 3500n]);
  });
  test('two rules of one rank that both hold are refused by name', () => {
    const twice = [...zoned, TaxRule.parse({ ...zoned[1], key: 'v' })];
    expect(compute([stay({ zone: { code: 'port', certainty: 'certain' } })], twice, '2026-01-01')[0]).toMatchObject({ code: 'ambiguous_rules', rules: ['v', 'w'] });
  });
  test('a season cuts the stay; a total rounded alone is the sum of its lines', () => {
    const rule = TaxRule.parse({ key: 's', tax: 't', legal: { ref: 'x', status: 'council' }, from: '2020-01-01', basis: 'person_night', currency: 'EUR', amount: '0.333', seasons: [{ from: '06-05', to: '09-30', factor: '2' }],
      additional: [{ code: 'd', rate: '0.10', beneficiary: 'D' }], rounding: { per: 'total' } });
    // 4 nights at 0.333 and 3 at 0.666, with 10 %: 3.33 × 1.1 = 3.663
    const [outcome] = compute([stay({})], [rule], '2026-01-01');
    expect(outcome).toMatchObject({ kind: 'assessed', total: '366' });
    expect(outcome?.kind === 'assessed' && outcome.lines.reduce((n, l) => n + Number(l.amount), 0)).toBe(366);
  });
  test('a stay over a new tariff of the same key bears each version for its own nights, and names it', () => {
    const old = TaxRule.parse({ key: 'k', version: 1, tax: 't', legal: { ref: 'x', status: 'council' }, from: '2020-01-01', to: '2025-06-04', basis: 'person_night', currency: 'MAD', amount: '10' });
    const [o] = compute([stay({})], [old, { ...old, version: 2, from: '2025-06-04', to: null, amount: '20' }], '2026-01-01');
    expect(o).toMatchObject({ kind: 'assessed', total: '11000', lines: [{ version: 1, amount: '3000', quantity: '3' }, { version: 2, amount: '8000', quantity: '4' }] });
  });
  test('steps: marginal over the whole fleet, whole at its threshold', () => {
    const fleet = (mode: string) => TaxRule.parse({ key: 'f', tax: 'f', legal: { ref: 'x', status: 'council' }, from: '2019-01-01', basis: 'vehicle_year', currency: 'EUR', amount: '50', tiers: { by: 'fleet', mode, rows: [{ from: 500, factor: '1.1' }] } });
    const fact = (n: number) => TaxFact.parse({ ref: 'f', kind: 'vehicles', day: '2019-12-31', vehicleType: 's', per: 'year', vehicles: n });
    expect([499, 500].map((n) => total(compute([fact(n)], [fleet('whole')], '2020-01-01')))).toEqual([2_495_000n, 2_750_000n]);
    expect(total(compute([fact(600)], [fleet('marginal')], '2020-01-01'))).toBe(3_050_000n);
  });
});
