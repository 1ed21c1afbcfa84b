import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duesOf, type Contract } from '@sommier/domain/ledger';
import { addDays } from '@sommier/domain/shared';
import { callDues, occupationsToCall } from '../../server/src/features/ledger/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';
import { scale } from '../faults/scale.ts';
import { anyContract, plant } from './leases.ts';

const THROUGH = '2027-02-28';

interface Row { occ: string; kind: string; from: string; to: string; due: string; amount: string }
const written = async (tx: Tx, occ: string): Promise<string[]> => {
  const { rows } = await tx.raw(`select d.occupation_id as occ, d.kind, d.period_from as "from", d.period_to as "to", min(d.due_on) as due, sum(d.amount)::text as amount from ledger_due d
    where d.commune_id = current_commune() and d.occupation_id = ? group by 1, 2, 3, 4 having sum(d.amount) <> 0`, [occ]) as { rows: Row[] };
  return rows.map((r) => `${r.kind} ${r.from} ${r.to} ${r.due} ${r.amount}`).sort();
};
const owed = (c: Contract, through: string): string[] => {
  const sums = new Map<string, bigint>(), due = new Map<string, string>();
  for (const d of duesOf(c, '1990-01-01', addDays(through, 1))) {
    const key = `${d.kind} ${d.from} ${d.to}`;
    sums.set(key, (sums.get(key) ?? 0n) + d.amount);
    if (!due.has(key)) due.set(key, d.dueOn);
  }
  return [...sums].map(([key, amount]) => `${key} ${due.get(key) ?? ''} ${amount.toString()}`).sort();
};

describe.each(await engines())('dues by SQL and by the pure function (%s)', (engine) => {
  // The statements are the same text on both: the embedded one, a query at a time, runs a part of the contracts unless time is given.
  const MANY = scale('CONTRACTS', 5000, engine === 'server' ? 300 : 75);
  let db: TestDatabase;
  let commune: number;
  beforeAll(async () => { db = await testDatabase({ engine }); commune = (await fixtureCommune(db, 'DIFF')).id; });
  afterAll(async () => { await db.drop(); });

  test('agree on random contracts, called at once and called in steps', async () => {
    const contracts = fc.sample(anyContract, { numRuns: MANY, seed: 20261122 });
    await db.inCommune({ commune }, async (tx) => {
      const ids: string[] = [];
      for (const [i, c] of contracts.entries()) ids.push(await plant(tx, `D-${String(i)}`, c));
      const half = ids.slice(0, Math.floor(ids.length / 2));
      for (const through of ['2018-06-14', '2021-01-31', '2023-12-01', THROUGH]) await callDues(tx, through, '2026-11-22', half, null);
      await callDues(tx, THROUGH, '2026-11-22', ids, null);
      expect(await occupationsToCall(tx, '0', 10_000)).toHaveLength(ids.length);
      for (const [i, id] of ids.entries()) {
        const contract = contracts[i];
        if (contract === undefined) throw new Error('no contract');
        expect({ i, contract, dues: await written(tx, id) }).toEqual({ i, contract, dues: owed(contract, THROUGH) });
      }
      const { rows: [again] } = await tx.raw('select count(*)::integer as n from ledger_due d where d.commune_id = current_commune()') as { rows: { n: number }[] };
      await callDues(tx, THROUGH, '2026-11-22', ids, null);
      const { rows: [after] } = await tx.raw('select count(*)::integer as n from ledger_due d where d.commune_id = current_commune()') as { rows: { n: number }[] };
      expect(after?.n).toBe(again?.n);
    });
  });

  test('after any change of the terms, the dues of every period come to what the new terms say', async () => {
    const pairs = fc.sample(fc.tuple(anyContract, anyContract), { numRuns: MANY / 3, seed: 7 });
    await db.inCommune({ commune }, async (tx) => {
      for (const [i, [before, after]] of pairs.entries()) {
        const id = await plant(tx, `C-${String(i)}`, before);
        await callDues(tx, '2025-03-10', '2026-11-22', [id], null);
        await tx.raw('delete from occupation_term where commune_id = current_commune() and occupation_id = ?', [id]);
        await tx.raw(`update occupation set starts_on = :start, ended_on = :end where commune_id = current_commune() and id = :id`, { id, start: after.startsOn, end: after.endedOn });
        for (const t of after.terms) {
          await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, to_on, amount_minor, charges_minor, currency, period, due_day, due_when, prorata, anchor_on) values (current_commune(), ?, ?, ?, ?, ?, 'TND', ?, ?, ?, ?, ?)`,
            [id, t.from, t.to, String(t.amount), String(t.charges), t.period, t.dueDay, t.dueWhen, t.prorata, t.anchor]);
        }
        await callDues(tx, THROUGH, '2026-11-22', [id], null);
        const strip = (lines: string[]): string[] => lines.map((l) => { const [kind, from, to, , amount] = l.split(' '); return [kind, from, to, amount].join(' '); });
        expect({ i, before, after, dues: strip(await written(tx, id)) }).toEqual({ i, before, after, dues: strip(owed(after, THROUGH)) });
      }
    });
  });
});
