import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { seal, unseal } from '../../platform/seal.ts';

type Held = Pick<Deps, 'env' | 'log'>;
/** The deployment's, one for the process as its environment is: codes are taken where only a transaction is at hand. */
let held: Held | undefined;
const told = new Set<string>();

/** A seed as RFC 4226 asks is 160 bits; what is longer was sealed. */
const SEED = 20;
const isSealed = (kept: Buffer): boolean => kept.length > SEED;
const about = (person: string): string => `second_factor of person ${person}`;

/** From the start on, what `sealed` and `opened` work with. */
export function holdKey(deps: Held): void {
  held = deps;
  told.clear();
}

/** A seed as it goes into the database: under SOMMIER_KEY where there is one, else as it is. */
export const sealed = (person: string, seed: Buffer): Buffer => (held?.env.key === undefined ? seed : seal(held.env.key.now, about(person), seed));

const tryOpen = (person: string, kept: Buffer): Buffer | undefined => {
  if (!isSealed(kept)) return kept;
  const { now, before } = held?.env.key ?? {};
  return (now && unseal(now, about(person), kept)) ?? (before && unseal(before, about(person), kept));
};

/** The seed that was kept. Throws `invalid` where the key it was sealed with is not here: codes cannot be checked, recovery codes can. The log says it once for each person. */
export function opened(person: string, kept: Buffer): Buffer {
  const seed = tryOpen(person, kept);
  if (seed !== undefined) return seed;
  if (!told.has(person)) held?.log.error({ person, why: held.env.key === undefined ? 'SOMMIER_KEY is not set' : 'SOMMIER_KEY is not the key it was sealed with' }, 'the seed of a second factor does not open; recovery codes still do');
  told.add(person);
  throw new AppError('invalid', 'The seed does not open', { reason: 'factor_unreadable', wants: 'code', field: 'body.code' });
}

/** At the start: every seed that lies as it is, or under the key before, is sealed under the key of now; says what does not open. */
export async function sealSeeds({ db, env, log }: Pick<Deps, 'db' | 'env' | 'log'>): Promise<void> {
  holdKey({ env, log });
  const { key } = env;
  if (key === undefined && env.databaseUrl !== undefined) log.warn('SOMMIER_KEY is not set: seeds of second factors lie in the database as they are');
  const { lost, done } = await db.asOwner(async (tx: Tx) => {
    const rows = (await tx.raw('select f.person_id::text as person, f.secret from second_factor f order by f.person_id for update')).rows as { person: string; secret: Buffer }[];
    let [lost, done] = [0, 0];
    for (const { person, secret } of rows) {
      const seed = tryOpen(person, secret);
      if (seed === undefined) lost += 1;
      else if (key && (!isSealed(secret) || unseal(key.now, about(person), secret) === undefined)) {
        await tx.raw('update second_factor set secret = ? where person_id = ?', [sealed(person, seed), person]);
        done += 1;
      }
    }
    return { lost, done };
  });
  if (done > 0) log.info({ seeds: done }, 'seeds of second factors sealed with SOMMIER_KEY');
  if (lost > 0) log.error({ seeds: lost }, key === undefined ? 'seeds of second factors are sealed and SOMMIER_KEY is not set: only recovery codes open those accounts' : 'seeds of second factors do not open with SOMMIER_KEY: only recovery codes open those accounts');
}
