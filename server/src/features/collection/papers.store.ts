import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Letter } from '@sommier/domain/collection';
import { codeOfBytes } from '@sommier/domain/papers';
import type { Language } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { keptPath } from '../papers/index.ts';

export interface NewPaper { file: string; step: string; kind: Letter; number: string; code: string; day: string; language: Language; amount: string | null; reference: string; sha256: string; bytes: number; page: number; pages: number; job: string | null; person: string | null }
/** Eighty bits of chance: nobody guesses the code of a paper. */
export const newCode = (): string => codeOfBytes(randomBytes(10));
/** The paper of a step `s`, as `CollectionPaper` says it; null where it has none. */
export const PAPER_OF_STEP = `(select jsonb_build_object('id', p.id::text, 'stepId', p.step_id::text, 'kind', p.kind, 'number', p.number, 'code', p.code, 'day', p.day, 'language', p.language, 'amount', p.amount::text, 'reference', p.reference, 'sha256', p.sha256, 'page', p.page, 'pages', p.pages, 'job', p.job_id::text)
  from collection_paper p where p.commune_id = s.commune_id and p.step_id = s.id order by p.id limit 1)`;
export async function insertPaper(tx: Tx, p: NewPaper): Promise<void> {
  await tx.raw(`insert into collection_paper (commune_id, file_id, step_id, kind, number, code, day, language, amount, reference, sha256, bytes, page, pages, job_id, created_by)
    values (current_commune(), :file, :step, :kind, :number, :code, cast(:day as date), :language, cast(:amount as bigint), :reference, :sha256, :bytes, :page, :pages, cast(:job as bigint), cast(:person as bigint))`, { ...p });
}
/** A letter that is in memory goes to where issued papers are kept, named by its hash. A transaction that fails leaves a file nobody names. */
export async function keepLetter(deps: Deps, commune: number, sha256: string, file: Buffer): Promise<void> {
  await writeFile(await keptPath(deps, commune, sha256), file, { mode: 0o600 });
}
export async function readPaper(tx: Tx, id: string): Promise<{ number: string; sha256: string; job: string | null; pages: number; page: number } | undefined> {
  const { rows: [row] } = await tx.raw('select p.number, p.sha256, p.job_id as job, p.page, p.pages from collection_paper p where p.commune_id = current_commune() and p.id = ?', [id]) as { rows: { number: string; sha256: string; job: string | null; pages: number; page: number }[] };
  return row;
}
