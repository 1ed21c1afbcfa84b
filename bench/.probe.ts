import { startServer, peakOf } from './lib/server.ts';
import { urlOf, asOwner } from './lib/postgres.ts';
import { load } from './lib/load.ts';
import { readFileSync } from 'node:fs';
const url = urlOf('sommier_bench_tiles');
const k = asOwner(url);
const s = await startServer({ DATABASE_URL: url, SOMMIER_DATA: '.tmp/bench/data-tiles', NODE_OPTIONS: '--import /tmp/prof-hook.mjs' }, 'BENCH');
const cpu = () => { const a = readFileSync(`/proc/${s.pid}/stat`,'utf8').split(' '); return (Number(a[13])+Number(a[14]))*10; };
for (const [layer,z] of [['listings',16],['listings',14],['parcels',16]] as const) {
 const { rows } = await k.raw(`select floor((st_x(p) + 20037508.342789244) / 40075016.685578488 * (1 << ${z}))::int x, floor((20037508.342789244 - st_y(p)) / 40075016.685578488 * (1 << ${z}))::int y from (select st_centroid(g3857) p from ${layer==='listings'?'listing':'parcel'} order by md5(id::text) limit 100) s`);
 const paths = rows.map((r:any)=>`/tiles/${layer}/${z}/${r.x}/${r.y}.mvt?commune=BENCH`);
 for (const h of [{ 'Cache-Control': 'no-cache' }, {}]) { const c0=cpu(); const r = await load({ port: s.port, paths, headers: { Cookie: s.cookie, ...h }, seconds: 3 }); const c=cpu()-c0; console.log(layer, z, JSON.stringify(h), r.perSecond.toFixed(0), 'bytes', r.bytes.toFixed(0), JSON.stringify(r.statuses), 'node cpu ms/req', (c/(r.perSecond*3)).toFixed(2)); }
}
await s.stop(); await k.destroy();
