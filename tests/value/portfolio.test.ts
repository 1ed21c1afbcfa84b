import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lineValue, type MassLine, type MassRun, type MassRunSheet } from '@sommier/domain/portfolio';
import { adoptedValues } from '../../server/src/features/portfolio/index.ts';
import { chance } from '../../seed/prng.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const base = '/api/communes/HERE/portfolio/runs', THERE = '/api/communes/THERE/portfolio/runs';
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
  const compute = async (params: object = PARAMS, at = base, who = agent): Promise<MassRunSheet> => {
    const started = await who('POST', at, params);
    expect(started.status).toBe(202);
    const { id, job } = started.json<{ id: string; job: string }>();
    for (let n = 0; n < 200; n++) {
      const { state, error } = (await who('GET', `${at.replace('portfolio/runs', 'jobs')}/${job}`)).json<{ state: string; error: unknown }>();
      if (state === 'done') break;
      if (['failed', 'cancelled'].includes(state)) throw new Error(`${state} ${JSON.stringify(error)}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return (await who('GET', `${at}/${id}`)).json<MassRunSheet>();
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

  test('a made-up portfolio beside a reckoning of its own, line by line: medians, zones too thin, parts of a whole, rounding', async () => {
    const luck = chance(51), who = await server.as('agent', 'THERE');
    const there = (text: string): Promise<{ rows: Record<string, string>[] }> => server.deps.db.inCommune({ commune: server.communes.THERE.id }, (tx) => tx.raw(text)) as never;
    const quoted = (v: string | number | null): string => (v === null ? 'null' : typeof v === 'number' ? String(v) : `'${v}'`);
    const zones = ['Nord', 'Sud', 'Est', null], uses = ['shop', 'dwelling', 'office'], codes = { commerce: 'shop', housing: 'dwelling', offices: 'office', storage: 'workshop', education: null };
    const factors = { very_good: 11_000, good: 10_000, bad: 8000, very_bad: 6000, ruin: 3000, unknown: 9500 };
    const deals = Array.from({ length: 90 }, (_x, i) => ({ key: `D${String(i)}`, kind: luck.odds(0.9) ? 'sale' : 'rent', use: luck.pick(uses), on: luck.pick(['2026-05-31', '2026-01-01', '2024-06-01', '2023-06-02', '2023-06-01', '2019-01-01', '2026-06-02']), area: luck.whole(1, 90), per: luck.whole(400_000, 2_000_000), zone: luck.odds(0.1) ? 'Est' : luck.pick(zones.filter((z) => z !== 'Est')), aside: luck.odds(0.1) }));
    await there(`insert into comparable (commune_id, source_key, kind, use_kind, traded_on, area_m2, price_minor, period, district, aside, aside_reason, source) values ${deals.map((d) => `(current_commune(), '${d.key}', '${d.kind}', '${d.use}', '${d.on}', ${String(d.area)}, ${String(d.area * d.per)}, ${d.kind === 'rent' ? `'month'` : 'null'}, ${quoted(d.zone)}, ${String(d.aside)}, ${d.aside ? `'vente familiale'` : 'null'}, 'essai')`).join(', ')}`);
    const area = (): number | null => (luck.odds(0.75) ? luck.whole(1, 400_000) / 1000 : null);
    const things = Array.from({ length: 80 }, (_x, i) => ({ code: `T${String(i)}`, use: luck.pick(Object.keys(codes)) as keyof typeof codes, zone: luck.pick(zones), useful: area(), built: area(), class: luck.odds(0.8) ? luck.pick(Object.keys(factors).slice(0, 5)) as keyof typeof factors : null, status: luck.odds(0.9) ? 'active' : 'disposed', in: i > 20 && luck.odds(0.4) ? luck.whole(0, i - 1) : null }));
    await there(`insert into asset (commune_id, code, name, nature, use_code, district, useful_area_m2, built_area_m2, condition_class, status) values ${things.map((t) => `(current_commune(), '${t.code}', '${t.code}', 'unit', '${t.use}', ${quoted(t.zone)}, ${quoted(t.useful)}, ${quoted(t.built)}, ${quoted(t.class)}, '${t.status}')`).join(', ')}`);
    // Two deep at most: what stands in a part stands in its whole.
    for (const [i, t] of things.entries()) if (t.in !== null && things[t.in]?.in === null && !things.some((o) => o.in === i)) await there(`update asset set parent_id = (select id from asset where code = 'T${String(t.in)}') where code = '${t.code}'`); else t.in = null;

    const usable = deals.filter((d) => d.kind === 'sale' && !d.aside && d.on <= '2026-06-01' && d.on > '2023-06-01');
    const median = (list: number[]): bigint => { const l = [...list].sort((a, b) => a - b), n = l.length; return n % 2 === 1 ? BigInt(l[(n - 1) / 2] ?? 0) : (BigInt((l[n / 2 - 1] ?? 0) + (l[n / 2] ?? 0)) + 1n) / 2n; };
    const price = (use: string, zone: string | null): bigint | null => { const l = usable.filter((d) => d.use === use && (zone === null || d.zone === zone)).map((d) => d.per); return l.length >= 3 ? median(l) : null; };
    const sized = (t: (typeof things)[number] | undefined): number | null => (t === undefined || codes[t.use] === null ? null : t.useful ?? t.built);
    const wanted = new Map(things.filter((t) => t.status === 'active').map((t) => {
      const use = codes[t.use], whole = t.in === null ? undefined : things[t.in], zone = t.zone ?? whole?.zone ?? null, own = use === null || zone === null ? null : price(use, zone), per = own ?? (use === null ? null : price(use, null)), m2 = sized(t);
      const reason = use === null ? 'no_market' : whole?.status === 'active' && sized(whole) !== null ? 'within' : m2 === null ? 'no_area' : per === null ? 'no_evidence' : null;
      const times = BigInt(Math.round((m2 ?? 0) * 1000)) * (per ?? 0n) * BigInt(factors[t.class ?? 'unknown']);
      return [t.code, { reason, wider: reason === null && own === null, value: reason === null ? String((times * 2n + 10_000_000n) / 20_000_000n) : null }] as const;
    }));
    const run = await compute({ name: 'Au hasard', day: '2026-06-01', fewest: 3, factors }, THERE, who);
    const lines = (await who('GET', `${THERE}/${run.id}/lines?size=100`)).json<{ rows: MassLine[] }>().rows;
    expect(Object.fromEntries(lines.map((l) => [l.code, { reason: l.reason, wider: l.wider, value: l.value }]))).toEqual(Object.fromEntries(wanted));
    // Every way a line can end was met, so that the comparison says something.
    expect([...new Set([...wanted.values()].map((w) => w.reason ?? (w.wider ? 'wider' : 'zone')))].sort()).toEqual(['no_area', 'no_evidence', 'no_market', 'wider', 'within', 'zone']);
    expect(BigInt(run.total)).toBe(lines.filter((l) => l.state === 'valued').reduce((n, l) => n + BigInt(l.value ?? '0'), 0n));
  });
});
