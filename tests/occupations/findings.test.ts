import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FINDING_CODES, FINDING_SOURCES, type FindingCode, type FindingRow } from '@sommier/domain/findings';
import { engines } from '../support/db.ts';
import { accountOf, addDue, recordPayment } from '../../server/src/features/ledger/index.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

interface Right { type: string; unit: string; more?: Record<string, unknown>; area?: number; rent?: [from: string, amount: number, revised?: string]; acts?: [string, string][] }
const ON = '2026-06-01';

describe.each(await engines())('the auditors’ cases of domain-property §0, looked for on the %s database', (engine) => {
  let server: TestServer, auditor: Call;
  const at = '/api/communes/HERE';
  const asset = new Map<string, string>();
  let n = 0;
  /** A sound lease has everything: the case under test takes one thing away. */
  const sound: Right = { type: 'bail_commercial', unit: '', more: { activity_kind: 'commercial', starts_on: '2024-01-01', ends_on: '2029-01-01', signed_on: '2023-12-01', written: true }, acts: [['publicity', 'AO 1/2023'], ['approval', 'Visa 3']], rent: ['2024-01-01', 100_000] };
  const put = (ref: string, r: Right): Promise<void> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
    const more = r.more ?? {}, names = Object.keys(more);
    const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, validated_at${names.map((k) => `, ${k}`).join('')}) values (current_commune(), ?, ?, 'active', 'TND', now()${names.map(() => ', ?').join('')}) returning id`,
      [ref, r.type, ...names.map((k) => more[k] as string)]) as { rows: { id: string }[] };
    await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id, area_m2) values (current_commune(), ?, ?, ?)', [o?.id ?? '', asset.get(r.unit) ?? '', r.area ?? null]);
    for (const [role, reference] of r.acts ?? []) await tx.raw('insert into occupation_act (commune_id, occupation_id, role, reference) values (current_commune(), ?, ?, ?)', [o?.id ?? '', role, reference]);
    if (r.rent) await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, amount_minor, currency, period, last_revised_on) values (current_commune(), ?, ?, ?, 'TND', 'month', ?)`, [o?.id ?? '', r.rent[0], r.rent[1], r.rent[2] ?? null]);
  });
  const place = (code: string, cls = 'prive_patrimonial', more: Record<string, unknown> = {}): Promise<void> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
    const names = Object.keys(more);
    const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, domain_class, title_state${names.map((k) => `, ${k}`).join('')}) values (current_commune(), ?, ?, ?, 'titre_foncier'${names.map(() => ', ?').join('')}) returning id`, [code, `Bien ${code}`, cls, ...names.map((k) => more[k] as string)]) as { rows: { id: string }[] };
    asset.set(code, a?.id ?? '');
  });
  /** A sound right on a property of its own, with something changed. */
  const changed = async (more: Record<string, unknown>, change: Partial<Right> = {}, cls = 'prive_patrimonial', of: Record<string, unknown> = {}): Promise<string> => {
    const code = `P${String(++n)}`;
    await place(code, cls, of);
    await put(`R${String(n)}`, { ...sound, unit: code, ...change, more: { ...sound.more, ...more } });
    return `R${String(n)}`;
  };
  const found = async (code: FindingCode): Promise<FindingRow[]> => (await auditor('GET', `${at}/findings?code=${code}&on=${ON}&size=100`)).json<{ rows: FindingRow[] }>().rows;
  const refs = async (code: FindingCode): Promise<(string | null)[]> => (await found(code)).map((f) => f.reference);

  beforeAll(async () => {
    server = await testServer({ engine });
    auditor = await server.as('auditor');
    for (let i = 0; i < 12; i++) await changed({}, { area: 100 });
  });
  afterAll(async () => { await server.close(); });

  test('a sound register has no finding; every case names its source and has words in each language', async () => {
    const head = (await auditor('GET', `${at}/findings/summary?on=${ON}`)).json<{ total: number; occupations: number; cases: { code: string; count: number; text: string }[] }>();
    expect({ total: head.total, occupations: head.occupations, codes: head.cases.map((c) => c.code) }).toEqual({ total: 0, occupations: 12, codes: [...FINDING_CODES] });
    const told = async (language: string) => new Map((await auditor('GET', `${at}/findings/summary?on=${ON}`, undefined, { 'accept-language': language })).json<{ cases: { code: string; text: string; source: { report: string; said: string } }[] }>().cases.map((c) => [c.code, c]));
    const [fr, ar, en] = [await told('fr'), await told('ar'), await told('en')];
    // The case, the name of its report and what it said: each in the reader's language, the page of the report in every one.
    for (const code of FINDING_CODES) {
      const of = [fr, ar, en].map((said) => said.get(code));
      for (const c of of) expect([code, c?.text === code, (c?.source.report.length ?? 0) > 10, c?.source.report.includes('{'), c?.source.report.includes(FINDING_SOURCES[code].page ?? '')]).toEqual([code, false, true, false, true]);
      for (const part of ['report', 'said'] as const) expect([code, part, new Set(of.map((c) => c?.source[part])).size, /[\u0600-\u06ff]/.test(of[1]?.source[part] ?? '')]).toEqual([code, part, 3, true]);
    }
  });
  test('Tunis, 28th report: premises given free for commercial use', async () => {
    const ref = await changed({ free_of_charge: true, activity: 'café' }, { rent: ['2024-01-01', 0] });
    expect(await found('free_commercial')).toMatchObject([{ reference: ref, facts: { activity: 'café', activityKind: 'commercial' } }]);
  });
  test('Tunis, 28th report: leases made without prior publicity', async () => { const ref = await changed({}, { acts: [['approval', 'Visa']] }); expect(await refs('no_publicity')).toEqual([ref]); });
  test('Morocco p. 514: no lease contract for 155 shops and 21 dwellings', async () => {
    const shop = await changed({ written: false }), dwelling = await changed({ written: null, signed_on: null, activity_kind: 'housing' }, { type: 'bail_habitation' });
    expect(await refs('no_contract')).toEqual([shop, dwelling]);
  });
  test('Tunis, 28th report: a sports venue used by a third party without a convention', async () => {
    const ref = await changed({ activity_kind: 'sport', starts_on: null, ends_on: null, found_on: '2025-01-01', activity: 'club de football' }, { type: 'sans_titre', acts: [] });
    expect(await refs('venue_without_convention')).toEqual([ref]);
    expect(await refs('occupied_without_title')).toEqual([ref]);
  });
  test('Tunis, 28th report: a stall sublet against the cahier des charges', async () => {
    const ref = await changed({ sublet_found_on: '2025-10-10', sublet_allowed: false, sublet_evidence: 'PV 12/2025' });
    await changed({ sublet_found_on: '2025-10-10', sublet_allowed: true });
    expect(await found('sublet')).toMatchObject([{ reference: ref, facts: { evidence: 'PV 12/2025' } }]);
  });
  test('Morocco p. 532 and domain-property §4 case 7: 146 m² in the contract, 126 m² in the sommier', async () => {
    const ref = await changed({}, { area: 146 }, 'prive_patrimonial', { built_area_m2: 126 });
    await changed({}, { area: 128 }, 'prive_patrimonial', { built_area_m2: 126 });
    expect(await found('area_differs')).toMatchObject([{ reference: ref, facts: { contractM2: 146, registerM2: 126, drawnM2: null } }]);
  });
  test('Morocco p. 514: a lease of more than ten years not approved by the tutelle', async () => {
    const ref = await changed({ ends_on: '2035-01-01' }, { acts: [['publicity', 'AO']] });
    await changed({ ends_on: '2034-01-01' }, { acts: [['publicity', 'AO']] });
    expect(await found('long_lease_unapproved')).toMatchObject([{ reference: ref, facts: { startsOn: '2024-01-01', endsOn: '2035-01-01' } }]);
  });
  test('Morocco p. 514: shops let at 50 DH since the 1990s, never revised', async () => {
    const ref = await changed({ starts_on: '1995-01-01', ends_on: null, tacit_renewal: true }, { rent: ['1995-01-01', 50_000] });
    await changed({ starts_on: '1995-01-01', ends_on: null, tacit_renewal: true }, { rent: ['1995-01-01', 90_000, '2024-06-01'] });
    expect(await found('rent_never_revised')).toMatchObject([{ reference: ref, facts: { since: '1995-01-01', revised: false, yearlyMinor: '600000' } }]);
  });
  test('Morocco p. 549: plots let since 1925 at 0.35 centime the square metre', async () => {
    const ref = await changed({}, { area: 100, rent: ['2024-01-01', 35] });
    expect(await found('derisory_rent')).toMatchObject([{ reference: ref, facts: { perM2Minor: '4', medianMinor: '12000' } }]);
  });
  test('Morocco p. 532: rules of temporary occupation used on private domain', async () => { const ref = await changed({}, { type: 'aot' }); expect(await refs('permit_on_private')).toEqual([ref]); });
  test('Morocco p. 549: 496 m² of public domain occupied by a private school without a permit', async () => {
    const ref = await changed({ starts_on: null, ends_on: null, found_on: '2025-02-02', activity: 'école privée', activity_kind: 'professional' }, { type: 'sans_titre', area: 496, acts: [] }, 'public_artificiel');
    expect(await found('public_without_permit')).toMatchObject([{ reference: ref, facts: { areaM2: 496, activity: 'école privée' } }]);
  });
  test('Morocco p. 514: wrong classification, a lease on public domain', async () => { const ref = await changed({}, {}, 'public_par_affectation'); expect(await refs('lease_on_public')).toEqual([ref]); });
  test('Morocco p. 90-91: buildings put up on land the commune does not own', async () => {
    await place('LAND', 'tiers_occupe_par_commune', { nature: 'land' });
    await place('SCHOOL', 'prive_affecte', { nature: 'building', parent_id: asset.get('LAND') });
    expect(await found('building_on_foreign_land')).toMatchObject([{ assetCode: 'SCHOOL', occupationId: null, facts: { land: 'LAND', landClass: 'tiers_occupe_par_commune' } }]);
  });
  test('an expired right whose occupant stayed, and a billboard nobody allowed (Tunis, 28th report)', async () => {
    const expired = await changed({ starts_on: '2021-01-01', ends_on: '2025-01-01' }, { rent: ['2021-01-01', 100_000] });
    const panel = await changed({ activity_kind: 'advertising', activity: 'panneau 4x3' }, { type: 'permis_stationnement', acts: [] }, 'public_artificiel');
    expect([await refs('expired_occupied'), await refs('billboard_without_permit')]).toEqual([[expired], [panel]]);
  });
  test('Tunis, 28th report: rents not collected, 9.714 MD; rights never recorded, 1.149 MD; what is owed is not for who may not read the money', async () => {
    const late = await changed({}, { rent: ['2024-01-01', 100_000] }), gone = await changed({ starts_on: '2022-01-01', ends_on: '2024-01-01', ended_on: '2024-01-01' }), unrecorded = await changed({}, { rent: undefined } as never);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      for (const [ref, dueOn, paid] of [[late, '2025-01-05', 40_000], [late, '2026-05-05', 0], [gone, '2023-12-05', 0]] as const) {
        const { rows: [o] } = await tx.raw('select id from occupation where commune_id = current_commune() and reference = ?', [ref]) as { rows: { id: string }[] };
        const account = await accountOf(tx, o?.id ?? '', ON);
        const due = await addDue(tx, account, { occupationId: o?.id ?? '', kind: 'rent', from: dueOn, to: ON, dueOn, amount: '100000', note: 'loyer' }, null);
        if (paid > 0) await recordPayment(tx, { accountId: account, amount: String(paid), paidOn: '2025-02-01', method: 'cash', reference: null, against: [{ dueId: due, amount: String(paid) }] }, ON, null);
      }
    });
    expect((await found('rent_not_collected')).map((f) => [f.reference, f.facts['openMinor'], f.facts['since']])).toEqual([[late, '60000', '2025-01-05'], [gone, '100000', '2023-12-05']]);
    expect(await refs('rights_not_recorded')).toEqual([unrecorded]);
    const viewer = await server.as('viewer');
    expect((await viewer('GET', `${at}/findings?code=rent_not_collected&on=${ON}`)).json()).toMatchObject({ total: 0, rows: [] });
    expect((await viewer('GET', `${at}/findings/summary?on=${ON}`)).text).not.toContain('rent_not_collected');
  });
  test('the report adds up, goes out as a table and a workbook, and is read as of a day', async () => {
    const head = (await auditor('GET', `${at}/findings/summary?on=${ON}`, undefined, { 'accept-language': 'ar' })).json<{ total: number; cases: { code: string; count: number; text: string }[] }>();
    const list = (await auditor('GET', `${at}/findings?on=${ON}&size=100`)).json<{ total: number; rows: unknown[] }>();
    expect([list.total, list.rows.length, head.cases.reduce((s, c) => s + c.count, 0), head.cases.every((c) => c.count > 0)]).toEqual([head.total, head.total, head.total, true]);
    expect(head.cases[0]?.text).toMatch(/[\u0600-\u06ff]/);
    const csv = await auditor('GET', `${at}/findings/export?format=csv&on=${ON}`);
    expect([csv.status, csv.text.trim().split('\n').length]).toEqual([200, head.total + 1]);
    expect((await auditor('GET', `${at}/findings/export?format=xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await auditor('GET', `${at}/findings/summary?on=1990-01-01`)).json()).toMatchObject({ cases: expect.arrayContaining([expect.objectContaining({ code: 'rent_never_revised', count: 0 })]) });
  });
});
