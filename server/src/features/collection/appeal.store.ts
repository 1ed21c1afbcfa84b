import type { z } from 'zod';
import type { AppealDecision, NewAppeal } from '@sommier/domain/collection';
import type { Language } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { cancelDue, liftHold, putHold, readDue } from '../ledger/index.ts';
import { chargePenalties, readRules, reckon } from '../penalties/index.ts';
import { storedFile, type StoredFile } from './files.queries.ts';
import { allowStep, insertStep, ruleDetail, type By } from './steps.store.ts';
import { writeLetter } from './write-letter.ts';

/** Notes an appeal as received; where its law suspends, nothing is added to the claim until it is decided. Answers its step. */
export async function fileAppeal(tx: Tx, id: string, a: z.output<typeof NewAppeal>, language: Language, by: By): Promise<string> {
  const { file, rule } = await allowStep(tx, id, 'appeal', language, a.filedOn);
  const suspends = rule?.suspends === true;
  const step = await insertStep(tx, { file: id, kind: 'appeal', on: a.filedOn, note: a.ground, detail: { ...ruleDetail(rule), contested: a.contested ?? file.open ?? '0', suspends } }, by);
  if (suspends && file.due !== null) await putHold(tx, file.due, a.filedOn, file.number, by.id);
  return step;
}
/** What a claim's penalties come to once the claim itself changed: more of them, or a counter-entry. */
async function reckonAgain(tx: Tx, due: string, account: string, day: string, by: By): Promise<void> {
  const reckoned = (await reckon(tx, await readRules(tx), [account], day)).filter((r) => r.due.id === due);
  await chargePenalties(tx, reckoned, day, by.id);
}

/**
 * The decision on the open appeal: accepted, the claim is cancelled whole by a counter-entry; accepted in part, it falls by the amount; rejected, it stands.
 * Money that paid what is gone is free on the account. The letter is written at once. Throws `rule_refused` beyond what the claim comes to.
 */
export async function decideAppeal(deps: Deps, tx: Tx, commune: number, id: string, d: z.output<typeof AppealDecision>, language: Language, by: By): Promise<{ file: StoredFile; amount: string }> {
  const { file, since, day } = await allowStep(tx, id, 'appeal_decision', language);
  let amount = '0';
  if (file.due !== null) {
    await liftHold(tx, file.due, day);
    const owed = BigInt((await readDue(tx, file.due))?.amount ?? '0');
    if (d.outcome !== 'rejected' && owed > 0n) amount = String((await cancelDue(tx, file.due, d.outcome === 'partly' ? BigInt(d.amount ?? '0') : undefined, `${file.number}: ${d.reason}`.slice(0, 300), by.id)).amount);
    if (file.account !== null) await reckonAgain(tx, file.due, file.account, day, by);
  }
  const detail = { outcome: d.outcome, amount, by: since?.onDay ?? day };
  const step = await insertStep(tx, { file: id, kind: 'appeal_decision', on: day, ofStep: since?.id ?? '', note: d.reason, detail }, by);
  await writeLetter(deps, tx, commune, await storedFile(tx, id), { kind: 'appeal_decision', step, language: d.language, detail, note: d.reason }, by);
  return { file, amount };
}
