import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { latLngToCell } from 'h3-js';
import { engines, fixtureCommune, testDatabase, type TestDatabase } from '../../../../tests/support/db.ts';
import type { Tx } from '../../platform/db/index.ts';
import { askActivity } from './ask.queries.ts';
import { writeBrief } from './brief.ts';
import { density, OPEN_RESOLUTION, openRows } from './density.queries.ts';
import { figures } from './figures.queries.ts';
import { beforeAfter, followUp } from './follow-up.queries.ts';
import { writeFact, zoneWithListings } from './index.ts';

describe.each(await engines())('answers of platform activity, %s', (engine) => {
  let db: TestDatabase;
  let commune: { id: number };
  let set = '', west = '', east = '';
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.inCommune({ commune: commune.id }, work);
  const TODAY = '2026-06-30';
  /** What every write that moves a listing or a zone does. */
  const version = (layer: string): Promise<unknown> => inside((tx) => tx.raw(`insert into data_version (commune_id, layer) values (current_commune(), :layer) on conflict (commune_id, layer) do update set version = data_version.version + 1`, { layer }));
  beforeAll(async () => {
    db = await testDatabase({ engine });
    commune = await fixtureCommune(db, 'ANS');
    await inside(async (tx) => {
      const { rows: [s] } = await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'q', 'n') returning id`) as { rows: { id: string }[] };
      set = s!.id;
      const { rows: zones } = await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), :set, n, st_multi(st_makeenvelope(x, 36.7, x + 0.1, 36.9, 4326)), 1 from (values ('west', 10.0), ('east', 10.1)) v(n, x) returning id, label`, { set }) as { rows: { id: string; label: string }[] };
      west = zones.find((z) => z.label === 'west')!.id;
      east = zones.find((z) => z.label === 'east')!.id;
      const { rows: [b] } = await tx.raw(`insert into import_batch (commune_id, format, layer, source_name, source_hash, state) values (current_commune(), 'inside-airbnb', 'listings', 'x', 'x', 'committed') returning id`) as { rows: { id: string }[] };
      // Two captures: 30 listings, then 12 of the west gone and 3 new in the east.
      await tx.raw(`insert into capture (commune_id, platform, captured_on, batch_id, listings) values (current_commune(), 'airbnb', '2026-01-01', :b, 30), (current_commune(), 'airbnb', '2026-06-01', :b, 21)`, { b: b!.id });
      const first = '20454 * 100 + 1', second = '20605 * 100 + 1';
      await tx.raw(`insert into listing (commune_id, platform, external_id, seen_from, seen_to, digest, room_type, host_id, host_listings, price_minor, minimum_nights, reviews_ltm, estimated_nights, license, geom)
        select current_commune(), 'airbnb', 'L' || g, case when g > 30 then ${second} else ${first} end, case when g <= 12 then ${first} end, md5(g::text), 'Entire home/apt', 'h' || (g % 7), 5, 100000, 2, 20, 120, case when g % 2 = 0 then 'N' || g end,
          st_setsrid(st_makepoint(case when g <= 20 then 10.02 + g * 0.0001 else 10.15 + g * 0.0001 end, 36.8), 4326) from generate_series(1, 33) g`);
      await tx.raw(`insert into listing_zone (commune_id, set_id, listing_id, zone_id, share) select current_commune(), :set, id, case when st_x(geom) < 10.1 then cast(:west as bigint) else cast(:east as bigint) end, 1 from listing`, { set, west, east });
      await tx.raw(`insert into activity_unit (commune_id, unit_key, name, listing_id, registration) select current_commune(), 'id:airbnb:L14', 'Dar L14', id, 'N14' from listing where external_id = 'L14'`);
      const { rows: [u] } = await tx.raw('select id from activity_unit') as { rows: { id: string }[] };
      const nights = { kind: 'lodging', unitId: u!.id, from: '2026-02-01', to: '2026-03-01', currency: 'TND' } as const;
      await writeFact(tx, { ...nights, source: 'declared', origin: 'declaration', key: '1', nights: 4, priceMinor: '400000' }, { person: null });
      await writeFact(tx, { ...nights, source: 'reported', origin: 'dpi-xml', key: '1', nights: 20, priceMinor: '2000000' }, { person: null });
      await writeFact(tx, { ...nights, source: 'reported', origin: 'dpi-xml', key: '2', state: 'held', nights: 99 }, { person: null });
    });
  });
  afterAll(async () => { await db.drop(); });

  test('a set, a drawn zone and the commune agree; a past day is answered as it stood', async () => {
    const bySet = await inside((tx) => askActivity(tx, { place: { set } }, TODAY));
    expect(bySet.rows.map((r) => [r.label, r.listings.certain, r.nights, r.nightsLow < r.nights && r.nights < r.nightsHigh])).toEqual([['east', 13, 1560, true], ['west', 8, 960, true]]);
    const ring: [number, number][] = [[10, 36.7], [10.1, 36.7], [10.1, 36.9], [10, 36.9], [10, 36.7]];
    const drawn = await inside((tx) => askActivity(tx, { place: { polygon: { type: 'Polygon', coordinates: [ring] } } }, TODAY));
    expect(drawn.rows[0]).toMatchObject({ zoneId: null, listings: { certain: 8, possible: 0, expected: 8 }, nights: 960 });
    const past = await inside((tx) => askActivity(tx, { place: { set }, on: '2026-03-01' }, TODAY));
    expect(past.rows.map((r) => r.listings.certain)).toEqual([10, 20]);
    expect((await inside((tx) => askActivity(tx, { place: { everywhere: true } }, TODAY))).rows[0]).toMatchObject({ listings: { certain: 21 }, declaredNights: 4, reportedNights: 20 });
  });

  test('sums kept by zone say what the discs say, for any filter, and no longer once anything changed', async () => {
    const kept = async (): Promise<number> => (await inside(async (tx) => await tx.raw('select count(*)::integer as n from zone_sum') as { rows: { n: number }[] })).rows[0]?.n ?? 0;
    await inside((tx) => tx.raw(`update listing set room_type = case when id % 3 = 0 then 'Private room' else room_type end, host_listings = case id % 3 when 0 then 1 when 1 then 3 else 9 end`));
    await version('listings');
    const filters = [{}, { platform: 'airbnb' }, { platform: 'booking' }, { roomType: 'Private room' }, { hosts: 'one' as const }, { hosts: 'few' as const, roomType: 'Entire home/apt' }, { hosts: 'many' as const }];
    const ask = (place: { zone: string } | { set: string }, f: object) => inside((tx) => askActivity(tx, { place, ...f }, TODAY)).then((a) => a.rows.find((r) => r.zoneId === west));
    // The day before any kept sum can tell, reckoned from the discs; the day asked for is none of their content.
    const direct: (Awaited<ReturnType<typeof askActivity>>['rows'][number] | undefined)[] = [];
    for (const f of filters) direct.push(await inside(async (tx) => { await tx.raw('delete from zone_kept'); await tx.raw('delete from zone_sum'); return (await askActivity(tx, { place: { zone: west }, ...f }, TODAY)).rows[0]; }));
    const plain = await inside(async (tx) => (await tx.raw(`select count(*)::integer as n, sum(estimated_nights)::integer as nights from listing where not gone and room_type = 'Private room' and st_x(geom) < 10.1`) as { rows: { n: number; nights: number }[] }).rows[0]);
    expect([direct[3]?.listings.certain, direct[3]?.nights]).toEqual([plain?.n, plain?.nights]);
    expect(await ask({ set }, {})).toEqual(direct[0]);
    expect(await kept()).toBeGreaterThan(2);
    for (const [i, f] of filters.entries()) expect([await ask({ zone: west }, f), await ask({ set }, f)]).toEqual([direct[i], direct[i]]);
    await inside((tx) => tx.raw(`update listing set price_minor = price_minor * 2`));
    await version('listings');
    // Asked alone after a change, a zone keeps its own sums and list; the other zone's stay of the old data and are not read.
    const stamps = async (): Promise<number> => (await inside(async (tx) => await tx.raw('select count(distinct stamp)::integer as n from zone_kept') as { rows: { n: number }[] })).rows[0]?.n ?? 0;
    expect(await stamps()).toBe(1);
    expect(Number((await ask({ zone: west }, {}))?.revenueMinor)).toBe(Number(direct[0]?.revenueMinor) * 2);
    expect(await stamps()).toBe(2);
    expect((await ask({ set }, {}))?.revenueMinor).toBe((await ask({ zone: west }, {}))?.revenueMinor);
    expect((await ask({ set }, { lodgingClass: 'none' }))?.listings.expected).toBe(0);
    await inside((tx) => tx.raw(`update listing set price_minor = price_minor / 2, room_type = 'Entire home/apt', host_listings = 5`));
    await version('listings');
  });

  test('the list of a zone is the same kept and reckoned, page by page', async () => {
    const pages = async (fresh: boolean): Promise<unknown> => inside(async (tx) => {
      const all = [];
      for (const page of [1, 2, 3, 4]) { if (fresh) await tx.raw(`update zone_kept set stamp = '', listings = '{}'`); all.push(await zoneWithListings(tx, east, { page, size: 5 })); }
      return all;
    });
    const kept = await pages(false) as { sum: { certain: number }; shown: { id: string }[] }[];
    expect(await pages(true)).toEqual(kept);
    expect([kept[0]?.sum.certain, new Set(kept.flatMap((k) => k.shown.map((l) => l.id))).size, kept[3]?.shown.length]).toEqual([13, 13, 0]);
    // While another keeps the set, a single zone is reckoned from its discs and keeps nothing.
    await version('listings');
    const stamp = async (): Promise<unknown> => (await inside(async (tx) => await tx.raw('select stamp from zone_kept where zone_id = :east', { east }) as { rows: unknown[] })).rows;
    const before = await stamp();
    if (engine === 'server') await inside(async (holder) => {
      await holder.raw(`select pg_advisory_xact_lock(hashtext('sommier.zone.sums'), hashtext(current_commune() || ' ' || cast(:set as text)))`, { set });
      expect((await inside((tx) => zoneWithListings(tx, east, { page: 1, size: 5 }))).shown).toEqual(kept[0]?.shown);
      expect(await stamp()).toEqual(before);
    });
    expect((await inside((tx) => zoneWithListings(tx, east, { page: 1, size: 5 }))).shown).toEqual(kept[0]?.shown);
    expect(await stamp()).not.toEqual(before);
  });

  test('hexagons kept and counted as they pass say the same, at every width', async () => {
    const counts = async (q: object): Promise<[number, number]> => { const d = await inside((tx) => density(tx, { resolution: 8, ...q }, TODAY)); return [d.cells.reduce((n, c) => n + c.listings, 0), d.cells.length]; };
    for (const resolution of [6, 7, 8, 9]) expect((await counts({ resolution }))[0]).toBe(21);
    expect((await counts({ hosts: 'many' }))[0]).toBe(21);
    expect((await counts({ roomType: 'Private room' }))[0]).toBe(0);
    const { rows: places } = await inside(async (tx) => await tx.raw('select st_x(geom) as lon, st_y(geom) as lat from listing where not gone') as { rows: { lon: number; lat: number }[] });
    expect((await counts({ resolution: 9 }))[1]).toBe(new Set(places.map((p) => latLngToCell(p.lat, p.lon, 9))).size);
    // An earlier day is kept nowhere.
    expect((await counts({ on: '2026-03-01' }))[0]).toBe(30);
  });

  test('three figures stand apart and the gap ranks the control; what is held counts nowhere', async () => {
    const f = await inside((tx) => figures(tx, { from: '2026-01-01', to: '2027-01-01', gapsOnly: true, sort: 'expected', page: 1, size: 50, personal: true, currency: 'TND' }));
    expect(f.rows.find((r) => r.label === 'Dar L14')).toMatchObject({ declaredNights: 4, reportedNights: 20, estimatedNights: 120, gapNights: 16, gapFrom: 'reported', expectedMinor: '1600000', declaredMinor: '400000' });
    // Nobody says anything of the others: the low estimate asks, and ranks them.
    expect(f.rows[0]).toMatchObject({ declaredNights: null, reportedNights: null, gapFrom: 'estimated', gapNights: 83 });
    expect([f.sums.units, f.sums.declared, f.sums.reported]).toEqual([21, 1, 1]);
  });

  test('the time line, hosts, and a rule’s effect against a comparison', async () => {
    const u = await inside((tx) => followUp(tx, { from: '2026-01-01', to: '2026-12-31' }));
    expect(u.timeline.map((k) => [k.on, k.listings, k.new, k.gone, k.kept])).toEqual([['2026-01-01', 30, 30, 0, 0], ['2026-06-01', 21, 3, 12, 18]]);
    expect([u.concentration.hosts, u.concentration.listings, u.compliance.active, u.compliance.withNumber, u.compliance.withDeclaration]).toEqual([7, 21, 21, 10, 1]);
    const e = await inside((tx) => beforeAfter(tx, { day: '2026-04-01', zones: [west], comparison: [east] }, TODAY));
    // West 20 to 8 (-60 %), east 10 to 13 (+30 %).
    expect([e.before, e.after, e.zones.before.listings, e.zones.after.listings, e.effect.listings]).toEqual(['2026-01-01', '2026-06-01', 20, 8, -90]);
    await expect(inside((tx) => beforeAfter(tx, { day: '2026-04-01', zones: [west], comparison: ['999999'] }, TODAY))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what is published singles out no listing', async () => {
    const published = async (): Promise<string> => JSON.stringify(await inside((tx) => openRows(tx, TODAY)));
    const all = JSON.parse(await published()) as { cell: string; lon: number; lat: number; listings: number }[];
    expect(all.length).toBeGreaterThan(0);
    expect(all.every((r) => r.listings >= 5 && r.listings % 5 === 0)).toBe(true);
    const { rows: places } = await inside(async (tx) => await tx.raw(`select external_id as id, st_x(geom) as lon, st_y(geom) as lat, price_minor as price, host_id as host from listing`) as { rows: { id: string; lon: number; lat: number; price: string; host: string }[] });
    const text = await published();
    for (const l of places) {
      for (const secret of [`"${l.id}"`, `"${l.host}"`, String(l.price)]) expect(text).not.toContain(secret);
      expect(all.some((r) => Math.abs(r.lon - l.lon) < 1e-6 && Math.abs(r.lat - l.lat) < 1e-6)).toBe(false);
    }
    // The attacker publishes twice, with and without one listing alone in its hexagon, and with one more in a full one: he reads no difference.
    const add = (lon: number, lat: number): Promise<unknown> => inside((tx) => tx.raw(`insert into listing (commune_id, platform, external_id, seen_from, digest, geom, host_listings) values (current_commune(), 'airbnb', 'X' || random(), 20605 * 100 + 1, 'x', st_setsrid(st_makepoint(:lon, :lat), 4326), 1)`, { lon, lat })).then(() => version('listings'));
    await add(10.3, 36.75);
    expect(await published()).toBe(text);
    expect(text).not.toContain(latLngToCell(36.75, 10.3, OPEN_RESOLUTION));
    for (let n = 0; n < 3; n += 1) await add(10.3, 36.75);
    expect(await published()).toBe(text);
  });

  test('the brief is a PDF in three languages, and its table tells the figures of the answer', async () => {
    const library = await PDFiumLibrary.init();
    for (const language of ['fr', 'ar', 'en'] as const) {
      const bytes = await inside((tx) => writeBrief(tx, { set, on: TODAY, language, issuer: 'Commune', currency: 'TND' }));
      const pdf = await library.loadDocument(bytes);
      const text = [...pdf.pages()].map((page) => page.getText()).join('\n').replace(/[\u00a0\u202f,.]/g, '');
      pdf.destroy();
      for (const said of ['1560', 'east', 'west']) expect([language, text.replace(/\s/g, ''), text.replace(/\s/g, '').includes(said)]).toEqual([language, expect.anything(), true]);
    }
    library.destroy();
  });
});
