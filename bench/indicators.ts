import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier } from './lib/server.ts';
import { fill } from './register.ts';

const CODE = 'BENCH', LINES = 6000, MOST_MB = 400;

/** The sommier of five thousand properties as a PDF: its time, and the most memory the whole command held. */
export async function benchSommier(report: Report): Promise<void> {
  const name = 'sommier_bench_papers', url = await freshDatabase(name), k = asOwner(url);
  const folder = mkdtempSync(join(tmpdir(), 'sommier-papers-'));
  try {
    const env = { DATABASE_URL: url, SOMMIER_DATA: folder };
    await addCommune(env, CODE);
    await fill(k, LINES);
    for (const language of ['fr', 'ar']) {
      const out = join(folder, `${language}.pdf`);
      const ran = await sommier(env, ['paper', 'sommier', '--commune', CODE, '--language', language, '--out', out, '--json']);
      const { pages, rows } = JSON.parse(ran.stdout) as { pages: number; rows: number };
      report.add({ subject: 'indicators', what: `sommier of ${rows.toLocaleString('en')} properties as PDF, ${language}, memory`, ours: `${ran.peakMb.toFixed(0)} MB`, other: `${String(MOST_MB)} MB asked`, ratio: ran.peakMb / MOST_MB, aim: 'at most', limit: 1 });
      report.note(`indicators: that sommier has ${String(pages)} pages, ${existsSync(out) ? (statSync(out).size / 1e6).toFixed(1) : '?'} MB, and took ${(ran.ms / 1000).toFixed(1)} s, the start of the command included.`);
    }
  } finally {
    await k.destroy();
    await dropDatabase(name);
    rmSync(folder, { recursive: true, force: true });
  }
}
