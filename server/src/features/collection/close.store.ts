import type { z } from 'zod';
import type { CloseFile } from '@sommier/domain/collection';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { cancelDue, readDue } from '../ledger/index.ts';
import { allowStep, insertStep, refuse, type By } from './steps.store.ts';

/** What is unpaid of a due and of its penalties is written off: the tax stays earned, the loss stands on its own account. */
async function writeOff(tx: Tx, due: string, reason: string, by: By): Promise<bigint> {
  const { rows } = await tx.raw('select d.id from ledger_due d where d.commune_id = current_commune() and d.corrects is null and (d.id = cast(:due as bigint) or d.penalises = cast(:due as bigint)) order by d.id', { due }) as { rows: { id: string }[] };
  let gone = 0n;
  for (const { id } of rows) {
    const open = BigInt((await readDue(tx, id))?.open ?? '0');
    if (open > 0n) gone += (await cancelDue(tx, id, open, reason.slice(0, 300), by.id, 'waived')).amount;
  }
  return gone;
}
/** Closes a file: paid or cancelled only where nothing is open, irrecoverable by writing off what is. Throws `rule_refused` while an appeal waits. */
export async function closeFile(tx: Tx, id: string, c: z.output<typeof CloseFile>, language: Language, by: By): Promise<{ writtenOff: string }> {
  const { file, day } = await allowStep(tx, id, 'closed', language);
  const written = c.outcome === 'irrecoverable' && file.due !== null ? await writeOff(tx, file.due, `${file.number}: ${c.note}`, by) : 0n;
  if (c.outcome !== 'irrecoverable' && file.open !== null && BigInt(file.open) > 0n) throw refuse('still_open');
  await insertStep(tx, { file: id, kind: 'closed', on: day, note: c.note, detail: { outcome: c.outcome, amount: String(written) } }, by);
  await tx.raw('update collection_file set outcome = :outcome, closed_at = clock_timestamp(), version = version + 1 where commune_id = current_commune() and id = :id', { outcome: c.outcome, id });
  return { writtenOff: String(written) };
}
export async function reopenFile(tx: Tx, id: string, note: string, language: Language, by: By): Promise<void> {
  const { day } = await allowStep(tx, id, 'reopened', language);
  await insertStep(tx, { file: id, kind: 'reopened', on: day, note }, by);
  await tx.raw('update collection_file set outcome = null, closed_at = null, version = version + 1 where commune_id = current_commune() and id = :id', { id });
}
