import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RULE_TEMPLATES } from '@sommier/domain/revisions';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

describe.each(await engines())('revisions and the revenue gap of a Moroccan commune (%s)', (engine) => {
  let server: TestServer, officer: Call, manager: Call, shop: string, young: string;
  beforeAll(async () => {
    server = await testServer({ engine });
    officer = await server.as('officer');
    manager = await server.as('manager');
    await server.deps.db.asOwner((tx) => tx.raw(`update commune set currency = 'MAD', timezone = 'Africa/Casablanca' where code = 'HERE'`));
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      const lease = (startsOn: string, amount: bigint) => ({ startsOn, heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: startsOn, to: null, amount, charges: 0n, period: 'month' as const, dueDay: 1, dueWhen: 'advance' as const, prorata: 'actual' as const, anchor: null }] });
      shop = await plant(tx, 'S-1', lease('2015-01-01', 5_000n), 'MAD');
      young = await plant(tx, 'S-2', lease('2026-01-01', 100_000n), 'MAD');
      const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, district, built_area_m2, geom) values (current_commune(), 'B-1', 'Boutique', 'Médina', 126, st_setsrid(st_makepoint(-7.99, 31.62), 4326)) returning id`) as { rows: { id: string }[] };
      await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id, area_m2) values (current_commune(), ?, ?, 146)', [shop, a?.id ?? '']);
      const { rows: [b] } = await tx.raw(`insert into asset (commune_id, code, name, district, built_area_m2) values (current_commune(), 'B-2', 'Terrain', 'Médina', 496) returning id`) as { rows: { id: string }[] };
      const { rows: [w] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, validated_at, activity_kind) values (current_commune(), 'ST-1', 'sans_titre', 'active', 'MAD', now(), 'commercial') returning id`) as { rows: { id: string }[] };
      await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [w?.id ?? '', b?.id ?? '']);
    });
  });
  afterAll(async () => { await server.close(); });

  test('simulates, proposes at the ceiling, applies as a dated term; the next must wait three years', async () => {
    const simulated = (await officer('get', '/api/communes/HERE/revisions/simulation?day=2027-01-01')).json<{ counts: Record<string, number>; rows: Record<string, string>[]; unconfirmed: string[]; yearly: string }>();
    expect(simulated.counts).toMatchObject({ due: 1, not_yet: 1 });
    expect(simulated.rows[0]).toMatchObject({ occupation: 'S-1', ceiling: '5500', court: '7500', yearly: '6000', rule: 'ma-0703-business' });
    expect(simulated.unconfirmed).toEqual(['ma-0703-business']);
    const above = await officer('post', '/api/communes/HERE/revisions', { occupations: [shop], effectOn: '2027-01-01', amount: '5501' });
    expect([above.status, above.json<{ reason: string }>().reason]).toEqual([422, 'revisions.above_ceiling']);
    expect((await officer('post', '/api/communes/HERE/revisions', { occupations: [young], effectOn: '2027-01-01' })).json<{ reason: string; earliest: string }>()).toMatchObject({ reason: 'revisions.too_early', earliest: '2029-01-01' });
    expect((await officer('post', '/api/communes/HERE/revisions', { occupations: [shop, young], effectOn: '2027-01-01' })).json()).toEqual({ proposed: 1, refused: [{ occupationId: young, reason: 'too_early' }] });
    const [row] = (await officer('get', '/api/communes/HERE/revisions')).json<{ rows: { id: string; newAmount: string }[] }>().rows;
    expect(row?.newAmount).toBe('5500');
    const letter = await officer('post', `/api/communes/HERE/revisions/${row?.id ?? ''}/letter`, { language: 'ar' });
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await manager('post', `/api/communes/HERE/revisions/${row?.id ?? ''}/apply`)).status).toBe(409);
    expect((await officer('post', `/api/communes/HERE/revisions/${row?.id ?? ''}/decide`, { to: 'accepted' })).status).toBe(200);
    expect((await officer('post', `/api/communes/HERE/revisions/${row?.id ?? ''}/apply`)).status).toBe(403);
    expect((await manager('post', `/api/communes/HERE/revisions/${row?.id ?? ''}/apply`)).json()).toMatchObject({ state: 'applied', letters: 1 });
    const { next } = (await officer('get', `/api/communes/HERE/occupations/${shop}/accounts?day=2026-12-15`)).json<{ next: { from: string; amount: string }[] }>();
    expect(next.slice(0, 3).map((d) => [d.from, d.amount])).toEqual([['2026-12-01', '5000'], ['2027-01-01', '5500'], ['2027-02-01', '5500']]);
    expect((await officer('post', '/api/communes/HERE/revisions', { occupations: [shop], effectOn: '2029-12-01' })).json()).toMatchObject({ reason: 'revisions.too_early', earliest: '2030-01-01' });
  });

  test('the gap: contract, legal and market rent a year; without title an estimate apart; summed by district', async () => {
    expect((await officer('post', '/api/communes/HERE/revenue/market-rents', { use: 'business', from: '2026-01-01', perM2Month: '8000', source: 'enquête' })).status).toBe(403);
    expect((await manager('post', '/api/communes/HERE/revenue/market-rents', { use: 'business', from: '2026-01-01', perM2Month: '8000', source: 'enquête locative 2026' })).status).toBe(201);
    const gap = (await officer('get', '/api/communes/HERE/revenue/gap?day=2026-12-01')).json<{ properties: number; contract: string; marketGap: string; withoutTitle: number; withoutTitleFee: string; districts: { district: string; marketGap: string }[]; rows: { code: string; contract: string; legal: string; market: string; band: string; areaM2: number; kind: string; missed: string | null }[] }>();
    const at = (code: string) => gap.rows.find((r) => r.code === code);
    // 146 m² in the contract, at 80.00 a square metre and month; 50.00 a month asked.
    expect(at('B-1')).toMatchObject({ contract: '60000', legal: '66000', market: String(8000 * 12 * 146), band: 'over75', areaM2: 146, kind: 'let', missed: '79860' });
    expect(at('B-2')).toMatchObject({ contract: '0', market: String(8000 * 12 * 496), kind: 'without_title' });
    expect(gap).toMatchObject({ properties: 2, contract: '60000', marketGap: String(8000 * 12 * 146 - 60000), withoutTitle: 1, withoutTitleFee: String(8000 * 12 * 496) });
    expect(gap).toMatchObject({ legalGap: '6000', legalUnknown: 0 });
    expect(gap.districts).toMatchObject([{ district: 'Médina', marketGap: gap.marketGap }]);
    // Properties that name no district are a choice like any other.
    const codes = async (query: string): Promise<string[]> => (await officer('get', `/api/communes/HERE/revenue/gap?day=2026-12-01&sort=code&${query}`)).json<{ rows: { code: string }[] }>().rows.map((r) => r.code).sort();
    const move = (district: string | null): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update asset set district = ?, version = version + 1 where commune_id = current_commune() and code = 'B-2'`, [district]));
    await move(null);
    expect([await codes('inDistrict=no'), await codes('inDistrict=yes'), await codes('district=M%C3%A9dina'), await codes('')]).toEqual([['B-2'], ['B-1'], ['B-1'], ['B-1', 'B-2']]);
    await move('Médina');
    expect((await officer('get', '/api/communes/HERE/revenue/gap/map?day=2026-12-01')).json<{ features: unknown[] }>().features).toHaveLength(1);
    for (const format of ['csv', 'xlsx']) expect((await officer('get', `/api/communes/HERE/revenue/gap/file?format=${format}`)).status).toBe(200);
    expect((await officer('get', '/api/communes/HERE/revenue/gap/file?format=csv&day=2026-12-01')).text).toContain('B-1');
  });

  test('a rule that gives no ceiling in figures leaves the legal rent unknown: never a gap of zero', async () => {
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`insert into revision_rule (commune_id, code, rule) select current_commune(), :code, cast(:rule as jsonb) on conflict (commune_id, code) do update set rule = excluded.rule`,
      { code: 'ma-0703-business', rule: JSON.stringify({ ...RULE_TEMPLATES.find((r) => r.code === 'ma-0703-business'), kind: 'agreement', ceilingBp: null, court: null }) }));
    const gap = (await officer('get', '/api/communes/HERE/revenue/gap?day=2026-12-01')).json<{ legalGap: string; legalUnknown: number; rows: { code: string; legal: string | null; legalGap: string | null }[] }>();
    expect(gap.rows.find((r) => r.code === 'B-1')).toMatchObject({ legal: null, legalGap: null });
    expect(gap).toMatchObject({ legalGap: '0', legalUnknown: 1 });
    expect((await officer('get', '/api/communes/HERE/revisions/simulation?day=2026-12-01')).json()).toMatchObject({ yearly: '0', uncapped: 1 });
  });
});
