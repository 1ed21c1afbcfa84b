import type { Language } from '@sommier/domain/shared';
import type { Database } from '../db/index.ts';
import { hashToken } from './cookie.ts';
import type { CommuneHere } from './principal.ts';

/** A host or operator signed in to declare: one party of one commune, and no right of staff. */
export interface Declarant { accountId: string; partyId: string; sessionId: string; language: Language; expiresAt: Date }

interface Row {
  session_id: string; account_id: string; party_id: string; language: Language; expires_at: Date;
  commune_id: number; code: string; commune_name: string; currency: string; srid: number; timezone: string; languages: string[]; demo: boolean;
}

/** Who holds the token of a declarant in the commune of that code; undefined when the session is over, of another commune, or of staff. */
export async function declarantOf(db: Database, token: string, code: string): Promise<{ declarant: Declarant; commune: CommuneHere } | undefined> {
  const row = (await db.knex.raw('select * from declarant_of(?, ?)', [hashToken(token), code])).rows[0] as Row | undefined;
  if (row === undefined) return undefined;
  return {
    declarant: { accountId: row.account_id, partyId: row.party_id, sessionId: row.session_id, language: row.language, expiresAt: row.expires_at },
    commune: { id: row.commune_id, code: row.code, name: row.commune_name, currency: row.currency, srid: row.srid, timezone: row.timezone, languages: row.languages, demo: row.demo },
  };
}
