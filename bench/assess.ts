import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaxRule } from '@sommier/domain/tax';
import { openDatabase, type Tx } from '../server/src/platform/db/index.ts';
import { readEnv } from '../server/src/platform/env.ts';
import { createCommune } from '../server/src/features/communes/index.ts';
import { sommier } from './lib/server.ts';
import { seconds, say, timed, type Report } from './lib/measure.ts';
import { dropDatabase, freshDatabase } from './lib/postgres.ts';

const CLASSES: [name: string, rate: string][] = [['entire', '0.05'], ['private', '0.04'], ['shared', '0.03'], ['hotel', '0.02']];
const CENTRE = Array.from({ length: 80 }, (_, i) => `Zone ${String(i + 1)}`);
/** Rate, cap and additional tax by kind, another rate in eighty zones of two hundred, children free: the shape of the hand-written statement. */
const RULES = CLASSES.flatMap(([cls, rate], i) => [[], CENTRE].map((zones) => TaxRule.parse({
  key: `bench.${cls}${zones.length > 0 ? '.centre' : ''}`, tax: 'bench', legal: { ref: 'council decision 12 of 2025', status: 'council' }, from: '2025-01-01', basis: 'percent_price', currency: 'TND', rate: zones.length > 0 ? (Number(rate) * 1.5).toFixed(3) : rate,
  capPerUnit: String(6 + i), when: { classes: [cls], ...(zones.length > 0 ? { zones } : {}) }, additional: [{ code: 'solidarity', rate: '0.1', beneficiary: 'region' }],
})));

/** A stay of each listing, with the prices, kinds and zones of the other benches, declared by one of a hundred thousand hosts. */
async function plant(tx: Tx, rows: number): Promise<void> {
  await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'zones', 'name')`);
  await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), s.id, 'Zone ' || n, st_multi(st_makeenvelope(n * 0.01, 0, n * 0.01 + 0.01, 0.01, 4326)), 1 from zone_set s, generate_series(1, 200) n where s.commune_id = current_commune()`);
  await tx.raw(`insert into party (commune_id, kind, name, search) select current_commune(), 'legal', 'Host ' || n, '' from generate_series(1, least(100000, cast(:rows as integer))) n`, { rows });
  await tx.raw(`select setseed(0.42)`);
  await tx.raw(`insert into activity_fact (commune_id, origin, fact_key, kind, source, zone_label, currency, guest_groups, period_from, period_to, lodging_class, rooms, price_minor, platform, taxpayer_id)
    select current_commune(), 'bench', 'l' || x.n, 'stay', 'declared', 'Zone ' || (1 + x.n % 200), 'TND', jsonb_build_array(jsonb_build_object('count', x.guests, 'adult', true)), date '2026-01-05' + (x.n % 20), date '2026-01-05' + (x.n % 20) + x.nights, (array['entire','private','shared','hotel'])[1 + x.n % 4], 1, (20 + floor(power(x.p, 2) * 400))::bigint * 1000 * x.nights, 'airbnb', h.first + x.n % h.many
    from (select n, random() as p, 1 + (n % 7) as nights, 1 + n / 7 % 4 as guests from generate_series(1, cast(:rows as integer)) n) x, (select min(id) as first, count(*) as many from party where commune_id = current_commune()) h`, { rows });
  await tx.raw(`insert into tax_rule (commune_id, rule_key, tax, version, state, rule, valid_from, author_name, verified_name, verified_on, published_name, published_at) select current_commune(), r->>'key', 'bench', 1, 'published', r, date '2025-01-01', 'bench', 'bench', date '2025-01-01', 'bench', now() from jsonb_array_elements(cast(? as jsonb)) r`, [JSON.stringify(RULES)]);
}

/** The same assessment as somebody would write it for this one tariff: a join, the arithmetic, and a trace a row. */
const HAND = `insert into hand_line select f.commune_id, f.id, f.taxpayer_id, v.tax + v.more, jsonb_build_object('rule', t.rule_key, 'version', t.version, 'legal', t.rule->'legal'->>'ref', 'basis', 'percent_price', 'zone', f.zone_label,
    'lines', jsonb_build_array(jsonb_build_object('kind', 'tax', 'quantity', q.persons * q.nights, 'unit', 'person_night', 'rate', t.rate, 'unitAmount', u.each, 'amount', v.tax, 'capped', u.raw > t.cap), jsonb_build_object('kind', 'additional', 'code', 'solidarity', 'rate', 0.1, 'amount', v.more)))
  from activity_fact f
    join (select r.rule_key, r.version, r.rule, r.rule->'when'->'classes'->>0 as cls, r.rule->'when'->'zones' is not null as centre, (r.rule->>'rate')::numeric as rate, (r.rule->>'capPerUnit')::numeric as cap from tax_rule r) t on t.cls = f.lodging_class and t.centre = (substr(f.zone_label, 6)::integer <= 80)
    cross join lateral (select (f.guest_groups->0->>'count')::integer as persons, f.period_to - f.period_from as nights) q
    cross join lateral (select f.price_minor::numeric / 1000 / q.nights / q.persons * t.rate as raw) x
    cross join lateral (select x.raw, least(x.raw, t.cap) as each) u
    cross join lateral (select round(u.each * q.persons * q.nights * 1000)::bigint as tax, round(u.each * q.persons * q.nights * 100)::bigint as more) v
  where f.commune_id = (select id from commune where code = 'TAXES') and f.state = 'counted' and f.period_from >= date '2026-01-01' and f.period_from < date '2026-02-01'`;

