import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lineValue, type MassLine, type MassRun, type MassRunSheet } from '@sommier/domain/portfolio';
import { adoptedValues } from '../../server/src/features/portfolio/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const base = '/api/communes/HERE/portfolio/runs';
const PARAMS = { name: 'Parc 2026', day: '2026-06-01', fewest: 3, factors: { bad: 8000 } };

describe.each(await engines())('mass valuation of the portfolio (%s)', (engine) => {
  let server: TestServer, agent: Call, manager: Call;
  const sql = (text: string, bind: unknown[] = []): Promise<{ rows: Record<string, string>[] }> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(text, bind as string[])) as never;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    // Three shops sold in the north at 1,000, 1,100 and 1,200 a square metre, one far away: the north has a market of its own, the rest leans on the commune's.
    await sql(`insert into comparable (commune_id, source_key, kind, use_kind, traded_on, area_m2, price_minor, district, source) select current_commune(), 'C' || n, 'sale', 'shop', '2026-01-01', 10, price * 10000, district, 'essai' from (values (1, 1000, 'Nord'), (2, 1100, 'Nord'), (3, 1200, 'Nord'), (4, 1300, 'Sud')) v(n, price, district)`);
    await sql(`insert into asset (commune_id, code, name, use_code, nature, district, useful_area_m2, built_area_m2, condition_class) values
      (current_commune(), 'P1', 'Boutique', 'commerce', 'unit', 'Nord', 33.333, 40, 'good'), (current_commune(), 'P2', 'Boutique', 'commerce', 'unit', 'Nord', null, 50, 'bad'), (current_commune(), 'P3', 'Boutique', 'commerce', 'unit', 'Sud', 60, null, null),
      (current_commune(), 'P4', 'École', 'education', 'building', 'Nord', 500, null, null), (current_commune(), 'P5', 'Boutique', 'commerce', 'unit', 'Nord', null, null, null), (current_commune(), 'P6', 'Halle', 'market', 'building', 'Nord', 5000, null, null), (current_commune(), 'P8', 'Bureaux', 'offices', 'building', 'Nord', 70, null, null)`);
    await sql(`insert into asset (commune_id, code, name, use_code, nature, district, useful_area_m2, parent_id) select current_commune(), 'P7', 'Étal', 'commerce', 'unit', 'Nord', 12, id from asset where code = 'P6'`);
  });
  afterAll(async () => { await server.close(); });
  const compute = async (params: object = PARAMS): Promise<MassRunSheet> => {
    const started = await agent('POST', base, params);
    expect(started.status).toBe(202);
    const { id, job } = started.json<{ id: string; job: string }>();
    for (let n = 0; n < 200; n++) {
      const { state, error } = (await agent('GET', `/api/communes/HERE/jobs/${job}`)).json<{ state: string; error: unknown }>();
      if (state === 'done') break;
      if (['failed', 'cancelled'].includes(state)) throw new Error(`${state} ${JSON.stringify(error)}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return (await agent('GET', `${base}/${id}`)).json<MassRunSheet>();
  };
  const linesOf = async (id: string, query = ''): Promise<MassLine[]> => (await agent('GET', `${base}/${id}/lines?size=100${query}`)).json<{ rows: MassLine[] }>().rows;
  const decide = (id: string, asset: string, take: boolean): ReturnType<Call> => agent('POST', `${base}/${id}/lines/${asset}`, { take, reason: 'vu sur place' });
  let first: MassRunSheet;

  test('each square metre once, at its zone’s price or the commune’s and said so; what has no market, area or deal is not valued', async () => {
    first = await compute();
    const by = new Map((await linesOf(first.id)).map((l) => [l.code, l]));
    expect(['P1', 'P2', 'P3'].map((c) => { const l = by.get(c); return [l?.value, l?.perM2, l?.wider, l?.areaFrom, l?.state]; })).toEqual([['36666300', '1100000', false, 'useful', 'valued'], ['44000000', '1100000', false, 'built', 'valued'], ['69000000', '1150000', true, 'useful', 'valued']]);
    expect(['P4', 'P5', 'P7', 'P8'].map((c) => [by.get(c)?.reason, by.get(c)?.value])).toEqual([['no_market', null], ['no_area', null], ['within', null], ['no_evidence', null]]);
    // The database and the domain compute the same.
    for (const l of by.values()) if (l.value !== null) expect(String(lineValue(String(l.areaM2), BigInt(l.perM2 ?? '0'), l.factorBp))).toBe(l.value);
    expect(by.get('P6')).toMatchObject({ state: 'held', outliers: ['area'] });
    expect(BigInt(first.total)).toBe(36_666_300n + 44_000_000n + 69_000_000n);
    expect(first.byUse.reduce((n, g) => n + BigInt(g.value), 0n)).toBe(BigInt(first.total));
  });
  test('an outlier waits for a person; the author does not adopt; adopted, it stands', async () => {
    expect((await manager('POST', `${base}/${first.id}/adopt`, {})).json<{ message: string }>().message).toMatch(/1/);
    const [held] = await linesOf(first.id, '&state=held');
    expect((await decide(first.id, (await linesOf(first.id, '&state=valued'))[0]?.asset ?? '', true)).status).toBe(422);
    expect((await decide(first.id, held?.asset ?? '', false)).json<MassLine>()).toMatchObject({ state: 'excluded', decision: 'vu sur place' });
    const adopted = await manager('POST', `${base}/${first.id}/adopt`, {});
    expect([adopted.status, adopted.json<MassRun>().state]).toEqual([200, 'adopted']);
    expect((await decide(first.id, held?.asset ?? '', true)).status).toBe(422);
    await expect(sql('update mass_line set value_minor = 1 where run_id = ?', [first.id])).rejects.toThrow(/does not change/);
    const values = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => adoptedValues(tx, undefined, '2026-12-31'));
    expect([...values.values()].reduce((n, v) => n + BigInt(v.value), 0n)).toBe(149_666_300n);
  });
  test('the same inputs give the same hash; frozen inputs give the same values whatever the register says since', async () => {
    const again = await compute({ ...PARAMS, name: 'Encore' });
    expect(again.hash).toBe(first.hash);
    await sql(`update asset set useful_area_m2 = 40 where code = 'P1'`);
    expect((await agent('GET', `${base}/${first.id}/check`)).json()).toEqual({ same: true, hash: first.hash, differing: 0 });
    await agent('POST', `${base}/${again.id}/drop`, {});
    // A frozen price written over past the application is found out.
    await sql('update mass_price set per_m2_minor = per_m2_minor + 1 where run_id = ?', [again.id]);
    expect((await agent('GET', `${base}/${again.id}/check`)).json()).toMatchObject({ same: false });
  });
  test('what changed since the run before and why: parts that sum to the difference', async () => {
    await sql(`update comparable set price_minor = price_minor * 2 where source_key in ('C1', 'C2', 'C3')`);
    await sql(`update asset set condition_class = 'good' where code = 'P2'`);
    await sql(`insert into asset (commune_id, code, name, use_code, nature, district, useful_area_m2) values (current_commune(), 'P9', 'Boutique', 'commerce', 'unit', 'Nord', 10)`);
    const next = await compute({ ...PARAMS, name: 'Parc suivant', day: '2026-07-01' });
    const held = await linesOf(next.id, '&state=held');
    expect(held.filter((l) => l.outliers.includes('jump')).map((l) => l.code).sort()).toEqual(['P1', 'P2', 'P3']);
    for (const l of held) expect((await decide(next.id, l.asset, l.code !== 'P6')).status).toBe(200);
    const { change, total } = (await agent('GET', `${base}/${next.id}`)).json<MassRunSheet>();
    expect(change).toMatchObject({ before: '149666300', after: total, area: '7333700', newCount: 1, goneCount: 0, new: '22000000', gone: '0' });
    const part = (k: 'area' | 'price' | 'place' | 'class' | 'new' | 'gone'): bigint => BigInt(change?.[k] ?? '0');
    expect(part('area') + part('price') + part('place') + part('class') + part('new') + part('gone')).toBe(BigInt(total) - 149_666_300n);
    // P2 from bad (80 %) to good, 50 m² at 2,200 dinars: a fifth of 110,000.
    expect(part('class')).toBe(22_000_000n);
    const csv = await agent('GET', `${base}/${next.id}/file?format=csv`);
    expect(csv.text.trim().split('\n')).toHaveLength(10);
  });
});
