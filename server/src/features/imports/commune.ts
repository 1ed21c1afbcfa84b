import { AppError } from '@sommier/domain/shared';
import type { Database } from '../../platform/db/index.ts';
import type { ImportCommune } from './format.ts';

/** The commune a job imports into. Throws `not_found` when it is gone. */
export async function importCommune(db: Database, commune: number): Promise<ImportCommune> {
  const { rows: [found] } = await db.inCommune({ commune }, async (tx) => await tx.raw('select c.id, c.code, c.currency, c.srid, c.timezone from commune c where c.id = ?', [commune]) as { rows: ImportCommune[] });
  if (found === undefined) throw new AppError('not_found', 'no commune');
  return found;
}
