import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { BatchRequest, PAPER_SERIES } from '@sommier/domain/notices';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { JobContext, JobHandlers, JobRow } from '../../platform/jobs/index.ts';
import { itemsOf, sheetsOf } from './batch.queries.ts';
import { communeFacts } from './facts.queries.ts';
import { numberOf, paperOn } from './issue.ts';
import { insertPaper, reserveNumbers } from './notices.store.ts';
import { voiceOf } from './voice.ts';

export const BATCH_KIND = 'papers.batch';
export const KEPT_MS = 24 * 3600 * 1000;
const SLICE = 200;
export const folderOf = (deps: Deps, commune: number, job: string): Promise<string> => deps.files.folder('papers', String(commune), job);

/** Papers of many accounts in one PDF, a slice of accounts at a time; what a stopped batch wrote is thrown away and its numbers with it. */
async function run(job: JobRow, ctx: JobContext): Promise<{ file: string; name: string; media: string; bytes: number; rows: number; expires: string }> {
  const request = BatchRequest.parse(job.payload['request']);
  const { db } = ctx.deps;
  const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
  const { commune, list, first } = await db.inCommune(scope, async (tx) => {
    const facts = await communeFacts(tx);
    const found = await itemsOf(tx, request, facts.today);
    if (found.length === 0) throw new AppError('rule_refused', 'no account', { reason: 'notices.batch_empty' });
    // A receipt has its number since its payment.
    return { commune: facts, list: found, first: request.kind === 'receipt' ? 0 : await reserveNumbers(tx, PAPER_SERIES[request.kind], Number(facts.today.slice(0, 4)), found.length) };
  });
  const year = Number(commune.today.slice(0, 4));
  const v = voiceOf(request.language, commune.currency);
  const name = `${request.kind === 'receipt' ? 'RC' : PAPER_SERIES[request.kind]}-${commune.today}.pdf`;
  const path = join(await folderOf(ctx.deps, job.commune, job.id), name);
  const out = createWriteStream(path, { mode: 0o600 });
  const paper = paperOn(out, request.language, commune, v.say(`notices.${request.kind}`));
  const written: { account: string; occupation: string | null; payment: string | null; number: string; amount: string }[] = [];
  for (let i = 0; i < list.length; i += SLICE) {
    ctx.signal.throwIfAborted();
    const slice = list.slice(i, i + SLICE).map((x) => x.id);
    for (const sheet of await db.inCommune(scope, (tx) => sheetsOf(tx, request, slice, commune))) {
      if (written.length > 0) paper.next();
      const number = sheet.number ?? (request.kind === 'receipt' ? '' : numberOf(request.kind, year, first + written.length));
      sheet.draw(paper, v, number);
      written.push({ account: sheet.account.id, occupation: sheet.account.occupation, payment: sheet.payment, number, amount: sheet.amount });
    }
    ctx.progress(Math.min(i + SLICE, list.length), list.length, 'papers');
    await paper.settled();
  }
  const { sha256, bytes } = await paper.end();
  await new Promise<void>((done, fail) => { if (out.writableFinished) done(); else { out.once('finish', done); out.once('error', fail); } });
  await db.inCommune(scope, async (tx) => {
    await ctx.confirm(tx);
    for (const w of written) {
      await insertPaper(tx, { kind: request.kind, number: w.number, language: request.language, account: w.account, occupation: w.occupation, payment: w.payment, revision: null, day: commune.today, amount: w.amount, sha256, bytes, job: job.id, person: job.createdBy });
    }
  });
  return { file: name, name, media: 'application/pdf', bytes, rows: written.length, expires: new Date(Date.now() + KEPT_MS).toISOString() };
}

export const jobs: JobHandlers = {
  [BATCH_KIND]: { run, cleanup: async (job, deps) => { await deps.files.remove(await folderOf(deps, job.commune, job.id)); } },
};
