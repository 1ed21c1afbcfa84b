import type { Tx } from '../../platform/db/index.ts';
import { hashToken, newToken } from '../../platform/session/index.ts';

/** A new link to name the first administrator, good once and for an hour; the links before it end. Only its digest is kept. */
export async function newSetupLink(tx: Tx): Promise<string> {
  const token = newToken();
  await tx.raw('update setup_link set used_at = now() where used_at is null');
  await tx.raw(`insert into setup_link (token_hash, expires_at) values (?, now() + interval '1 hour')`, [hashToken(token)]);
  return token;
}

/** Uses the link up; false when it was used, has expired or never was. */
export async function useSetupLink(tx: Tx, token: string): Promise<boolean> {
  return (await tx.raw('update setup_link set used_at = now() where token_hash = ? and used_at is null and expires_at > now() returning expires_at', [hashToken(token)])).rows.length > 0;
}
