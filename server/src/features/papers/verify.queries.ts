import type { VerifiedPaper } from '@sommier/domain/papers';
import type { Tx } from '../../platform/db/index.ts';

type Found = NonNullable<VerifiedPaper['paper']>;
/** The paper a code or a file's hash stands for, in whichever commune; null when none was issued. The function in the database answers nothing else. */
export async function verifyOne(tx: Tx, code: string | null, sha256: string | null): Promise<Found | null> {
  const { rows: [row] } = await tx.raw(`select v.kind, v.number, v.day::text as day, v.language, v.format, v.issued_at as "issuedAt", v.rows, v.pages, v.sha256, v.commune, v.commune_ar as "communeAr" from verify_paper(:code, :sha256) v`, { code, sha256 }) as { rows: (Omit<Found, 'issuedAt'> & { issuedAt: Date })[] };
  return row === undefined ? null : { ...row, issuedAt: row.issuedAt.toISOString() };
}
