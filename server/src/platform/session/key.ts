import type { Language, Role } from '@sommier/domain/shared';
import type { Database } from '../db/index.ts';
import { hashToken } from './cookie.ts';
import type { CommuneHere, KeyScope, Signed } from './principal.ts';

interface Row {
  key_id: string; writes: boolean; layers: string[] | null; person_id: string; email: string; name: string; language: Language; expires_at: Date; commune_id: number; role: Role;
  code: string; commune_name: string; currency: string; srid: number; timezone: string; languages: string[]; demo: boolean;
}

/** Whose access key it is, in the commune of that code (in its own where none is named); undefined when it is unknown, over, revoked, of another commune, or its person is disabled. */
export async function keyPrincipalOf(db: Database, key: string, commune: string | undefined): Promise<{ person: Signed; commune: CommuneHere; role: Role; key: KeyScope } | undefined> {
  const row = (await db.knex.raw('select * from key_principal_of(?, ?)', [hashToken(key), commune ?? null])).rows[0] as Row | undefined;
  if (row === undefined) return undefined;
  return {
    // A key is no session: it closes none, and none is its own.
    person: { id: row.person_id, email: row.email, name: row.name, language: row.language, sessionId: '0', expiresAt: row.expires_at, secondFactor: false },
    role: row.role, key: { id: row.key_id, writes: row.writes, layers: row.layers },
    commune: { id: row.commune_id, code: row.code, name: row.commune_name, currency: row.currency, srid: row.srid, timezone: row.timezone, languages: row.languages, demo: row.demo },
  };
}
