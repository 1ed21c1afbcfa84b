import type { Knex } from 'knex';
import { median, perSecond, seconds, timed, type Report } from './lib/measure.ts';
import { asOwner } from './lib/postgres.ts';
import { sommier, startServer } from './lib/server.ts';

interface Place { url: string; env: NodeJS.ProcessEnv; code: string; zones: string; rows: number }

/** The same shares in plain SQL: discs of 150 m in a metric system, candidates on subdivided ground, areas only where two zones meet a disc. */
const PLAIN = [
  'create temporary table zm as select id, st_transform(geom, 32632) as g from zone where commune_id = :c',
  'create temporary table zp as select id, st_subdivide(g, 32) as g from zm',
  'create index on zp using gist (g)',
  'create temporary table lm as select id, st_transform(geom, 32632) as p from listing where commune_id = :c and geom is not null',
  'create index on lm using gist (p)',
  'analyze zp', 'analyze lm',
  'create temporary table near as select distinct l.id as listing_id, z.id as zone_id from zp z join lm l on st_dwithin(z.g, l.p, 150)',
  'create temporary table several as select listing_id from near group by 1 having count(*) > 1',
  `create temporary table plain_share as select n.listing_id, n.zone_id, 1::real as share from near n where not exists (select from several s where s.listing_id = n.listing_id)
   union all select n.listing_id, n.zone_id, (st_area(st_intersection(st_buffer(l.p, 150, 8), z.g)) / (3.1214 * 150 * 150))::real
   from several s join near n using (listing_id) join lm l on l.id = n.listing_id join zm z on z.id = n.zone_id`,
];

async function plainShares(k: Knex, commune: number): Promise<number> {
  const { ms } = await timed(() => k.transaction(async (tx) => {
    for (const sql of PLAIN) await tx.raw(sql, { c: commune });
    for (const t of ['plain_share', 'several', 'near', 'lm', 'zp', 'zm']) await tx.raw(`drop table ${t}`);
  }));
  return ms;
}

/** Shares of a new set of zones, and the question by zone over what is kept. */
export async function benchZones(report: Report, { url, env, code, zones, rows }: Place): Promise<void> {
  const k = asOwner(url);
  try {
    const ran = await sommier(env, ['zones', 'add', zones, '--commune', code, '--set', 'quarters', '--label', 'name', '--json']);
    const { rows: [{ id: commune }] } = await k.raw<{ rows: [{ id: number }] }>('select id from commune where code = ?', [code]);
    await k.raw('analyze listing_zone');
    const plain = await plainShares(k, commune);
    report.add({ subject: 'zones', what: `shares of ${rows.toLocaleString('en')} discs in 200 zones`, ours: seconds(ran.ms), other: `plain SQL ${seconds(plain)}`, ratio: ran.ms / plain, aim: 'at most', limit: 1.5 });
    await question(report, k, { env, code, commune });
  } finally {
    await k.destroy();
  }
}

/** POST …/zones/ask for stored zones, beside the aggregate alone in plain SQL; both in turns over the busiest zones. */
async function question(report: Report, k: Knex, { env, code, commune }: { env: NodeJS.ProcessEnv; code: string; commune: number }): Promise<void> {
  const { rows: busy } = await k.raw<{ rows: { zone_id: string }[] }>('select zone_id from listing_zone where commune_id = ? group by 1 order by count(*) desc limit 20', [commune]);
  const server = await startServer(env, code);
  try {
    const ours: number[] = [], theirs: number[] = [];
    const ask = async (zone: string): Promise<void> => {
      const answer = await fetch(`${server.origin}/api/communes/${code}/zones/ask?size=1`, {
        method: 'POST', headers: { Cookie: server.cookie, Origin: server.origin, 'Content-Type': 'application/json' }, body: JSON.stringify({ zone }),
      });
      if (answer.status !== 200) throw new Error(`zones/ask answered ${String(answer.status)} ${await answer.text()}`);
      await answer.text();
    };
    for (let round = 0; round < 3; round += 1) for (const { zone_id: zone } of busy) {
      ours.push((await timed(() => ask(zone))).ms);
      theirs.push((await timed(async () => { await k.raw(`select count(*) filter (where s.share >= 0.999999), count(*), sum(s.share), sum(s.share * l.estimated_nights)
        from listing_zone s join listing l on l.commune_id = s.commune_id and l.id = s.listing_id where s.commune_id = ? and s.zone_id = ? and not l.gone`, [commune, zone]); })).ms);
    }
    report.add({ subject: 'zones', what: 'question by zone over HTTP, shares kept', ours: `${median(ours).toFixed(1)} ms`, other: `plain SQL ${median(theirs).toFixed(1)} ms`, ratio: median(ours) / median(theirs), aim: 'at most', limit: 1.5 });
    report.add({ subject: 'memory', what: 'server answering by zone, MB', ours: `${server.peakMb().toFixed(0)} MB`, other: perSecond(1000 / median(ours)), ratio: server.peakMb() / 400, aim: 'at most', limit: 1 });
  } finally {
    await server.stop();
  }
}
