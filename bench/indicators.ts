import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { median, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, sommier, startServer } from './lib/server.ts';
import { fill, PROPERTIES } from './register.ts';

const CODE = 'BENCH', MOST_MB = 400, MOST_MS = 1000, RENTS = 20_000;
/** So many entered that five thousand of them are held. */
const LINES = 6000;

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

/** A hundred thousand properties with a rent roll of a year, all of it of last year; since then every twentieth property was corrected. */
export async function fillPast(k: Knex): Promise<void> {
  await fill(k);
  await k.transaction(async (tx) => {
    const { rows: [c] } = await tx.raw<{ rows: { id: number }[] }>('select id from commune where code = ?', [CODE]);
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(c?.id)]);
    await tx.raw(`insert into occupation (commune_id, reference, type, status, starts_on, ends_on, currency, validated_at) select current_commune(), 'R-' || i, 'bail_commercial', 'active', date '2024-01-01', date '2026-01-01' + i % 900, 'TND', now() from generate_series(1, :n) i`, { n: RENTS });
    await tx.raw(`insert into occupation_unit (commune_id, occupation_id, asset_id) select current_commune(), o.id, a.id from (select id, row_number() over (order by id) as n from occupation where commune_id = current_commune()) o join (select id, row_number() over (order by id) as n from asset where commune_id = current_commune()) a using (n)`);
    await tx.raw(`insert into ledger_account (commune_id, kind, occupation_id) select current_commune(), 'payer', o.id from occupation o where o.commune_id = current_commune()`);
    await tx.raw(`insert into ledger_entry (commune_id, kind) values (current_commune(), 'call')`);
    await tx.raw(`insert into ledger_due (commune_id, entry_id, account_id, occupation_id, kind, period_from, period_to, due_on, amount, origin) select current_commune(), (select min(id) from ledger_entry where commune_id = current_commune()), a.id, a.occupation_id, 'rent', m::date, (m + interval '1 month')::date, m::date, 100000, 'schedule'
      from ledger_account a cross join generate_series(date_trunc('month', now()) - interval '11 months', now(), interval '1 month') m where a.commune_id = current_commune()`);
    // Two thirds of it is paid.
    await tx.raw(`insert into ledger_payment (commune_id, entry_id, account_id, amount, paid_on, method, series, receipt_year, receipt_no) select current_commune(), (select min(id) from ledger_entry where commune_id = current_commune()), a.id, 800000, current_date - 100, 'cash', 'RC', 2026, row_number() over (order by a.id)
      from ledger_account a where a.commune_id = current_commune() and a.kind = 'payer'`);
    await tx.raw(`insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day) select current_commune(), p.entry_id, p.id, d.id, 100000, p.paid_on from ledger_payment p cross join lateral (select d.id from ledger_due d where d.commune_id = current_commune() and d.account_id = p.account_id order by d.due_on limit 8) d
      where p.commune_id = current_commune()`);
    // Everything so far is of last year; what is corrected now is not seen by a day before.
    await tx.raw(`update asset_action set at = at - interval '400 days'`);
  });
  await k.raw(`update asset set created_at = created_at - interval '400 days'`);
  await k.transaction(async (tx) => {
    const { rows: [c] } = await tx.raw<{ rows: { id: number }[] }>('select id from commune where code = ?', [CODE]);
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(c?.id)]);
    await tx.raw(`update asset set title_state = 'titre_foncier', land_area_m2 = 77 where commune_id = current_commune() and id % 20 = 0`);
  });
  for (const table of ['asset', 'asset_change', 'asset_action', 'occupation', 'occupation_unit', 'ledger_due', 'ledger_payment', 'ledger_allocation']) await k.raw(`vacuum analyze ${table}`);
}

/** Indicators of a hundred thousand properties through the server, today and as they stood before five thousand corrections, with a rent roll of a year. */
export async function benchIndicators(report: Report): Promise<void> {
  const name = 'sommier_bench_indicators', url = await freshDatabase(name), k = asOwner(url);
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  try {
    const env = { DATABASE_URL: url };
    await addCommune(env, CODE);
    await fillPast(k);
    server = await startServer(env, CODE);
    const ask = async (query: string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const from = performance.now();
        const answer = await fetch(`${server?.origin ?? ''}/api/communes/${CODE}/indicators?${query}`, { headers: { Cookie: server?.cookie ?? '' } });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`indicators answered ${String(answer.status)}`);
        times.push(performance.now() - from);
      }
      return median(times);
    };
    const past = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    for (const [what, query] of [['today', 'by=district'], ['a month ago, five thousand corrections back', `by=use&day=${past}`]] as const) {
      const ms = await ask(query);
      report.add({ subject: 'indicators', what: `all indicators of ${PROPERTIES.toLocaleString('en')} properties and ${RENTS.toLocaleString('en')} leases, ${what}`, ours: `${ms.toFixed(0)} ms`, other: `${String(MOST_MS)} ms asked`, ratio: ms / MOST_MS, aim: 'at most', limit: 1 });
    }
  } finally {
    await server?.stop();
    await k.destroy();
    await dropDatabase(name);
  }
}
