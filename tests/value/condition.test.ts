import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssetCondition, ConditionReport, Inspection, InspectionKept, Work, WorksPlan } from '@sommier/domain/condition';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

describe.each(await engines())('condition, works and their plan (%s)', (engine) => {
  let server: TestServer, agent: Call, manager: Call;
  const assets: Record<string, string> = {};
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      const { rows } = await tx.raw(`insert into asset (commune_id, code, name, district) values (current_commune(), 'E-1', 'École', 'Nord'), (current_commune(), 'E-2', 'Marché', 'Nord'), (current_commune(), 'E-3', 'Stade', 'Sud') returning code, id`) as { rows: { code: string; id: string }[] };
      for (const r of rows) assets[r.code] = r.id;
    });
  });
  afterAll(async () => { await server.close(); });
  const base = '/api/communes/HERE';
  const post = async <T>(who: Call, path: string, body: object, status = 201): Promise<T> => { const a = await who('POST', `${base}/${path}`, body); expect([path, a.status]).toEqual([path, status]); return a.json<T>(); };
  const read = async (code: string): Promise<AssetCondition> => (await agent('GET', `${base}/assets/${assets[code] ?? ''}/condition`)).json<AssetCondition>();
  const work = (code: string, more: object = {}): Promise<Work> => post<Work>(agent, `assets/${assets[code] ?? ''}/works`, { component: 'roof', title: 'Toiture', priority: 3, ...more });

  test('an inspection is kept as it was; the register follows the latest that stands; one withdrawn stays to be read', async () => {
    const path = `assets/${assets['E-1'] ?? ''}/inspections`;
    const first = await post<Inspection>(agent, path, { on: '2025-03-01', class: 'good', components: [{ component: 'roof', class: 'bad', note: 'fuites' }] });
    const second = await post<Inspection>(agent, path, { on: '2026-03-01', class: 'very_bad' });
    await post(agent, path, { on: '2999-01-01', class: 'good' }, 422);
    await post(agent, path, { on: '2026-01-01', class: 'good', components: [{ component: 'roof', class: 'bad' }, { component: 'roof', class: 'good' }] }, 400);
    const register = async (): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw('select condition_class as class, condition_on as on from asset where id = ?', [assets['E-1'] ?? '']) as { rows: unknown[] }).rows[0]);
    expect(await register()).toEqual({ class: 'very_bad', on: '2026-03-01' });
    await post(agent, `inspections/${second.id}/withdraw`, { reason: 'autre bâtiment' }, 200);
    await post(agent, `inspections/${second.id}/withdraw`, { reason: 'encore' }, 422);
    expect(await register()).toEqual({ class: 'good', on: '2025-03-01' });
    expect((await read('E-1')).inspections.map((i) => [i.id, i.reason])).toEqual([[second.id, 'autre bâtiment'], [first.id, null]]);
    await expect(server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update inspection set class = 'ruin' where id = ?`, [first.id]))).rejects.toThrow(/never overwritten/);
  });
  test('on a validated property a visit is kept at once and its class waits for a second person; it stays validated', async () => {
    const raw = async <T>(sql: string): Promise<T[]> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql) as { rows: T[] }).rows);
    const [made] = await raw<{ id: string }>(`insert into asset (commune_id, code, name, district) values (current_commune(), 'E-9', 'Stade', 'Est') returning id`), id = made!.id;
    await post(agent, 'reviews', { assets: [id] }, 200);
    const row = async (): Promise<{ class: string | null; on: string | null; review: string; version: number }> => (await raw<never>(`select condition_class as class, condition_on as "on", review, version from asset where commune_id = current_commune() and id = ${id}`))[0]!;
    expect((await manager('POST', `${base}/assets/${id}/validate`, {}, { 'if-match': `"v${(await row()).version}"` })).status).toBe(200);
    const one = await post<InspectionKept>(agent, `assets/${id}/inspections`, { on: '2025-03-01', class: 'good' });
    expect([await row(), one.proposal !== null]).toMatchObject([{ class: null, on: null, review: 'validated' }, true]);
    // A later visit says more: what the first proposed ends. The inspector's own word does not write it.
    const two = await post<InspectionKept>(agent, `assets/${id}/inspections`, { on: '2026-03-01', class: 'bad' });
    const decide = async (who: Call, proposal: string | null): Promise<number> => (await who('POST', `${base}/proposals/${proposal ?? ''}/decision`, { version: (await row()).version, accept: ['conditionClass', 'conditionOn'] })).status;
    expect([await decide(manager, one.proposal), await decide(agent, two.proposal), await row()]).toMatchObject([409, 403, { class: null }]);
    expect([await decide(manager, two.proposal), await row()]).toMatchObject([200, { class: 'bad', on: '2026-03-01', review: 'validated' }]);
    const back = await post<InspectionKept>(agent, `inspections/${two.id}/withdraw`, { reason: 'autre bâtiment' }, 200);
    expect(await row()).toMatchObject({ class: 'bad', review: 'validated' });
    expect([await decide(manager, back.proposal), await row()]).toMatchObject([200, { class: 'good', on: '2025-03-01', review: 'validated' }]);
    await raw(`update asset set status = 'disposed' where commune_id = current_commune() and id = ${id}`);
  });
  test('the index: 350,000 over 4,950,000 is 7.07 %, fair; without a replacement value it is not computable; works done no longer count', async () => {
    const one = await work('E-1', { cost: '350000000', priority: 2, wanted: 2027 });
    expect((await read('E-1')).fci).toEqual({ kind: 'not_computable', reason: 'no_replacement_value' });
    expect((await post<AssetCondition>(agent, `assets/${assets['E-1'] ?? ''}/replacement`, { amount: '4950000000', on: '2026-01-01', source: '1 000 m² × 4 500 × 1,10' }, 200)).fci).toEqual({ kind: 'computed', bp: 707, band: 'fair' });
    expect((await agent('PATCH', `${base}/works/${one.id}`, { state: 'done' }, { 'if-match': '"v9"' })).status).toBe(412);
    const done = await agent('PATCH', `${base}/works/${one.id}`, { state: 'done' }, { 'if-match': '"v1"' });
    expect([done.status, done.json<Work>().closedOn !== null]).toEqual([200, true]);
    expect((await read('E-1')).fci).toMatchObject({ bp: 0, band: 'good' });
    expect((await agent('PATCH', `${base}/works/${one.id}`, { state: 'open' }, { 'if-match': '"v2"' })).json<Work>()).toMatchObject({ closedOn: null, state: 'open' });
  });
  test('a signed cost valuation gives the replacement value, land left out', async () => {
    const v = await post<{ id: string }>(agent, `assets/${assets['E-2'] ?? ''}/valuations`, { purpose: 'inventory', basis: 'replacement', valuedOn: '2026-02-01', inputs: { method: 'replacement_cost', currency: 'TND', land: '800000', areaM2: '1000', unitCost: '4500', feeRate: '0.10', physical: { by: 'age', age: '20', life: '60' } } });
    expect((await read('E-2')).replacement).toBeNull();
    await post(manager, `valuations/${v.id}/sign`, {}, 200);
    expect((await read('E-2')).replacement).toMatchObject({ amount: '4950000000', from: 'valuation', on: '2026-02-01' });
  });
  test('the portfolio: sum over sum, what cannot be computed beside it; the scale is the commune’s', async () => {
    await work('E-2', { cost: '1650000000', priority: 1 });
    await work('E-3', { cost: '5000', component: 'outside' });
    await work('E-3', {});
    const report = async (): Promise<ConditionReport> => (await agent('GET', `${base}/condition`)).json<ConditionReport>();
    const found = await report();
    // (350 + 1,650) / (4,950 + 4,950) = 20.20 %, where the mean of 7.07 and 33.33 would say the same only by chance.
    expect(found).toMatchObject({ index: { bp: 2020, band: 'poor' }, computable: 2, notComputable: 1, deferredOutside: '5000', total: 3 });
    expect(found.rows.map((r) => [r.code, r.fci.kind === 'computed' ? r.fci.band : 'none'])).toEqual([['E-2', 'critical'], ['E-1', 'fair'], ['E-3', 'none']]);
    expect((await agent('PUT', `${base}/condition/scale`, { scale: [{ band: 'good', upToBp: 2500 }, { band: 'critical', upToBp: null }] })).status).toBe(403);
    expect((await manager('PUT', `${base}/condition/scale`, { scale: [{ band: 'good', upToBp: 2500 }, { band: 'critical', upToBp: null }] })).status).toBe(200);
    expect((await report()).index).toMatchObject({ band: 'good' });
    const csv = await agent('GET', `${base}/condition/file?format=csv`);
    expect(csv.text.split('\n').find((l) => l.startsWith('E-3'))).toMatch(/non calculable|not computable|غير/);
  });
  test('a plan: what fits, what is put off and why; another person adopts, then it stands', async () => {
    const plan = await post<WorksPlan>(agent, 'condition/plans', { name: 'Plan 2027-2028', firstYear: 2027, budgets: ['1700000000', '400000000'] });
    const titleOf = (id: string): string => { const w = plan.works.find((x) => x.id === id); return `${w?.assetCode ?? ''} ${w?.cost ?? '-'}`; };
    expect(plan.years.map((y) => [y.year, y.spent, y.works.map(titleOf)])).toEqual([[2027, '1650005000', ['E-2 1650000000', 'E-3 5000']], [2028, '350000000', ['E-1 350000000']]]);
    expect(plan.putOff.map((p) => [titleOf(p.id), p.reason])).toEqual([['E-3 -', 'no_cost']]);
    expect(plan.late).toHaveLength(1);
    const small = plan.works.find((w) => w.cost === '5000')?.id ?? '';
    const pinned = await agent('PATCH', `${base}/condition/plans/${plan.id}`, { pins: { [small]: 'off' } }, { 'if-match': '"v1"' });
    expect(pinned.json<WorksPlan>().putOff.map((p) => p.reason).sort()).toEqual(['by_hand', 'no_cost']);
    const own = await post<WorksPlan>(manager, 'condition/plans', { name: 'Sien', firstYear: 2027, budgets: ['1'] });
    await post(manager, `condition/plans/${own.id}/adopt`, {}, 422);
    await post(manager, `condition/plans/${plan.id}/adopt`, {}, 200);
    await work('E-3', { cost: '1', priority: 1 });
    const kept = (await agent('GET', `${base}/condition/plans/${plan.id}`)).json<WorksPlan>();
    expect([kept.state, kept.works.length]).toEqual(['adopted', 4]);
    expect((await agent('PATCH', `${base}/condition/plans/${plan.id}`, { pins: {} }, { 'if-match': '"v3"' })).status).toBe(422);
  });
});
