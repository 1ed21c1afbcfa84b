import type { PaperKind } from '@sommier/domain/notices';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

export interface NewPaper {
  kind: PaperKind; number: string; language: Language; account: string | null; occupation: string | null; payment: string | null; revision: string | null; day: string; amount: string | null; sha256: string; bytes: number; job: string | null; person: string | null;
}
/** Notes a paper that was written. Answers its id. */
export async function insertPaper(tx: Tx, p: NewPaper): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into paper (commune_id, kind, number, language, account_id, occupation_id, payment_id, revision_id, day, amount, sha256, bytes, job_id, created_by)
    values (current_commune(), :kind, :number, :language, :account, :occupation, :payment, :revision, :day, :amount, :sha256, :bytes, :job, :person) returning id`, { ...p }) as { rows: { id: string }[] };
  return row?.id ?? '';
}
/** Reserves `count` numbers of a series in one step; answers the first. */
export async function reserveNumbers(tx: Tx, series: string, year: number, count: number): Promise<number> {
  const { rows: [row] } = await tx.raw(`insert into ledger_number (commune_id, series, year, last) values (current_commune(), :series, :year, :count)
    on conflict (commune_id, series, year) do update set last = ledger_number.last + excluded.last returning last`, { series, year, count }) as { rows: { last: number }[] };
  return (row?.last ?? count) - count + 1;
}
