import type { AccessKey } from '@sommier/domain/keys';
import type { Tx } from '../../platform/db/index.ts';

type Row = Omit<AccessKey, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt' | 'person'> & { createdAt: Date; expiresAt: Date; lastUsedAt: Date | null; revokedAt: Date | null; personId: string; personName: string };

/** Keys of a commune, of one person or of one id where asked, latest first; those over or revoked for a year are left out. */
export async function readKeys(tx: Tx, { person = null, id = null }: { person?: string | null; id?: string | null }): Promise<AccessKey[]> {
  const { rows } = await tx.raw(`select k.id, k.name, k.hint, k.writes as write, k.layers, k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt",
      k.person_id as "personId", p.name as "personName"
    from access_key k join person p on p.id = k.person_id
    where k.commune_id = current_commune() and (cast(:person as bigint) is null or k.person_id = :person) and (cast(:id as bigint) is null or k.id = :id)
      and coalesce(k.revoked_at, k.expires_at) > now() - interval '1 year'
    order by k.id desc limit 500`, { person, id }) as { rows: Row[] };
  return rows.map(({ createdAt, expiresAt, lastUsedAt, revokedAt, personId, personName, ...k }) => ({
    ...k, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null, person: { id: personId, name: personName },
  }));
}

/** How many keys of a person are neither over nor revoked. */
export const countLive = async (tx: Tx, person: string): Promise<number> =>
  ((await tx.raw('select count(*)::integer as n from access_key k where k.commune_id = current_commune() and k.person_id = ? and k.revoked_at is null and k.expires_at > now()', [person])).rows[0] as { n: number }).n;
