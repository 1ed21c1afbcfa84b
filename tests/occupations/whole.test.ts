import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';
import { scale, SEED } from '../faults/scale.ts';
import { LAST_DAY, mayStand, PARENT, type Right } from './whole-oracle.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const share = fc.constantFrom({ num: 1, den: 1 }, { num: 1, den: 2 }, { num: 1, den: 3 }, { num: 2, den: 3 }, { num: 1, den: 7 }, { num: 3, den: 7 }, { num: 999_999, den: 1_000_000 }, { num: 1, den: 1_000_000 });
const units = fc.uniqueArray(fc.record({ unit: fc.nat(PARENT.length - 1), share }), { selector: (u) => u.unit, minLength: 1, maxLength: 2 });
const span = fc.tuple(fc.nat(LAST_DAY - 2), fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 5 })).map(([from, long]) => ({ from, to: long === null ? null : Math.min(LAST_DAY, from + long) }));
const type = fc.constantFrom<Right['type']>('bail_commercial', 'bail_commercial', 'affectation', 'emplacement_marche');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('add' as const), type, span, units, parent: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('dates' as const), at: fc.nat(9), span }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('units' as const), at: fc.nat(9), units }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('toggle' as const), at: fc.nat(9) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The set of rights after the step, and what to write; undefined where the step has nothing to work on. */
function after(rights: readonly Right[], s: Step, id: string): { next: Right[]; write: (tx: Tx, asset: (unit: number) => string) => Promise<void> } | undefined {
  const one = s.what === 'add' ? undefined : rights[s.at % Math.max(1, rights.length)];
  const putUnits = async (tx: Tx, r: Right, asset: (u: number) => string): Promise<void> => {
    for (const u of r.units) await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id, share_num, share_den) values (current_commune(), ?, ?, ?, ?)', [r.id, asset(u.unit), u.share.num, u.share.den]);
  };
  if (s.what === 'add') {
    const parents = rights.filter((r) => r.type !== 'emplacement_marche');
    const parent = s.type === 'emplacement_marche' ? parents[s.parent % Math.max(1, parents.length)]?.id ?? null : null;
    if (s.type === 'emplacement_marche' && parent === null) return undefined;
    const r: Right = { id, type: s.type, validated: true, ...s.span, parent, units: s.units };
    return { next: [...rights, r], write: async (tx, asset) => {
      await tx.raw(`insert into occupation (commune_id, id, reference, type, status, parent_id, currency, starts_on, ends_on, tacit_renewal, validated_at) overriding system value
        values (current_commune(), ?, ?, ?, 'active', ?, 'TND', ?, ?, ?, now())`, [r.id, `R${r.id}`, r.type, r.parent, day(r.from), r.to === null ? day(r.from + 1) : day(r.to), r.to === null]);
      await putUnits(tx, r, asset);
    } };
  }
  if (one === undefined) return undefined;
  const changed: Right = s.what === 'dates' ? { ...one, ...s.span } : s.what === 'units' ? { ...one, units: s.units } : { ...one, validated: !one.validated };
  const next = rights.map((r) => r.id === one.id ? changed : r);
  return { next, write: async (tx, asset) => {
    if (s.what === 'units') {
      // As the application does: the units leave and come back inside one transaction, the right unvalidated meanwhile.
      await tx.raw('update occupation set validated_at = null where commune_id = current_commune() and (id = ? or parent_id = ?)', [one.id, one.id]);
      await tx.raw('delete from occupation_unit where commune_id = current_commune() and occupation_id = ?', [one.id]);
      await putUnits(tx, changed, asset);
      const again = next.filter((r) => r.validated && (r.id === one.id || r.parent === one.id)).map((r) => r.id);
      await tx.raw('update occupation set validated_at = now() where commune_id = current_commune() and id = any(?::bigint[])', [`{${again.join(',')}}`]);
    } else if (s.what === 'dates') await tx.raw('update occupation set starts_on = ?, ends_on = ?, tacit_renewal = ? where commune_id = current_commune() and id = ?', [day(changed.from), changed.to === null ? day(changed.from + 1) : day(changed.to), changed.to === null, one.id]);
    else await tx.raw('update occupation set validated_at = case when ?::boolean then now() end where commune_id = current_commune() and id = ?', [changed.validated, one.id]);
  } };
}

