import { Router } from 'express';
import { exportFindings, FINDING_RULES, FINDING_SOURCES, getFindingSummary, listFindings, type FindingCode, type FindingFilter } from '@sommier/domain/findings';
import { message } from '@sommier/domain/messages';
import { can, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { sendSheets, type Sheet } from '../exports/index.ts';
import { today } from '../occupations/index.ts';
import { type Asked, codesOf, countFindings, readFindings, readGround } from './findings.queries.ts';

const text = (language: Language, code: string): string => message(language, `findings.${code}`) ?? code;

/** Where a case was found, in the reader's language: the name of the report, its page, and what it said. */
const sourceOf = (language: Language, code: FindingCode) => { const { report, page, country } = FINDING_SOURCES[code]; return { report: text(language, `report.${report}`).replace('{page}', page ?? ''), country, said: text(language, `said.${code}`) }; };

/** The report's head: each case with its source and how often it is met. */
export async function summary(tx: Tx, f: Asked, language: Language) {
  const on = f.on ?? await today(tx);
  const counts = await countFindings(tx, f, on);
  const cases = codesOf(f).map((code) => ({ code, count: counts.get(code) ?? 0, text: text(language, code), source: sourceOf(language, code) }));
  return { on, ...await readGround(tx), total: cases.reduce((n, c) => n + c.count, 0), rules: { ...FINDING_RULES }, cases };
}

async function* once<T>(value: T): AsyncGenerator<T> { yield await Promise.resolve(value); }

/** The report as sheets: the cases with their sources, then the findings. */
export async function sheets(tx: Tx, f: Asked, language: Language): Promise<{ cases: Sheet; rows: Sheet; on: string }> {
  const head = await summary(tx, f, language);
  const rows = await readFindings(tx, f, head.on);
  return {
    on: head.on,
    cases: { name: 'cases', columns: ['code', 'case', 'count', 'source', 'said'], rows: () => once(head.cases.map((c) => [c.code, c.text, c.count, c.source.report, c.source.said])) },
    rows: { name: 'findings', columns: ['code', 'case', 'property', 'name', 'district', 'reference', 'type', 'facts'],
      rows: () => once(rows.map((r) => [r.code, text(language, r.code), r.assetCode, r.assetName, r.district, r.reference, r.type, Object.entries(r.facts).filter(([, v]) => v !== null).map(([k, v]) => `${k}=${String(v)}`).join('; ')])) },
  };
}

const asked = (ctx: CommuneContext, f: FindingFilter): Asked => ({ ...f, money: can(ctx.role, 'money.read') });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, getFindingSummary, async ({ query }, ctx) => summary(ctx.tx, asked(ctx, query), ctx.language));
  mount(r, deps, listFindings, async ({ query }, ctx) => {
    const { tx } = ctx, filter = asked(ctx, query), on = query.on ?? await today(tx);
    const counts = await countFindings(tx, filter, on);
    return { total: [...counts.values()].reduce((n, c) => n + c, 0), page: query.page, size: query.size, on, rows: await readFindings(tx, filter, on, query) };
  });
  mount(r, deps, exportFindings, async ({ query: { format, ...filter } }, ctx) => {
    const made = await sheets(ctx.tx, asked(ctx, filter), ctx.language);
    return (res) => sendSheets(res, `findings-${ctx.commune.code}-${made.on}`, format, format === 'csv' ? [made.rows] : [made.cases, made.rows]);
  });
  return r;
}
