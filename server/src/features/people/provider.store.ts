import { randomBytes } from 'node:crypto';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { hashToken, newToken } from '../../platform/session/index.ts';
import { hashPassword } from './password.ts';
import { personByEmail } from './people.queries.ts';
import { insertPerson } from './people.store.ts';
import type { Checks, Identity } from './provider.ts';

const ATTEMPT_MINUTES = 10;

/** Keeps what the provider's answer will be held to; the token is the browser's, told once. `person`: she links her account. */
export async function keepAttempt(tx: Tx, checks: Checks, next: string, person: string | undefined): Promise<{ token: string; expires: Date }> {
  const token = newToken();
  await tx.raw('delete from provider_attempt where expires_at < now()');
  const row = (await tx.raw(
    `insert into provider_attempt (token_hash, state, nonce, verifier, next, person_id, expires_at)
     values (:hash, :state, :nonce, :verifier, :next, :person, now() + interval '${ATTEMPT_MINUTES} minutes') returning expires_at`,
    { hash: hashToken(token), ...checks, next, person: person ?? null })).rows[0] as { expires_at: Date };
  return { token, expires: row.expires_at };
}

/** Uses the attempt up; nothing when there was none, or it is over. */
export const takeAttempt = async (tx: Tx, token: string): Promise<(Checks & { next: string; person: string | null }) | undefined> =>
  (await tx.raw('delete from provider_attempt where token_hash = ? and expires_at > now() returning state, nonce, verifier, next, person_id as person', [hashToken(token)])).rows[0] as (Checks & { next: string; person: string | null }) | undefined;

/** Whose identity it is here. */
export const personOf = async (tx: Tx, { issuer, subject }: Identity): Promise<string | undefined> =>
  ((await tx.raw('select i.person_id as person from provider_identity i join person p on p.id = i.person_id where i.issuer = :issuer and i.subject = :subject and p.disabled_at is null', { issuer, subject })).rows[0] as { person: string } | undefined)?.person;

/** Joins the identity to a person; `conflict` when it is another's. */
export async function linkIdentity(tx: Tx, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>, person: string): Promise<void> {
  const row = (await tx.raw(
    `insert into provider_identity (issuer, subject, person_id) values (:issuer, :subject, :person) on conflict (issuer, subject) do update set subject = excluded.subject returning person_id as person`,
    { issuer, subject, person })).rows[0] as { person: string };
  if (row.person !== person) throw new AppError('conflict', 'Linked to another account', { reason: 'provider_taken' });
}

/** An account for somebody nobody knows here, without any right; never one whose address another account has. Answers nothing then. */
export async function createFor(tx: Tx, identity: Identity): Promise<string | undefined> {
  if (identity.email === undefined || await personByEmail(tx, identity.email)) return undefined;
  const taken = (await tx.raw('select 1 from person p where lower(p.email) = lower(?)', [identity.email])).rows.length > 0;
  if (taken) return undefined;
  const person = await insertPerson(tx, { email: identity.email, name: identity.name ?? identity.email, passwordHash: await hashPassword(randomBytes(32).toString('base64url')), language: 'fr', localPassword: false });
  await linkIdentity(tx, identity, person);
  return person;
}
