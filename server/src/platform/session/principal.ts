import type { Role } from '@sommier/domain/shared';
import type { Language } from '@sommier/domain/shared';
import { Coalesced } from '../coalesced.ts';
import type { Database } from '../db/index.ts';
import { hashToken } from './cookie.ts';

export interface Signed {
  id: string; email: string; name: string; language: Language; sessionId: string; expiresAt: Date;
  /** A second factor was part of the session's opening. */
  secondFactor: boolean;
  /** Seconds since she last proved who she is, by the clock that wrote it down; absent for an access key, which proves nothing. */
  provedSeconds?: number;
}
export interface CommuneHere { id: number; code: string; name: string; currency: string; srid: number; timezone: string; languages: string[]; demo: boolean }
/** What an access key is for; null layers are all. */
export interface KeyScope { id: string; writes: boolean; layers: readonly string[] | null }
/** `barred`: a member, whose role asks a second factor that her session lacks. */
export interface Principal { person: Signed; commune?: CommuneHere; role?: Role; key?: KeyScope; barred?: boolean }

interface Row {
  session_id: string; person_id: string; email: string; name: string; language: Language; expires_at: Date; commune_id: number | null; role: Role | null;
  code: string; commune_name: string; currency: string; srid: number; timezone: string; languages: string[]; demo: boolean;
  barred: boolean; second_factor: boolean; proved_seconds: number;
}

/** A map asks for a dozen tiles at once with one cookie: the same look-up serves those that wait together, on each database. */
const asking = new WeakMap<Database, Coalesced<Row | undefined>>();

async function lookUp(db: Database, token: Buffer, code: string | undefined): Promise<Row | undefined> {
  let together = asking.get(db);
  if (together === undefined) asking.set(db, together = new Coalesced());
  return together.ask(`${token.toString('base64')} ${code ?? ''}`, async () => (await db.knex.raw('select p.*, extract(epoch from clock_timestamp() - p.proved_at)::float8 as proved_seconds from principal_of(?, ?) p', [token, code ?? null])).rows[0] as Row | undefined);
}

/** The person who holds the token, and her role in the commune of that code if she has one; undefined when the session is over. One statement. */
export async function principalOf(db: Database, token: string, code: string | undefined): Promise<Principal | undefined> {
  const row = await lookUp(db, hashToken(token), code);
  if (!row) return undefined;
  const person = { id: row.person_id, email: row.email, name: row.name, language: row.language, sessionId: row.session_id, expiresAt: row.expires_at, secondFactor: row.second_factor, provedSeconds: row.proved_seconds };
  if (row.commune_id === null || row.role === null) return row.barred ? { person, barred: true } : { person };
  return {
    person, role: row.role,
    commune: {
      id: row.commune_id, code: row.code, name: row.commune_name, currency: row.currency, srid: row.srid, timezone: row.timezone, languages: row.languages, demo: row.demo,
    },
  };
}