/** A million declared stays assessed with their trace, by the product's own command, beside the hand-written statement; then again, to prove that nothing moves. */
export async function benchAssess(report: Report, { rows }: { rows: number }): Promise<void> {
  const name = 'sommier_bench_assess', url = await freshDatabase(name), folder = mkdtempSync(join(tmpdir(), 'sommier-bench-'));
  const env = { DATABASE_URL: url, SOMMIER_DATA: folder };
  try {
    const db = await openDatabase(readEnv(env));
    const { id: commune } = await db.asOwner((tx) => createCommune(tx, { code: 'TAXES', name: 'Taxes', currency: 'TND', languages: ['fr'] }));
    say(`planting ${String(rows)} stays`);
    await db.inCommune({ commune }, (tx) => plant(tx, rows));
    await db.asOwner((tx) => tx.raw('analyze'));
    await db.asOwner((tx) => tx.raw('create table hand_line (commune_id integer not null, id bigint not null, party_id bigint, amount bigint not null, trace jsonb not null, primary key (commune_id, id))'));
    say('by hand');
    const hand = await timed(() => db.asOwner((tx) => tx.raw(HAND)));
    await db.close();
    type Said = { run: string; facts: number; assessed: number; total: string };
    const once = async (): Promise<{ said: Said; ms: number; peakMb: number }> => { const { stdout, ms, peakMb } = await sommier(env, ['assess', '--commune', 'TAXES', '--tax', 'bench', '--from', '2026-01-01', '--to', '2026-02-01', '--json']); return { said: JSON.parse(stdout) as Said, ms, peakMb }; };
    const idle = (await sommier(env, ['assess', 'check', '--commune', 'TAXES', '--json']));
    say('by the command');
    const first = await once();
    const check = await openDatabase(readEnv(env));
    const read = async (run: string) => (await check.asOwner((tx) => tx.raw(`select r.inputs_hash as inputs, r.result_hash as result, (r.figures->>'cases')::integer as cases from assessment_run r where r.id = ?`, [run])) as { rows: { inputs: string; result: string; cases: number }[] }).rows[0];
    const { rows: [sums] } = await check.asOwner((tx) => tx.raw(`select (select sum(amount)::text from hand_line) as hand, (select count(*)::integer from hand_line h join assessment_line l on l.commune_id = h.commune_id and l.fact_id = h.id where l.amount <> h.amount) as odd`)) as { rows: { hand: string; odd: number }[] };
    const before = await read(first.said.run);
    await check.inCommune({ commune }, (tx) => tx.raw(`update assessment_run set state = 'dropped' where commune_id = current_commune() and id = ?`, [first.said.run]));
    say('once more');
    const again = await once(), after = await read(again.said.run);
    await check.close();
    const ours = first.ms - idle.ms;
    report.add({ subject: 'assess', what: `${rows.toLocaleString('en')} stays assessed with their trace by the command, under the policies (its own start taken off)`, ours: seconds(ours), other: `hand-written INSERT … SELECT with a jsonb trace ${seconds(hand.ms)}`, ratio: ours / hand.ms, aim: 'at most', limit: 2 });
    report.add({ subject: 'assess', what: 'most memory of the process, MB', ours: `${first.peakMb.toFixed(0)} MB`, other: '400 MB', ratio: first.peakMb / 400, aim: 'at most', limit: 1 });
    report.note(`${first.said.assessed.toLocaleString('en')} of ${first.said.facts.toLocaleString('en')} assessed through ${(before?.cases ?? 0).toLocaleString('en')} distinct cases, each computed once by the oracle; total ${first.said.total}, by hand ${sums?.hand ?? ''}; ${String(sums?.odd ?? -1)} lines differ from the hand-written ones, whose division loses a third of a millime here and there.`);
    report.note(`Run again over the same facts: digests of facts and result ${before?.inputs === after?.inputs && before?.result === after?.result ? 'equal' : 'DIFFERENT'} (${after?.result.slice(0, 16) ?? ''}…), in ${seconds(again.ms - idle.ms)}.`);
    if (before?.result !== after?.result || first.said.total !== again.said.total) throw new Error('a re-run gave other amounts');
  } finally { await dropDatabase(name); rmSync(folder, { recursive: true, force: true }); }
}
