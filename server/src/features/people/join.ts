import { AppError, type Language, type Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { hashPassword } from './password.ts';
import { refuseWeak } from './password-policy.ts';
import { personByEmail } from './people.queries.ts';
import { insertMembership, insertPerson } from './people.store.ts';

export interface Newcomer { email: string; role: Role; name?: string | undefined; password?: string | undefined; language: Language;
  /** The demo's password is printed everywhere; while its accounts exist the server does not listen beyond loopback. */
  published?: true;
  /** Somebody else chose the password: it is changed at the first sign-in. */
  given?: boolean }

/**
 * Makes the person of this e-mail a member of the transaction's commune, creating her when she is new; answers her id.
 * Throws `invalid` when a new person has no name or password, `conflict` when she is a member already.
 */
export async function joinCommune(tx: Tx, commune: number, { email, role, name, password, language, published, given }: Newcomer): Promise<string> {
  const known = await personByEmail(tx, email);
  if (!known && (!name || !password)) {
    const issues = [...(name ? [] : ['body.name']), ...(password ? [] : ['body.password'])].map((path) => ({ path, message: 'required' }));
    throw new AppError('invalid', 'A new person has a name and a password', { reason: 'password_wanted', issues });
  }
  if (!known && password && !published) {
    const here = (await tx.raw('select c.code, c.name, c.name_ar from commune c where c.id = ?', [commune])).rows[0] as { code: string; name: string; name_ar: string | null };
    refuseWeak(password, [email, name ?? '', here.code, here.name, here.name_ar ?? ''], 'body.password');
  }
  const id = known?.id ?? await insertPerson(tx, { email, name: name ?? email, passwordHash: await hashPassword(password ?? ''), language, given: given ?? false });
  if (!(await insertMembership(tx, commune, id, role))) throw new AppError('conflict', 'A member already', { reason: 'already_member' });
  return id;
}
