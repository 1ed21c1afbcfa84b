import { createInterface } from 'node:readline';
import { insideAirbnb } from '../server/src/features/listings/index.ts';
import { runImport } from '../server/src/features/imports/index.ts';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { readEnv } from '../server/src/platform/env.ts';
import { peakOf } from './lib/server.ts';

/** A process that imports as a running server does: one order a line `{code, file, day}`, one answer a line `{ms, peakMb, stages, summary}` or `{error}`. */
const db = await openDatabase(readEnv());
process.stdout.write('{"ready":true}\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { code, file, day } = JSON.parse(line) as { code: string; file: string; day: string };
  try {
    const { rows: [commune] } = await db.knex.raw<{ rows: { id: number; code: string; currency: string; srid: number; timezone: string }[] }>('select id, code, currency, srid, timezone from commune where code = ?', [code]);
    if (commune === undefined) throw new Error(`no commune ${code}`);
    const from = performance.now(), stages: Record<string, number> = {};
    const { refusals: _, ...summary } = await runImport(db, { commune, format: insideAirbnb, file, options: { captured: day }, progress: (stage) => { stages[stage] ??= Math.round(performance.now() - from); } });
    process.stdout.write(`${JSON.stringify({ ms: performance.now() - from, peakMb: peakOf(process.pid), stages, summary })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}
await db.close();
