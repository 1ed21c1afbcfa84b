import type { Tx } from '../../platform/db/index.ts';

export interface CommuneRow { id: number; code: string; name: string; nameAr: string | null; currency: string; languages: string[]; timezone: string; srid: number; demo: boolean }

export const communeByCode = async (tx: Tx, code: string): Promise<CommuneRow | undefined> =>
  (await tx.raw(
    `select c.id, c.code, c.name, c.name_ar as "nameAr", c.currency, c.languages, c.timezone, c.srid, c.demo from commune c where c.code = :code`,
    { code })).rows[0] as CommuneRow | undefined;
