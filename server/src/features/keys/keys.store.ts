import type { NewAccessKey } from '@sommier/domain/keys';
import type { Tx } from '../../platform/db/index.ts';

/** Keeps a new key by its hash; answers its id. */
export async function insertKey(tx: Tx, person: string, { name, write, layers, days }: NewAccessKey, { hash, hint }: { hash: Buffer; hint: string }): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into access_key (commune_id, person_id, name, key_hash, hint, writes, layers, expires_at)
    values (current_commune(), :person, :name, :hash, :hint, :write, cast(:layers as text[]), now() + make_interval(days => cast(:days as integer))) returning id`,
  { person, name, hash, hint, write, layers: layers === null ? null : `{${layers.join(',')}}`, days }) as { rows: { id: string }[] };
  return (row as { id: string }).id;
}

/** Ends a key from this moment; false where there is none of that id (and person, where one is named) still open. */
export async function endKey(tx: Tx, id: string, by: string, owner: string | null): Promise<boolean> {
  const { rows } = await tx.raw(`update access_key set revoked_at = now(), revoked_by = :by where commune_id = current_commune() and id = :id and revoked_at is null
    and (cast(:owner as bigint) is null or person_id = :owner) returning id`, { id, by, owner }) as { rows: unknown[] };
  return rows.length > 0;
}
