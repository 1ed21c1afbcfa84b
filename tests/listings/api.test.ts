import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListingRow, ListingSheet } from '@sommier/domain/listings';
import type { Zone, ZoneAnswer, ZoneReport, ZoneSet } from '@sommier/domain/zones';
import { runImport } from '../../server/src/features/imports/index.ts';
import { insideAirbnb } from '../../server/src/features/listings/index.ts';
import { zonesFormat } from '../../server/src/features/zones/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const HEADER = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365';
/** Forty listings on a line from west to east; the last has no place. */
const csv = (price: number, from = 0): string => [HEADER, ...Array.from({ length: 40 - from }, (_, i) => i + from).map((i) =>
  `${9_000_000_000_000_000_000n + BigInt(i)},"Dar n° ${i}",7,Amel,,Médina,${i === 39 ? ',' : `36.8,${(10 + i / 100).toFixed(2)}`},${i % 2 ? 'Private room' : 'Entire home/apt'},${price},2,12,2023-12-01,1.00,1,200`)].join('\n');
const square = (name: string, w: number, e: number): object => ({ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [[[w, 36.7], [e, 36.7], [e, 36.9], [w, 36.9], [w, 36.7]]] } });

describe.each(await engines())('listings and zones through the API, %s', (engine) => {
  let server: TestServer, officer: Call, viewer: Call;
  const at = '/api/communes/HERE';
  beforeAll(async () => {
    server = await testServer({ engine });
    [officer, viewer] = [await server.as('officer'), await server.as('viewer')];
    const folder = mkdtempSync(join(tmpdir(), 'sommier-listings-'));
    const commune = { ...server.communes.HERE, currency: 'TND', srid: 4326, timezone: 'Africa/Tunis' };
    const bring = async (name: string, text: string, format: typeof insideAirbnb, options: object): Promise<unknown> => {
      writeFileSync(join(folder, name), text);
      return runImport(server.deps.db, { commune, format, file: join(folder, name), options: { ...options } });
    };
    // West and east meet at the listing of 10.20, so that its disc lies half in each.
    await bring('z.geojson', JSON.stringify({ type: 'FeatureCollection', features: [square('West', 9.95, 10.2), square('East', 10.2, 10.3)] }), zonesFormat, { set: 'halves', label: 'name' });
    await bring('1.csv', csv(50), insideAirbnb, { platform: 'airbnb', captured: '2024-01-01' });
    await bring('2.csv', csv(60, 5), insideAirbnb, { platform: 'airbnb', captured: '2024-02-01' });
    rmSync(folder, { recursive: true });
  });
  afterAll(async () => { await server.close(); });

  type Page = { total: number; rows: ListingRow[] };
  test('a page is sorted and filtered; ids stay text; a sheet tells its zones, its past and its model', async () => {
    const page = (await officer('GET', `${at}/listings?size=5&sort=name&dir=desc`)).json<Page>();
    expect([page.total, page.rows.length]).toEqual([35, 5]);
    expect((await officer('GET', `${at}/listings?gone=yes`)).json<Page>()).toMatchObject({ total: 5, rows: [{ externalId: '9000000000000000000', lastSeen: '2024-01-01', gone: true }, {}, {}, {}, {}] });
    expect((await officer('POST', `${at}/listings/search`, { filter: { q: '9000000000000000020' } })).json<Page>()).toMatchObject({ total: 1, rows: [{ priceMinor: '60000', lastSeen: '2024-02-01' }] });
    expect((await officer('GET', `${at}/listings?bbox=10.195,36.7,10.225,36.9&roomType=Private%20room`)).json<Page>().total).toBe(1);
    const [row] = (await officer('POST', `${at}/listings/search`, { filter: { q: '9000000000000000020' } })).json<Page>().rows;
    const sheet = (await officer('GET', `${at}/listings/${row?.id}`)).json<ListingSheet>();
    expect(sheet).toMatchObject({ hostName: 'Amel', firstSeen: '2024-01-01', estimatedNights: 72, model: { name: 'san-francisco', version: 1 }, history: [{ from: '2024-02-01', to: null, priceMinor: '60000' }, { from: '2024-01-01', to: '2024-01-01', priceMinor: '50000' }] });
    expect(sheet.zones.map(({ zone, share }) => [zone, Math.round(share * 100) / 100])).toEqual([['East', 0.5], ['West', 0.5]]);
    expect((await viewer('GET', `${at}/listings/${row?.id}`)).json<ListingSheet>()).toMatchObject({ hostName: null, hostId: null });
    // The host's number is masked for all; read in full it leaves a line in the trail, without the number.
    const read = async () => (await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => await tx.raw(`select count(*)::integer as n, string_agg(detail::text, ' ') as said from audit_entry where action = 'listing.host_read'`) as { rows: { n: number; said: string | null }[] })).rows[0];
    expect([sheet.hostId?.startsWith('••••'), (await read())?.n]).toEqual([true, 0]);
    const host = (await officer('POST', `${at}/listings/${row?.id}/host`)).json<{ hostId: string; hostName: string }>();
    expect([host.hostName, host.hostId.includes('•')]).toEqual(['Amel', false]);
    expect(await read()).toMatchObject({ n: 1 });
    expect((await read())?.said).not.toContain(`"${host.hostId}"`);
    expect((await viewer('POST', `${at}/listings/${row?.id}/host`)).status).toBe(403);
    expect((await officer('GET', `${at}/listings/999999`)).status).toBe(404);
    expect((await officer('GET', `${at}/listings?sort=digest`)).status).toBe(400);
  });

  test('captures are listed and compared', async () => {
    expect((await officer('GET', `${at}/captures`)).json()).toMatchObject({ rows: [{ capturedOn: '2024-02-01', listings: 35, latest: true }, { capturedOn: '2024-01-01', listings: 40, latest: false }] });
    expect((await officer('GET', `${at}/captures/compare?platform=airbnb&from=2024-01-01&to=2024-02-01&show=gone`)).json()).toMatchObject({ new: 0, gone: 5, kept: 35, changed: 35, rows: [{ gone: true }, {}, {}, {}, {}] });
    expect((await officer('GET', `${at}/captures/compare?platform=airbnb&from=2024-01-02&to=2024-02-01`)).status).toBe(404);
  });

  test('a stored zone and the same zone drawn answer alike, and the report adds up', async () => {
    const [set] = (await officer('GET', `${at}/zone-sets`)).json<{ rows: ZoneSet[] }>().rows;
    expect(set).toMatchObject({ name: 'halves', zones: 2, repaired: 0 });
    const zones = (await officer('GET', `${at}/zone-sets/${set?.id}/zones?geometry=yes`)).json<{ rows: Zone[] }>().rows;
    const east = zones.find(({ label }) => label === 'East');
    const stored = (await viewer('POST', `${at}/zones/ask`, { zone: east?.id })).json<ZoneAnswer>();
    const drawn = (await viewer('POST', `${at}/zones/ask`, { polygon: { type: 'Polygon', coordinates: (east?.geometry?.['coordinates'] as unknown[])[0] } })).json<ZoneAnswer>();
    expect({ ...drawn, listings: null, expected: 0 }).toEqual({ ...stored, listings: null, expected: 0 });
    expect(drawn.expected).toBeCloseTo(stored.expected, 2);
    // Nine stand within, two on its edges.
    expect(stored).toMatchObject({ certain: 9, possible: 2, estimated_nights: 720, nights_range: { low: 500, high: 1180 }, listings: { total: 11 } });
    const report = (await viewer('GET', `${at}/zones/report?set=halves`)).json<ZoneReport>();
    expect(report.totals).toEqual({ listings: 35, active: 35, estimated_nights: 2520, at_cap: 0, ambiguous: 1 });
    expect(report.unlocated).toBe(1);
    expect(report.zones.reduce((sum, z) => sum + z.expected, report.outside + report.unlocated)).toBeCloseTo(35, 3);
    expect((await viewer('GET', `${at}/zones/report?set=halves&captured=2024-01-15`)).json<ZoneReport>().totals).toMatchObject({ listings: 40, ambiguous: 1 });
    expect((await viewer('GET', `${at}/zones/report?set=none`)).status).toBe(404);
    expect((await viewer('POST', `${at}/zones/ask`, { polygon: { type: 'Polygon', coordinates: [[[1, 1], [1, 1], [1, 1], [1, 1]]] } })).status).toBe(400);
  });

  test('a listing without a place is placed by a click, shared out, and audited', async () => {
    const { rows: [lost] } = (await officer('GET', `${at}/listings?located=no`)).json<Page>();
    expect((await viewer('POST', `${at}/listings/${lost?.id}/place`, { by: 'click', lon: 10.25, lat: 36.8 })).status).toBe(403);
    const placed = await officer('POST', `${at}/listings/${lost?.id}/place`, { by: 'click', lon: 10.25, lat: 36.8 });
    expect(placed.json<ListingSheet>()).toMatchObject({ located: true, placed: true, lon: 10.25, zones: [{ zone: 'East', share: 1 }] });
    expect((await officer('POST', `${at}/listings/${lost?.id}/place`, { by: 'parcel', reference: 'T 0' })).status).toBe(422);
    const [other] = (await officer('GET', `${at}/listings?located=yes&size=1`)).json<Page>().rows;
    expect((await officer('POST', `${at}/listings/${other?.id}/place`, { by: 'click', lon: 10.25, lat: 36.8 })).status).toBe(409);
  });
});
