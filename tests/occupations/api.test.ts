import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OccupationSheet } from '@sommier/domain/occupations';
import { madeReference } from '../../server/src/features/occupations/occupations.sql.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

describe.each(await engines())('occupations through the API on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, viewer: Call;
  const at = '/api/communes/HERE';
  const asset: Record<string, string> = {};
  let tenant = '';
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager, viewer] = [await server.as('agent'), await server.as('manager'), await server.as('viewer')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      for (const [code, cls, land] of [['SHOP', 'prive_patrimonial', 126], ['SQUARE', 'public_artificiel', 1000], ['FLAT', 'prive_patrimonial', 80], ['HALL', 'public_par_affectation', 900]] as const) {
        const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, domain_class, title_state, built_area_m2) values (current_commune(), ?, ?, ?, 'titre_foncier', ?) returning id`, [code, `Bien ${code}`, cls, land]) as { rows: { id: string }[] };
        asset[code] = a?.id ?? '';
      }
    });
    tenant = (await agent('POST', `${at}/parties`, { kind: 'natural', name: 'Preneur Fictif' })).json<{ id: string }>().id;
  });
  afterAll(async () => { await server.close(); });

  const lease = (more: object = {}): object => ({
    type: 'bail_commercial', activity: 'épicerie', activityKind: 'commercial', startsOn: '2024-01-01', endsOn: '2027-01-01', units: [{ assetId: asset['SHOP'], areaM2: 146 }], parties: [{ partyId: tenant, role: 'tenant' }],
    acts: [{ role: 'publicity', reference: 'Avis 12/2023', datedOn: '2023-10-01' }], terms: [{ from: '2024-01-01', amountMinor: '120500', period: 'month', dueDay: 5 }], ...more,
  });
  const made = async (call: Call, body: object): Promise<OccupationSheet> => { const r = await call('POST', `${at}/occupations`, body); expect([r.status, r.status === 201 ? '' : r.text]).toEqual([201, '']); return r.json(); };
  const status = (call: Call, o: OccupationSheet, body: object): ReturnType<Call> => call('POST', `${at}/occupations/${o.id}/status`, body, { 'if-match': `"v${String(o.version)}"` });

  test('domain-property §4 case 4: a lease on public domain is refused with its reason and basis; a manager passes with a reason, kept; an AOT on private domain is warned', async () => {
    const onSquare = lease({ units: [{ assetId: asset['SQUARE'], share: { num: 1, den: 10 } }], reference: 'PUB-1' });
    const refused = await agent('POST', `${at}/occupations`, onSquare, { 'accept-language': 'fr' });
    expect([refused.status, refused.json()]).toMatchObject([422, { code: 'rule_refused', guard: 'lease_on_public_domain', basis: [{ country: 'TN' }] }]);
    expect(refused.json<{ message: string }>().message).toMatch(/domaine public/i);
    const overrides = [{ guardCode: 'lease_on_public_domain', reason: 'Bail antérieur au classement, arrêté 44/2019' }];
    expect((await agent('POST', `${at}/occupations`, { ...onSquare, overrides })).status).toBe(403);
    const passed = await made(manager, { ...onSquare, overrides });
    expect(passed).toMatchObject({ reference: 'PUB-1', overrides: [{ guard: 'lease_on_public_domain', reason: 'Bail antérieur au classement, arrêté 44/2019' }] });
    const warned = await agent('POST', `${at}/occupations`, lease({ type: 'aot', reference: 'AOT-1', units: [{ assetId: asset['FLAT'] }] }));
    expect([warned.status, warned.json<{ findings: { code: string; outcome: string }[] }>().findings]).toMatchObject([201, [{ code: 'permit_on_private_domain', outcome: 'warn' }]]);
    const trail = await (await server.as('auditor'))('GET', `${at}/audit?size=100`);
    expect(trail.text).toContain('lease_on_public_domain');
  });

  test('domain-property §4 case 7: 146 m² in the contract, 126 in the register, the drawn area beside: the sheet carries all three', async () => {
    const o = await made(agent, lease());
    expect(o).toMatchObject({ reference: expect.stringMatching(/^OC-\d{6}$/), status: 'draft', validated: false, rent: { amountMinor: '120500' }, units: [{ areaM2: 146, registerM2: 126, drawnM2: null }], parties: [{ name: 'Preneur Fictif', masked: false, role: 'tenant' }] });
    const asViewer = (await viewer('GET', `${at}/occupations/${o.id}`)).json<OccupationSheet>();
    expect(asViewer.parties).toMatchObject([{ name: 'P. F.', masked: true }]);
    expect((await agent('DELETE', `${at}/occupations/${o.id}`, undefined, { 'if-match': `"v${String(o.version)}"` })).status).toBe(204);
  });

  test('a right without a reference is named by its whole number, however long', async () => {
    const { rows } = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`select ${madeReference('v.n')} as r from (values (7::bigint), (999999), (1234567), (12345678)) v(n)`)) as { rows: { r: string }[] };
    expect(rows.map((r) => r.r)).toEqual(['OC-000007', 'OC-999999', 'OC-1234567', 'OC-12345678']);
  });

  test('a right is validated, meets another, gives notice, ends, and the next one takes its place; a second writer is told', async () => {
    const first = await made(agent, lease({ reference: 'L-1' })), second = await made(agent, lease({ reference: 'L-2', startsOn: '2026-01-01', endsOn: '2029-01-01', terms: [] }));
    const active = (await status(agent, first, { to: 'active' })).json<OccupationSheet>();
    expect(active).toMatchObject({ status: 'active', validated: true, rent: { amountMinor: '120500', currency: 'TND', period: 'month' } });
    const over = await status(agent, second, { to: 'active' });
    expect([over.status, over.json()]).toMatchObject([422, { reason: 'occupations.breach.whole', kind: 'whole', unit: 'SHOP', from: '2026-01-01', others: 'L-1' }]);
    expect((await status(agent, first, { to: 'litigation' })).status).toBe(412);
    expect((await status(agent, active, { to: 'notice', on: '2025-12-31' })).status).toBe(400);
    const given = (await status(agent, active, { to: 'notice', on: '2026-01-01', noticeGivenOn: '2025-06-01', noticeBy: 'occupant' })).json<OccupationSheet>();
    expect(given).toMatchObject({ writtenStatus: 'notice', heldUntil: '2026-01-01', noticeBy: 'occupant' });
    expect((await status(agent, second, { to: 'active' })).json()).toMatchObject({ status: 'active' });
    expect((await agent('GET', `${at}/occupations?asset=${asset['SHOP'] ?? ''}&sort=startsOn&on=2025-06-01`)).json()).toMatchObject({ total: 2, rows: [{ reference: 'L-1', status: 'notice' }, { reference: 'L-2', status: 'active' }] });
    const timeline = (await agent('GET', `${at}/assets/${asset['SHOP'] ?? ''}/occupancy?from=2023-01-01&to=2027-01-01`)).json<{ units: { spans: unknown[] }[] }>();
    expect(timeline.units[0]?.spans).toMatchObject([{ from: '2023-01-01', to: '2024-01-01', state: null }, { from: '2024-01-01', to: '2026-01-01', state: 'let' }, { from: '2026-01-01', to: '2027-01-01', state: 'let' }]);
  });

  test('stalls stay within their market’s concession, in days and share, and end with it', async () => {
    const market = await made(manager, lease({ type: 'concession', reference: 'M-1', activityKind: 'market', units: [{ assetId: asset['HALL'] }], endsOn: '2028-01-01' }));
    const running = (await status(manager, market, { to: 'active' })).json<OccupationSheet>();
    const stall = await made(agent, lease({ type: 'emplacement_marche', reference: 'M-1/7', parentId: market.id, units: [{ assetId: asset['HALL'], share: { num: 1, den: 40 } }], startsOn: '2024-03-01', endsOn: '2029-01-01', terms: [] }));
    expect((await status(agent, stall, { to: 'active' })).json()).toMatchObject({ reason: 'occupations.breach.parent_dates' });
    const within = (await agent('PATCH', `${at}/occupations/${stall.id}`, { endsOn: '2028-01-01' }, { 'if-match': `"v${String(stall.version)}"` })).json<OccupationSheet>();
    expect((await status(agent, within, { to: 'active' })).json()).toMatchObject({ status: 'active', parent: { reference: 'M-1' } });
    expect((await status(manager, running, { to: 'ended', on: '2025-01-01' })).json()).toMatchObject({ status: 'ended', children: [{ reference: 'M-1/7', status: 'ended' }] });
    expect((await agent('GET', `${at}/occupations/facets?rank=derived`)).json()).toMatchObject({ total: 1, type: [{ value: 'emplacement_marche', count: 1 }] });
  });

  test('filters, words and the table out', async () => {
    const refs = async (query: string): Promise<string[]> => (await viewer('GET', `${at}/occupations?${query}`)).json<{ rows: { reference: string }[] }>().rows.map((r) => r.reference);
    const words = async (q: string) => (await viewer('POST', `${at}/occupations/search`, { filter: { q } })).json<{ rows: { reference: string }[] }>().rows.map((r) => r.reference);
    expect(await words('epicerie shop')).toEqual(['L-1', 'L-2']);
    expect(await words('fictif')).toEqual([]);
    expect((await viewer('GET', `${at}/occupations?q=epicerie`)).json()).toMatchObject({ status: 400, issues: [{ path: 'query.q' }] });
    expect(await refs(`party=${tenant}&type=concession`)).toEqual(['M-1']);
    expect(await refs('domain=public&sort=reference')).toEqual(['M-1', 'M-1/7', 'PUB-1']);
    expect(await refs('endsFrom=2026-01-01&endsBefore=2026-02-01')).toEqual(['L-1']);
    const out = await agent('GET', `${at}/occupations/export?format=csv`);
    expect([out.status, out.text.split('\n')[0]]).toEqual([200, expect.stringContaining('reference,type,lease_status,unit,share')]);
    expect(out.text).toContain('L-1,bail_commercial,');
    expect(out.text).toContain('120.500');
    const book = await agent('GET', `${at}/occupations/export?format=xlsx`);
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
  });
});
