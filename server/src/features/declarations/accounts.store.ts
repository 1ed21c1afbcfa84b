import { randomInt } from 'node:crypto';
import type { DeclarantAccount, DeclarantSession } from '@sommier/domain/declarations';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { hashToken, newToken } from '../../platform/session/index.ts';
import { partyNames } from '../parties/index.ts';

const INVITATION_DAYS = 30, SESSION_HOURS = 12;
/** Letters and digits that nobody takes for another on paper: 32 of them, 16 in a code, 80 bits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newCode = (): string => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-');

/** A new code for a party, good once and for thirty days; those before it end. Only its digest is kept. */
export async function invite(tx: Tx, party: string, person: string): Promise<{ code: string; expiresAt: string }> {
  const { rows: [row] } = await tx.raw('select merged_into from party where commune_id = current_commune() and id = ?', [party]) as { rows: { merged_into: string | null }[] };
  if (row === undefined || row.merged_into !== null) throw new AppError('not_found', 'no such party');
  const code = newCode();
  await tx.raw('update declarant_invitation set used_at = now() where commune_id = current_commune() and party_id = ? and used_at is null', [party]);
  const { rows: [made] } = await tx.raw(`insert into declarant_invitation (commune_id, party_id, code_hash, created_by, expires_at) values (current_commune(), :party, :hash, :person, now() + interval '${String(INVITATION_DAYS)} days') returning expires_at`, { party, hash: hashToken(code), person }) as { rows: { expires_at: Date }[] };
  return { code, expiresAt: made?.expires_at.toISOString() ?? '' };
}

/** True while a code of the commune is good: asked before a password is hashed for it. */
export const codeHolds = async (tx: Tx, code: string): Promise<boolean> => (await tx.raw('select from declarant_invitation where commune_id = current_commune() and code_hash = ? and used_at is null and expires_at > now()', [hashToken(code)])).rows.length > 0;

/** Uses a code up: a new account of its party, or a new password on the one the party has under that address, whose sessions end. Answers the account. */
export async function join(tx: Tx, body: { code: string; email: string; passwordHash: string; language: Language }): Promise<{ account: string; party: string }> {
  const { rows: [used] } = await tx.raw('update declarant_invitation set used_at = now() where commune_id = current_commune() and code_hash = ? and used_at is null and expires_at > now() returning party_id', [hashToken(body.code)]) as { rows: { party_id: string }[] };
  if (used === undefined) throw new AppError('gone', 'the code is over', { reason: 'declarations.code_over' });
  const { rows: [known] } = await tx.raw('select id, party_id, disabled_at from declarant_account where commune_id = current_commune() and lower(email) = lower(?) for update', [body.email]) as { rows: { id: string; party_id: string; disabled_at: Date | null }[] };
  if (known !== undefined && known.party_id !== used.party_id) throw new AppError('conflict', 'another account', { reason: 'declarations.email_taken' });
  if (known !== undefined) {
    await tx.raw('update declarant_account set password_hash = :hash, language = :language, disabled_at = null where commune_id = current_commune() and id = :id', { id: known.id, hash: body.passwordHash, language: body.language });
    await endSessions(tx, known.id);
    return { account: known.id, party: known.party_id };
  }
  const { rows: [made] } = await tx.raw('insert into declarant_account (commune_id, party_id, email, password_hash, language) values (current_commune(), :party, :email, :hash, :language) returning id', { party: used.party_id, email: body.email, hash: body.passwordHash, language: body.language }) as { rows: { id: string }[] };
  return { account: made?.id ?? '', party: used.party_id };
}

export interface Known { id: string; party: string; passwordHash: string }
export const accountByEmail = async (tx: Tx, email: string): Promise<Known | undefined> =>
  (await tx.raw('select id, party_id as party, password_hash as "passwordHash" from declarant_account where commune_id = current_commune() and lower(email) = lower(?) and disabled_at is null', [email])).rows[0] as Known | undefined;

/** A new session; its token is told once and only its digest is kept. */
export async function openSession(tx: Tx, account: string): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const { rows: [row] } = await tx.raw(`insert into declarant_session (commune_id, account_id, token_hash, expires_at) values (current_commune(), :account, :hash, now() + interval '${String(SESSION_HOURS)} hours') returning expires_at`, { account, hash: hashToken(token) }) as { rows: { expires_at: Date }[] };
  return { token, expiresAt: row?.expires_at ?? new Date(0) };
}
export async function endSessions(tx: Tx, account: string): Promise<void> { await tx.raw('update declarant_session set revoked_at = now() where commune_id = current_commune() and account_id = ? and revoked_at is null', [account]); }
export async function endSession(tx: Tx, session: string): Promise<void> { await tx.raw('update declarant_session set revoked_at = now() where commune_id = current_commune() and id = ?', [session]); }

/** What the page starts with: the party's own name, the address, the end of the session. */
export async function sessionReply(tx: Tx, account: string, expiresAt: Date): Promise<DeclarantSession> {
  const { rows: [row] } = await tx.raw(`select y.name as party, a.email, a.language from declarant_account a join party p on p.commune_id = a.commune_id and p.id = a.party_id join party y on y.commune_id = p.commune_id and y.id = coalesce(p.merged_into, p.id) where a.commune_id = current_commune() and a.id = ?`, [account]) as { rows: Omit<DeclarantSession, 'expiresAt'>[] };
  if (row === undefined) throw new AppError('unauthenticated', 'no account');
  return { ...row, expiresAt: expiresAt.toISOString() };
}

/** Accounts of declarants; addresses and persons' names only for who may read personal data. */
export async function readAccounts(tx: Tx, f: { page: number; size: number }, personal: boolean): Promise<{ total: number; rows: DeclarantAccount[] }> {
  const { rows } = await tx.raw(`select a.id, a.party_id as "partyId", case when cast(:personal as boolean) then a.email end as email, a.disabled_at is not null as disabled, to_json(a.created_at)#>>'{}' as "createdAt", (select to_json(max(s.last_seen_at))#>>'{}' from declarant_session s where s.commune_id = a.commune_id and s.account_id = a.id) as "lastSeenAt", count(*) over ()::integer as total
    from declarant_account a where a.commune_id = current_commune() order by a.id desc limit :size offset :skip`, { personal, size: f.size, skip: (f.page - 1) * f.size }) as { rows: (Omit<DeclarantAccount, 'party'> & { total: number })[] };
  const names = await partyNames(tx, rows.map((r) => r.partyId), personal);
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _t, ...r }) => ({ ...r, party: names.get(r.partyId)?.name ?? null })) };
}
/** Closes an account, and its sessions with it, or opens it again. Throws not_found. */
export async function setDisabled(tx: Tx, id: string, disabled: boolean): Promise<void> {
  const { rowCount } = await tx.raw('update declarant_account set disabled_at = case when cast(:disabled as boolean) then coalesce(disabled_at, now()) end where commune_id = current_commune() and id = :id', { id, disabled }) as { rowCount: number };
  if (rowCount === 0) throw new AppError('not_found', 'no such account');
  if (disabled) await endSessions(tx, id);
}
