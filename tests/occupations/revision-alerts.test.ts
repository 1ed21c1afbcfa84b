import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AlertRow } from '@sommier/domain/alerts';
import { RULE_TEMPLATES, type SimulationRow } from '@sommier/domain/revisions';
import { addDays } from '@sommier/domain/shared';
import { LONG, SEED } from '../faults/scale.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const COUNTRIES = [['TND', 'Africa/Tunis'], ['MAD', 'Africa/Casablanca'], ['EUR', 'Europe/Paris']] as const;
const day = (min: string, span: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: span }).map((n) => addDays(min, n));
const lease = fc.record({
  type: fc.constantFrom('bail_commercial', 'bail_habitation', 'bail_professionnel', 'bail_rural', 'aot', 'concession', 'sans_titre'), activity: fc.constantFrom(null, 'commercial', 'housing', 'craft', 'sport'),
  status: fc.constantFrom('active', 'active', 'notice', 'litigation', 'ended', 'draft'), signed: fc.option(day('2014-01-01', 3000)), starts: fc.option(day('2014-01-01', 4500), { freq: 9 }), length: fc.option(fc.integer({ min: 30, max: 5000 })), ended: fc.option(fc.integer({ min: 1, max: 3000 }), { freq: 5 }),
  tacit: fc.boolean(), free: fc.boolean(), validated: fc.integer({ min: 0, max: 9 }).map((n) => n > 0), revised: fc.option(day('2015-01-01', 4300)), amount: fc.constantFrom(0, 1, 50_000), kind: fc.constantFrom('rent', 'rent', 'rent', 'free'),
  /** A second stretch of rent, so many days after the first. */ later: fc.option(fc.integer({ min: 1, max: 3500 })), period: fc.constantFrom('month', 'quarter', 'semester', 'year'),
});
type Lease = typeof lease extends fc.Arbitrary<infer L> ? L : never;

describe.each(await engines())('rents to revise, on the alerts and on the screen of revisions (%s)', (engine) => {
  let server: TestServer, officer: Call, n = 0;
  const at = '/api/communes/HERE';
  beforeAll(async () => { server = await testServer({ engine }); officer = await server.as('officer'); });
  afterAll(async () => { await server.close(); });

  const put = (l: Lease, currency: string): Promise<void> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
    const code = `V${String(n += 1)}`;
    const ends = l.length === null || l.starts === null ? null : addDays(l.starts, l.length), ended = l.ended === null || l.starts === null ? null : addDays(l.starts, l.ended);
    const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, domain_class) values (current_commune(), ?, ?, 'prive_patrimonial') returning id`, [code, code]) as { rows: { id: string }[] };
    const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, activity_kind, signed_on, starts_on, ends_on, ended_on, tacit_renewal, free_of_charge, validated_at)
      values (current_commune(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end) returning id`, [code, l.type, l.status, currency, l.activity, l.signed, l.starts, ends, ended, l.tacit && ends !== null, l.free, l.validated && l.status !== 'draft' && (l.starts !== null || l.type === 'sans_titre')]) as { rows: { id: string }[] };
    await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [o?.id ?? '', a?.id ?? '']);
    const first = l.starts ?? '2015-01-01', second = l.later === null ? null : addDays(first, l.later);
    for (const [from, to] of second === null ? [[first, null]] : [[first, second], [second, null]] as const) {
      await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, to_on, amount_minor, currency, period, kind, last_revised_on) values (current_commune(), ?, ?, ?, ?, ?, ?, ?, ?)`,
        [o?.id ?? '', from ?? null, to ?? null, l.kind === 'free' ? 0 : l.amount, currency, l.period, l.kind, l.revised]);
    }
  });
  const alerts = async (on: string): Promise<[string, string | null][]> => {
    const rows: AlertRow[] = [];
    for (let page = 1; ; page += 1) {
      const answer = (await officer('GET', `${at}/alerts?kind=revision_due&marked=all&on=${on}&size=100&page=${String(page)}`)).json<{ total: number; rows: AlertRow[] }>();
      rows.push(...answer.rows);
      if (rows.length >= answer.total || answer.rows.length === 0) break;
    }
    return rows.map((r): [string, string | null] => [r.reference, r.day]).sort();
  };
  /** What the screen of revisions calls due; an index nobody has entered keeps a rent from being reckoned, not from being due. */
  const simulated = async (on: string): Promise<[string, string | null][]> => {
    const rows: SimulationRow[] = [];
    for (const state of ['due', 'missing_index'] as const) for (let page = 1; ; page += 1) {
      const answer = (await officer('GET', `${at}/revisions/simulation?day=${on}&state=${state}&size=100&page=${String(page)}`)).json<{ total: number; rows: SimulationRow[] }>();
      rows.push(...answer.rows);
      if (answer.rows.length < 100) break;
    }
    // The day from which it may be: the intervals' own, but not before the rule was in force.
    return rows.map((r): [string, string | null] => [r.occupation, [r.earliest ?? '', RULE_TEMPLATES.find((t) => t.code === r.rule)?.from ?? ''].sort().at(-1) ?? null]).sort();
  };

  test.each(COUNTRIES)('issue 4 item 5: one list, whatever the leases, in %s', async (currency, timezone) => {
    await server.deps.db.asOwner((tx) => tx.raw('update commune set currency = ?, timezone = ? where id = ?', [currency, timezone, server.communes.HERE.id]));
    const leases = fc.sample(lease, { numRuns: LONG ? 400 : 60, seed: SEED });
    for (const l of leases) await put(l, currency);
    let due = 0;
    for (const on of ['2018-03-31', '2024-02-29', '2026-11-22']) {
      const [told, found] = [await alerts(on), await simulated(on)];
      expect(told).toEqual(found);
      due += told.length;
    }
    expect(due).toBeGreaterThan(0);
  });
});
