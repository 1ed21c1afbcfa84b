import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { occupancyOn, occupancySpans, rankOf, statusOn, type OccupationStatus, type OccupationType, type Standing } from '@sommier/domain/occupations';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../support/db.ts';
import { refreshOccupancy } from '../../server/src/features/occupations/index.ts';
import { STANDS, STATE, STATUS_ON } from '../../server/src/features/occupations/occupations.sql.ts';
import { scale, SEED } from '../faults/scale.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const type = fc.constantFrom<OccupationType>('bail_habitation', 'aot', 'concession', 'mise_a_disposition', 'affectation', 'sans_titre', 'vacant');
const when = fc.option(fc.nat(12), { nil: null, freq: 4 });
const fact = fc.record({ type, status: fc.constantFrom<OccupationStatus>('active', 'ended', 'notice', 'litigation'), free: fc.boolean(), start: when, found: when, long: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }), ended: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null, freq: 3 }), tacit: fc.boolean(), draft: fc.boolean() });

describe.each(await engines())('the state of a unit on a day, on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  afterAll(async () => { await db.drop(); });

  test('what the database keeps for the map and asks in lists is what the pure function says, day after day', async () => {
    let round = 0;
    await fc.assert(fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 5 }), async (facts) => {
      const { id } = await fixtureCommune(db, `S${String(++round)}`);
      const standing: Standing[] = [];
      const got = await db.inCommune({ commune: id }, async (tx) => {
        const { rows: [unit] } = await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'U', 'Unit') returning id`) as { rows: { id: string }[] };
        for (const [i, f] of facts.entries()) {
          const start = f.start === null ? null : day(f.start), base = f.start ?? 0;
          const ends = f.long === null ? null : day(base + f.long), ended = f.ended === null ? null : day(base + f.ended);
          const validated = !f.draft && (start !== null || f.type === 'sans_titre');
          const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, starts_on, found_on, ends_on, ended_on, tacit_renewal, free_of_charge, validated_at)
            values (current_commune(), :ref, :kind, :status, 'TND', :start, :found, :ends, :ended, :tacit, :free, case when cast(:ok as boolean) then now() end) returning id, held_until as "heldUntil"`,
          { ref: `R${String(i)}`, kind: f.type, status: f.status, start, found: f.found === null ? null : day(f.found), ends, ended, tacit: f.tacit, free: f.free, ok: validated }) as { rows: { id: string; heldUntil: string | null }[] };
          await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [o?.id ?? '', unit?.id ?? '']).catch(() => { throw new Error('over'); });
          standing.push({ id: o?.id ?? '', type: f.type, status: f.status, freeOfCharge: f.free, validated, startsOn: start, foundOn: f.found === null ? null : day(f.found), endsOn: ends, endedOn: ended, heldUntil: o?.heldUntil ?? null, share: { num: 1, den: 1 } });
        }
        await refreshOccupancy(tx, [unit?.id ?? '']);
        const { rows: spans } = await tx.raw('select from_on as "from", to_on as "to", state, expired, occupation_id as id from occupancy_span where commune_id = current_commune() order by from_on') as { rows: { from: string; to: string | null; state: string; expired: boolean; id: string }[] };
        const lists = [];
        for (let d = 0; d < 20; d++) {
          const { rows } = await tx.raw(`select o.id, ${STATUS_ON} as status, ${STANDS} as stands from occupation o where o.commune_id = current_commune() order by o.id`, { on: day(d) }) as { rows: { id: string; status: string; stands: boolean | null }[] };
          lists.push(rows);
        }
        const { rows: states } = await tx.raw(`select o.id, ${STATE} as state from occupation o where o.commune_id = current_commune()`) as { rows: { id: string; state: string }[] };
        return { spans, lists, states };
      }).catch((e: unknown) => { if (e instanceof Error && e.message === 'over') return undefined; throw e; });
      if (got === undefined) return;
      for (let d = 0; d < 20; d++) {
        const on = day(d), pure = occupancyOn(standing, on), span = got.spans.find((s) => s.from <= on && (s.to === null || on < s.to));
        expect({ on, state: span?.state ?? null, expired: span?.expired ?? false, first: span?.id }).toEqual({ on, state: pure.state, expired: pure.expired, first: pure.standing[0] });
        expect(got.lists[d]?.map((r) => [r.id, r.status, r.stands === true])).toEqual(standing.map((s) => [s.id, statusOn({ ...s, rank: rankOf(s.type) }, on), pure.standing.includes(s.id)]));
      }
      expect(occupancySpans(standing, day(0), day(20)).every((s) => s.to !== null && s.from < s.to)).toBe(true);
    }), { seed: SEED, numRuns: scale('OCCUPANCY', 500, engine === 'server' ? 50 : 15) });
  });
});

test('an occupation without title is never vacant, stands beside a right, and a vacancy yields to any right', () => {
  const one = (id: string, t: OccupationType, more: Partial<Standing> = {}): Standing => ({ id, type: t, status: 'active', freeOfCharge: false, validated: true, startsOn: day(0), foundOn: null, endsOn: null, endedOn: null, heldUntil: null, share: { num: 1, den: 1 }, ...more });
  expect(occupancyOn([one('1', 'vacant'), one('2', 'sans_titre', { startsOn: null, foundOn: day(3) })], day(4))).toMatchObject({ state: 'without_title', standing: ['2', '1'] });
  expect(occupancyOn([one('1', 'vacant'), one('2', 'bail_commercial')], day(1)).state).toBe('let');
  expect(occupancyOn([one('1', 'bail_commercial', { endsOn: day(5), heldUntil: day(5) })], day(6))).toMatchObject({ state: 'let', expired: true });
  expect(occupancyOn([one('1', 'bail_commercial', { freeOfCharge: true })], day(1)).state).toBe('free');
  expect(occupancyOn([], day(1))).toEqual({ state: null, expired: false, standing: [], load: { num: 0n, den: 1n } });
});
