import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { taxFactsOf } from '@sommier/domain/activity';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../tests/support/db.ts';
import type { Tx } from '../../platform/db/index.ts';
import { readFacts, withdrawFacts, writeFact } from './index.ts';

describe.each(await engines())('facts of activity, %s', (engine) => {
  let db: TestDatabase;
  let commune: { id: number };
  let set = '';
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.inCommune({ commune: commune.id }, work);
  beforeAll(async () => {
    db = await testDatabase({ engine });
    commune = await fixtureCommune(db, 'ACT');
    set = await inside(async (tx) => {
      const { rows: [s] } = await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'q', 'n') returning id`) as { rows: { id: string }[] };
      await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), :s, n, st_multi(st_makeenvelope(x, 36.8, x + 0.01, 36.81, 4326)), 1 from (values ('west', 10.17), ('east', 10.18)) v(n, x)`, { s: s!.id });
      return s!.id;
    });
  });
  afterAll(async () => { await db.drop(); });

  test('a fact is its author’s: the same again changes nothing, other content replaces it, and it can be taken back', async () => {
    const stay = { kind: 'stay', source: 'declared', origin: 'declaration', key: '12:1', from: '2026-03-01', to: '2026-03-04', nights: 3, guestGroups: [{ count: 2, nationality: 'TN' }], currency: 'TND', priceMinor: '240000' } satisfies Parameters<typeof writeFact>[1];
    const done = (fact: Parameters<typeof writeFact>[1]) => inside(async (tx) => (await writeFact(tx, fact, { person: null })).done);
    expect([await done(stay), await done(stay), await done({ ...stay, to: '2026-03-05', nights: 4 })]).toEqual(['inserted', 'unchanged', 'updated']);
    const [fact] = await inside((tx) => readFacts(tx, { from: '2026-03-01', to: '2026-04-01', kinds: ['stay'] }));
    expect(fact).toMatchObject({ to: '2026-03-05', version: 2, zone: null, priceMinor: '240000' });
    expect(taxFactsOf(fact!, (z) => z.zone)).toMatchObject({ kind: 'facts', facts: [{ kind: 'stay', arrival: '2026-03-01', departure: '2026-03-05', price: '240.000', source: 'declared' }] });
    expect(await inside((tx) => withdrawFacts(tx, 'declaration', ['12:1']))).toBe(1);
    expect(await inside((tx) => readFacts(tx, { from: '2026-03-01', to: '2026-04-01' }))).toEqual([]);
  });

  test('a zone is certain when stated or held by an exact place, possible for a disc, and never guessed', async () => {
    const vehicles = { kind: 'vehicles', source: 'reported', origin: 'fleet', from: '2026-05-01', to: '2026-06-01', vehicleType: 'scooter', vehicles: 5, per: 'month' } as const;
    await inside(async (tx) => {
      for (const [key, more] of Object.entries({ stated: { zoneLabel: 'east' }, exact: { lon: 10.175, lat: 36.805 }, disc: { lon: 10.1801, lat: 36.805, uncertaintyM: 150 }, nowhere: {}, unknown: { zoneLabel: 'north' }, outside: { lon: 11, lat: 36 } })) await writeFact(tx, { ...vehicles, key, ...more }, { person: null });
    });
    const facts = await inside((tx) => readFacts(tx, { from: '2026-05-01', to: '2026-06-01', zoneSetId: set }));
    expect(Object.fromEntries(facts.map((f) => [f.key, f.zone === null ? null : [f.zone.zone, f.zone.certainty, f.zone.evidence]]))).toEqual({
      stated: ['east', 'certain', 'stated'], exact: ['west', 'certain', 'place'], disc: ['east', 'possible', 'disc'], nowhere: null, unknown: null, outside: null });
    expect(taxFactsOf(facts.find((f) => f.key === 'disc')!, (z) => z.zone)).toMatchObject({ facts: [{ zone: { code: 'east', certainty: 'possible' }, per: 'month', units: '1' }] });
  });

  test('what was withheld, what speaks of a part of the public, and what was only observed is no tax base', async () => {
    const trips = { kind: 'trips', source: 'reported', origin: 'mds', from: '2026-07-01', to: '2026-08-01' } as const;
    await inside(async (tx) => {
      await writeFact(tx, { ...trips, key: 'a', trips: 12 }, { person: null });
      await writeFact(tx, { ...trips, key: 'b', redacted: true }, { person: null });
      await writeFact(tx, { ...trips, key: 'c', trips: 3, population: 'low_income' }, { person: null });
      await writeFact(tx, { ...trips, key: 'd', trips: 4, source: 'observed' }, { person: null });
    });
    const facts = await inside((tx) => readFacts(tx, { from: '2026-07-01', to: '2026-08-01' }));
    expect(facts.map((f) => { const r = taxFactsOf(f, (z) => z.zone); return r.kind === 'none' ? r.why : r.facts[0]?.source; })).toEqual(['reported', 'withheld', 'part_of_public', 'estimated']);
  });
});
