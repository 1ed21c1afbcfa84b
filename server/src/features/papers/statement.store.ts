import { randomBytes } from 'node:crypto';
import { codeOfBytes, statementNumber, type IssuedKind, type StatementFormat, STATEMENT_SERIES } from '@sommier/domain/papers';
import type { Day, Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { nextNumber } from '../ledger/index.ts';

export interface Reserved { id: string; number: string; code: string }
export interface NewStatement { kind: IssuedKind; day: Day; language: Language; format: StatementFormat; year: number; person: string | null }
/** Takes the next number of the series for a paper about to be written. Eighty bits of chance make its code: nobody guesses one. */
export async function reservePaper(tx: Tx, p: NewStatement): Promise<Reserved> {
  const number = statementNumber(p.kind, p.year, await nextNumber(tx, STATEMENT_SERIES[p.kind], p.year)), code = codeOfBytes(randomBytes(10));
  const { rows: [row] } = await tx.raw(`insert into issued_paper (commune_id, kind, number, code, day, language, format, created_by)
    values (current_commune(), :kind, :number, :code, :day, :language, :format, :person) returning id`, { kind: p.kind, number, code, day: p.day, language: p.language, format: p.format, person: p.person }) as { rows: { id: string }[] };
  return { id: row?.id ?? '', number, code };
}
export const tiePaper = async (tx: Tx, id: string, job: string): Promise<void> => { await tx.raw('update issued_paper set job_id = :job where commune_id = current_commune() and id = :id', { id, job }); };
/** The paper is written: what it came to, and its hash. */
export async function confirmPaper(tx: Tx, id: string, made: { rows: number; pages: number | null; totals: object; sha256: string; bytes: number }): Promise<void> {
  await tx.raw(`update issued_paper set state = 'issued', rows = :rows, pages = :pages, totals = cast(:totals as jsonb), sha256 = :sha256, bytes = :bytes, issued_at = now() where commune_id = current_commune() and id = :id`,
    { id, rows: made.rows, pages: made.pages, totals: JSON.stringify(made.totals), sha256: made.sha256, bytes: made.bytes });
}
/** A paper that could not be finished: its number is void, and stays in the list so that none is missing. */
export const voidPaper = async (tx: Tx, id: string): Promise<void> => { await tx.raw(`update issued_paper set state = 'void' where commune_id = current_commune() and id = :id and state = 'making'`, { id }); };

export async function writeDurations(tx: Tx, rows: readonly { account: string; years: number | null }[]): Promise<void> {
  for (const { account, years } of rows) {
    if (years === null) await tx.raw('delete from account_duration where commune_id = current_commune() and account = :account', { account });
    else await tx.raw(`insert into account_duration (commune_id, account, years) values (current_commune(), :account, :years) on conflict (commune_id, account) do update set years = excluded.years`, { account, years });
  }
}
