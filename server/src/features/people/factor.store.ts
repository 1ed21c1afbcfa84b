import type { Tx } from '../../platform/db/index.ts';
import { isTotp, newRecoveryCodes, plainCode, stepOf } from './factor.ts';
import { opened, sealed } from './factor.seeds.ts';
import { hashPassword, passwordHolds } from './password.ts';

/** As it lies there: `secret` may be sealed. */
export interface FactorRow { secret: Buffer; confirmed_at: Date | null; last_step: string }

export const factorOf = async (tx: Tx, person: string): Promise<FactorRow | undefined> =>
  (await tx.raw('select f.secret, f.confirmed_at, f.last_step from second_factor f where f.person_id = ?', [person])).rows[0] as FactorRow | undefined;

export const recoveryLeft = async (tx: Tx, person: string): Promise<number> =>
  ((await tx.raw('select count(*)::int as n from recovery_code r where r.person_id = ? and r.used_at is null', [person])).rows[0] as { n: number }).n;

/** A secret that does not count yet; one begun before and never confirmed gives way. */
export async function beginFactor(tx: Tx, person: string, secret: Buffer): Promise<void> {
  await tx.raw(`insert into second_factor (person_id, secret) values (:person, :secret)
    on conflict (person_id) do update set secret = excluded.secret, created_at = now(), last_step = 0 where second_factor.confirmed_at is null`, { person, secret: sealed(person, secret) });
}
export const confirmFactor = (tx: Tx, person: string): Promise<unknown> => tx.raw('update second_factor set confirmed_at = now() where person_id = ? and confirmed_at is null', [person]);
export async function deleteFactor(tx: Tx, person: string): Promise<void> {
  await tx.raw('delete from recovery_code where person_id = ?', [person]);
  await tx.raw('delete from second_factor where person_id = ?', [person]);
}

/** New recovery codes in the place of the old ones; told once, kept as argon2id digests. Hashed before the transaction that keeps them. */
export async function prepareRecovery(): Promise<{ codes: string[]; keep: (tx: Tx, person: string) => Promise<void> }> {
  const codes = newRecoveryCodes(), hashes: string[] = [];
  for (const code of codes) hashes.push(await hashPassword(plainCode(code)));
  return {
    codes,
    async keep(tx, person) {
      await tx.raw('delete from recovery_code where person_id = ?', [person]);
      for (const [i, hash] of hashes.entries()) await tx.raw('insert into recovery_code (person_id, position, code_hash) values (?, ?, ?)', [person, i + 1, hash]);
    },
  };
}

/** Takes a code of the moment, once: the step it belongs to must lie after the last one taken, even where two requests bring the same code at once. Throws `invalid` where the seed does not open (a wrong key). */
export async function takeStep(tx: Tx, person: string, factor: FactorRow, code: string): Promise<boolean> {
  const step = stepOf(opened(person, factor.secret), code, Date.now());
  if (step === undefined) return false;
  return (await tx.raw('update second_factor set last_step = :step where person_id = :person and last_step < :step returning person_id', { person, step })).rows.length > 0;
}

/** Takes a recovery code, once. */
async function takeRecovery(run: Run, person: string, plain: string): Promise<boolean> {
  const kept = await run(async (tx) => (await tx.raw('select r.position, r.code_hash from recovery_code r where r.person_id = ? and r.used_at is null order by r.position', [person])).rows as { position: number; code_hash: string }[]);
  for (const { position, code_hash } of kept) {
    if (await passwordHolds(code_hash, plain)) return run(async (tx) => (await tx.raw('update recovery_code set used_at = now() where person_id = ? and position = ? and used_at is null returning position', [person, position])).rows.length > 0);
  }
  return false;
}

/** Opens a transaction as the person; digests are made between two of them, never inside one. */
export type Run = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** True when the code is the moment's, or one of her recovery codes; either is then used up. False without a confirmed factor. Throws as `takeStep`. */
export async function takeCode(run: Run, person: string, typed: string): Promise<boolean> {
  const plain = plainCode(typed);
  const factor = await run((tx) => factorOf(tx, person));
  if (!factor?.confirmed_at) return false;
  return isTotp(plain) ? run((tx) => takeStep(tx, person, factor, plain)) : takeRecovery(run, person, plain);
}
