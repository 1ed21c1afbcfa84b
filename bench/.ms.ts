import { startMapServer } from './lib/mapserver.ts';
import { urlOf } from './lib/postgres.ts';
const p = await startMapServer(urlOf('sommier_bench_tiles'), 1);
if (typeof p === 'string') throw new Error(p);
for (const path of [p.path('listings', 16, 34600, 25534), p.path('parcels', 14, 8650, 6383)]) { const r = await fetch(`http://127.0.0.1:${p.port}${path}`); const b = Buffer.from(await r.arrayBuffer()); console.log(r.status, r.headers.get('content-type'), b.length, b.subarray(-300).toString()); }
await p.stop();
