import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice, and the library's default algorithm, argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

/** True when the password is right. Without a stored hash the same work is done against a decoy, so that time does not tell who exists. */
export async function passwordHolds(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no person has this password');
  const right = await verify(stored ?? await decoy, password.normalize('NFKC'));
  return stored !== undefined && right;
}