describe.each(await engines())('the whole of a unit, on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  afterAll(async () => { await db.drop(); });

  const ground = async (code: string): Promise<{ id: number; asset: (unit: number) => string }> => {
    const { id } = await fixtureCommune(db, code);
    const ids = await db.inCommune({ commune: id }, async (tx) => {
      const made: string[] = [];
      for (const [i, up] of PARENT.entries()) {
        const { rows: [row] } = await tx.raw('insert into asset (commune_id, code, name, parent_id) values (current_commune(), ?, ?, ?) returning id', [`U${String(i)}`, `Unit ${String(i)}`, up === null ? null : made[up] ?? null]) as { rows: { id: string }[] };
        made.push(row?.id ?? '');
      }
      return made;
    });
    return { id, asset: (unit) => ids[unit] ?? '' };
  };

  test('issue 4: validated principal rights never exceed the whole on any day, and derived ones stay in their parent: the database answers as a count day by day', async () => {
    const seen = { taken: 0, refused: 0 };
    let round = 0, next = 1000;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { id, asset } = await ground(`W${String(++round)}`);
      let rights: Right[] = [];
      for (const s of steps) {
        const change = after(rights, s, String(++next));
        if (change === undefined) continue;
        const expected = mayStand(change.next);
        const done = await db.inCommune({ commune: id }, async (tx) => { await change.write(tx, asset); return true; }).catch((e: unknown) => {
          if (typeof e === 'object' && e !== null && 'code' in e && e.code === '23P01') return false;
          throw e;
        });
        expect({ s, rights, done }).toEqual({ s, rights, done: expected });
        seen[done ? 'taken' : 'refused']++;
        if (done) rights = change.next;
      }
    }), { seed: SEED, numRuns: scale('WHOLE', 600, engine === 'server' ? 40 : 12) });
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(10);
  });

  test('thirds make a whole exactly; two agents at once cannot both take the last part', async () => {
    const { id, asset } = await ground('THIRDS');
    const take = (n: number, num: number, den: number): Promise<boolean> => db.inCommune({ commune: id }, async (tx) => {
      await tx.raw(`insert into occupation (commune_id, id, reference, type, status, currency, starts_on, validated_at) overriding system value values (current_commune(), ?, ?, 'bail_commercial', 'active', 'TND', '2026-01-01', now())`, [n, `T${String(n)}`]);
      await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id, share_num, share_den) values (current_commune(), ?, ?, ?, ?)', [n, asset(4), num, den]);
      return true;
    }).catch((e: unknown) => { if (e instanceof Error && 'code' in e && e.code === '23P01') return false; throw e; });
    expect([await take(1, 1, 3), await take(2, 1, 3)]).toEqual([true, true]);
    const both = await Promise.all([take(3, 1, 3), take(4, 1, 3)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await take(5, 1, 1_000_000)).toBe(false);
  });

  test('a part moved under a building let whole is refused with its right', async () => {
    const { id, asset } = await ground('MOVED');
    await db.inCommune({ commune: id }, async (tx) => {
      for (const [n, unit] of [[11, 0], [12, 4]] as const) {
        await tx.raw(`insert into occupation (commune_id, id, reference, type, status, currency, starts_on, validated_at) overriding system value values (current_commune(), ?, ?, 'bail_commercial', 'active', 'TND', '2026-01-01', now())`, [n, `M${String(n)}`]);
        await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [n, asset(unit)]);
      }
    });
    const move = db.inCommune({ commune: id }, async (tx) => { await tx.raw('update asset set parent_id = ? where commune_id = current_commune() and id = ?', [asset(0), asset(4)]); });
    await expect(move).rejects.toMatchObject({ code: '23P01', constraint: 'occupation_family' });
  });
});
