import { GIVEN_PASSWORD_DAYS } from '@sommier/domain/people';
import type { Language, Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { hashToken, newToken } from '../../platform/session/index.ts';

const SESSION_DAYS = 7;

export async function insertPerson(tx: Tx, person: { email: string; name: string; passwordHash: string; language: Language; localPassword?: boolean;
  /** Somebody else chose the password: hers must take its place within `GIVEN_PASSWORD_DAYS`. */
  given?: boolean }): Promise<string> {
  const row = (await tx.raw(
    `insert into person (email, name, password_hash, language, local_password, password_given_until) values (:email, :name, :hash, :language, :local, case when :given::boolean then now() + interval '${GIVEN_PASSWORD_DAYS} days' end) returning id`,
    { email: person.email, name: person.name, hash: person.passwordHash, language: person.language, local: person.localPassword ?? true, given: person.given ?? false })).rows[0] as { id: string };
  return row.id;
}

/** Makes the person a member of the transaction's commune; false when she is one already. */
export async function insertMembership(tx: Tx, commune: number, person: string, role: Role): Promise<boolean> {
  return (await tx.raw(
    'insert into membership (commune_id, person_id, role) values (:commune, :person, :role) on conflict do nothing returning person_id',
    { commune, person, role })).rows.length > 0;
}

export async function changeMembership(tx: Tx, commune: number, person: string, change: { role?: Role | undefined; disabled?: boolean | undefined }): Promise<void> {
  await tx.raw(
    `update membership set role = coalesce(:role::text, role),
       disabled_at = case when :disabled::boolean is null then disabled_at when :disabled::boolean then coalesce(disabled_at, now()) end
     where commune_id = :commune and person_id = :person`,
    { commune, person, role: change.role ?? null, disabled: change.disabled ?? null });
}

export async function deleteMembership(tx: Tx, commune: number, person: string): Promise<void> {
  await tx.raw('delete from membership where commune_id = :commune and person_id = :person', { commune, person });
}

/** How a session was opened: by password or at the provider, with a second factor or without. */
export interface Opened {
  way: 'password' | 'provider';
  secondFactor: boolean;
  /** When she proved who she is, where that was not now: a provider may have known her for hours. */
  provedAt?: Date;
}

/** A new session; its token is told once and only its digest is kept. */
export async function insertSession(tx: Tx, person: string, userAgent: string | undefined, opened: Opened): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const row = (await tx.raw(
    `insert into session (token_hash, person_id, expires_at, user_agent, way, second_factor, proved_at) values (:hash, :person, now() + interval '${SESSION_DAYS} days', :agent, :way, :factor, coalesce(:proved::timestamptz, now())) returning expires_at`,
    { hash: hashToken(token), person, agent: userAgent?.slice(0, 200) ?? null, way: opened.way, factor: opened.secondFactor, proved: opened.provedAt?.toISOString() ?? null })).rows[0] as { expires_at: Date };
  return { token, expiresAt: row.expires_at };
}

/** She proved again who she is: the session goes on under a new token (ASVS 5.0, 7.2.4), with a second factor from now on where a code was given. */
export async function renewSession(tx: Tx, session: string, withCode: boolean): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const row = (await tx.raw(
    'update session set token_hash = :hash, proved_at = now(), second_factor = second_factor or :code where id = :session and revoked_at is null returning expires_at',
    { hash: hashToken(token), session, code: withCode })).rows[0] as { expires_at: Date };
  return { token, expiresAt: row.expires_at };
}
/** Signing in where a session is open ends that one. */
export const endSession = (tx: Tx, token: string): Promise<unknown> => tx.raw('update session set revoked_at = now() where token_hash = ? and revoked_at is null', [hashToken(token)]);

/** Closes one of the person's sessions; false when it is not hers or is closed already. */
export async function revokeSession(tx: Tx, person: string, id: string): Promise<boolean> {
  return (await tx.raw('update session set revoked_at = now() where id = :id and person_id = :person and revoked_at is null returning id', { id, person })).rows.length > 0;
}
export async function revokeOthers(tx: Tx, person: string, keep: string): Promise<void> {
  await tx.raw('update session set revoked_at = now() where person_id = :person and id <> :keep and revoked_at is null', { person, keep });
}

export async function changePerson(tx: Tx, person: string, change: { language?: Language | undefined; name?: string | undefined; passwordHash?: string }): Promise<void> {
  await tx.raw(
    `update person set language = coalesce(:language::text, language), name = coalesce(:name::text, name), password_hash = coalesce(:hash::text, password_hash),
       password_given_until = case when :hash::text is null then password_given_until end where id = :person`,
    { person, language: change.language ?? null, name: change.name ?? null, hash: change.passwordHash ?? null });
}

/** A password that somebody else chose, in the place of the one she forgot: it opens only the choice of her own, and her sessions close. */
export async function giveNewPassword(tx: Tx, person: string, passwordHash: string): Promise<void> {
  await tx.raw(`update person set password_hash = :hash, password_given_until = now() + interval '${GIVEN_PASSWORD_DAYS} days' where id = :person`, { person, hash: passwordHash });
  await endSessions(tx, person);
}
/** Closes every open session of a person, or of everybody; answers how many. */
export const endSessions = async (tx: Tx, person: string | null): Promise<number> =>
  (await tx.raw('update session set revoked_at = now() where (:person::bigint is null or person_id = :person::bigint) and revoked_at is null and expires_at > now() returning id', { person })).rows.length;

export const setOperator = (tx: Tx, person: string, operator: boolean): Promise<unknown> => tx.raw('update person set operator = :operator where id = :person', { person, operator });

export async function changeFactorRoles(tx: Tx, commune: number, roles: readonly Role[]): Promise<Role[]> {
  const row = (await tx.raw('update commune set second_factor_roles = cast(:roles as text[]) where id = :commune returning second_factor_roles as roles', { commune, roles: `{${roles.join(',')}}` })).rows[0] as { roles: Role[] };
  return row.roles;
}
