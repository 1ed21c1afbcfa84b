import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { NoticeBatch, paymentReference } from '@sommier/domain/collection';
import type { Deps } from '../../platform/deps.ts';
import type { JobContext, JobHandlers, JobRow } from '../../platform/jobs/index.ts';
import { openPaper } from '../../platform/pdf/index.ts';
import { communeFacts } from '../notices/index.ts';
import { keepFile } from '../papers/index.ts';
import { articlesAfter, countArticles, insertNotices, issuedRun, type Written } from './batch.queries.ts';
import { claimNumber } from './claim-number.ts';
import { appealRule, caseLines } from './files.queries.ts';
import { drawLetter } from './letter.ts';
import { addressees, taxName } from './letters.queries.ts';
import { newCode } from './papers.store.ts';
import { readDelays } from './rules.store.ts';
import { refuse, ruleDetail } from './steps.store.ts';
import { letterVoice } from './voice.ts';

export const BATCH_KIND = 'collection.notices';
const SLICE = 200, AT_ONCE = 8;
const folderOf = (deps: Deps, job: JobRow): Promise<string> => deps.files.folder('collection', String(job.commune), job.id);

/**
 * Notices of all articles of a run in one PDF: read and drawn a slice at a time, each page leaving memory when the next begins. Files, steps and papers are
 * written in one transaction at the end: a batch that stops leaves nothing, and as a notice has the number of its article, no gap either.
 */
async function run(job: JobRow, ctx: JobContext): Promise<{ run: string; notices: number; file: string; bytes: number; pages: number }> {
  const asked = NoticeBatch.parse(job.payload['request']), signer = String(job.payload['name'] ?? '');
  const { db } = ctx.deps, scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
  const { head, facts, tax, appeal, total } = await db.inCommune(scope, async (tx) => {
    const found = await issuedRun(tx, asked.run), commune = await communeFacts(tx);
    return { head: found, facts: commune, tax: await taxName(tx, found.tax, found.id, asked.language), appeal: appealRule(await readDelays(tx), 'claim', commune.today) ?? null, total: await countArticles(tx, asked.run) };
  });
  if (total === 0) throw refuse('batch_empty');
  const v = letterVoice(asked.language, facts.currency), issuer = asked.language === 'ar' ? facts.nameAr ?? facts.name : facts.name;
  const path = join(await folderOf(ctx.deps, job), 'notices.pdf'), out = createWriteStream(path, { mode: 0o600 });
  const paper = openPaper(out, asked.language, v.tell('collection.foot', { commune: issuer }), (n, of) => v.tell('collection.page', { n, of }), `${v.tell('collection.step.notice')} R${head.id}`);
  const written: Written[] = [];
  for (let after = 0; ;) {
    ctx.signal.throwIfAborted();
    const slice = await db.inCommune(scope, async (tx) => {
      const articles = await articlesAfter(tx, head.id, after, SLICE), parties = articles.map((a) => a.party);
      return { articles, to: await addressees(tx, parties), lines: await caseLines(tx, head.id, parties) };
    });
    if (slice.articles.length === 0) break;
    for (const [i, a] of slice.articles.entries()) {
      if (i % AT_ONCE === 0) { await paper.settled(); ctx.signal.throwIfAborted(); }
      if (written.length > 0) paper.next();
      const first = paper.page, number = claimNumber(head.id, a.no), code = newCode(), reference = paymentReference(number), open = BigInt(a.open);
      drawLetter(paper, v, facts, {
        kind: 'notice', declare: false, number: `AI-${number}`, fileNumber: number, code, reference, day: facts.today, to: slice.to.get(a.party) ?? { name: null, nameAr: null, address: null }, tax, from: head.from, until: head.to, dueOn: a.dueOn, lines: slice.lines.get(a.party) ?? [], amount: open,
        sums: [...(a.corrected === '0' ? [] : [['corrected', a.corrected] as const]), ...(a.penalties === '0' ? [] : [['penalties', a.penalties] as const]), ...(a.paid === '0' ? [] : [['paid', a.paid] as const]), ['open', a.open]], detail: {}, appeal, why: null, note: null, signer,
      });
      written.push({ no: a.no, party: a.party, due: a.due, code, reference, amount: a.open, page: first, pages: paper.page - first + 1 });
      after = a.no;
    }
    ctx.progress(written.length, total, 'notices');
  }
  const { sha256, bytes, pages } = await paper.end();
  if (!out.writableFinished) await once(out, 'finish');
  await keepFile(ctx.deps, job.commune, sha256, path);
  await db.inCommune(scope, async (tx) => {
    await ctx.confirm(tx);
    await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('collection files'))`);
    const about = { run: head, language: asked.language, day: facts.today, sha256, bytes, job: job.id, person: job.createdBy, name: signer, detail: JSON.stringify(appeal === null ? {} : { ...ruleDetail(appeal), office: appeal.office, officeAr: appeal.officeAr, suspends: appeal.suspends }) };
    for (let i = 0; i < written.length; i += 1000) await insertNotices(tx, written.slice(i, i + 1000), about);
  });
  return { run: head.id, notices: written.length, file: sha256, bytes, pages };
}

export const jobs: JobHandlers = {
  [BATCH_KIND]: { retry: true, run, async cleanup(job, deps) { await deps.files.remove(await folderOf(deps, job)); } },
};
