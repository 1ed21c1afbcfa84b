import { codeOf, codeParts, type CodeContext } from '@sommier/domain/assets';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readSettings } from '../references/index.ts';

const TRIES = 100_000;
type Rows<T> = { rows: T[] };

/** Whether a code or inventory number was ever given, to a property that may be gone since; `owner` is the one that may have it. */
export async function spentBy(tx: Tx, kind: 'code' | 'inventory', value: string): Promise<string | undefined> {
  const { rows } = await tx.raw('select s.asset_id as id from asset_spent s where s.commune_id = current_commune() and s.kind = :kind and s.key = upper(:value)', { kind, value }) as Rows<{ id: string }>;
  return rows[0]?.id;
}

/**
 * The next code of the commune's pattern. The counter's row is held until commit, so two who create at once get two codes; numbers that imports or
 * hands have taken are passed over. A number taken by a transaction that fails is given again: it was never anybody's.
 */
export async function nextCode(tx: Tx, context: CodeContext): Promise<string> {
  const settings = await readSettings(tx);
  const parts = codeParts(context.parentCode === null ? settings.codePattern : settings.childPattern, context);
  const prefix = `${parts.before}#${parts.after}`;
  const count = async (): Promise<bigint> => {
    const { rows: [row] } = await tx.raw(`insert into asset_code_counter (commune_id, prefix, last) values (current_commune(), :prefix, 1)
      on conflict (commune_id, prefix) do update set last = asset_code_counter.last + 1 returning last`, { prefix }) as Rows<{ last: string }>;
    return BigInt(row?.last ?? 1);
  };
  for (let i = 0; i < TRIES; i++) {
    const code = codeOf(parts, await count());
    if (await spentBy(tx, 'code', code) === undefined) return code;
    // Codes of a file brought in before the first count: go past the highest at once.
    if (i === 3) await jump(tx, prefix, parts);
  }
  throw new AppError('conflict', 'no free code under the pattern', { reason: 'assets.no_free_code' });
}

/** Sets the counter to the highest number already spent under the same prefix. */
async function jump(tx: Tx, prefix: string, { before, after }: { before: string; after: string }): Promise<void> {
  await tx.raw(`update asset_code_counter c set last = greatest(c.last, coalesce((select max(cast(substr(s.key, length(:before) + 1, length(s.key) - length(:before) - length(:after)) as bigint)) from asset_spent s
      where s.commune_id = current_commune() and s.kind = 'code' and left(s.key, length(:before)) = upper(:before) and right(s.key, length(:after)) = upper(:after)
        and substr(s.key, length(:before) + 1, length(s.key) - length(:before) - length(:after)) ~ '^[0-9]{1,17}$'), 0))
    where c.commune_id = current_commune() and c.prefix = :prefix`, { prefix, before, after });
}
