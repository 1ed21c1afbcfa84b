import type { PaperRow } from '@sommier/domain/notices';
import type { Tx } from '../../platform/db/index.ts';

/** Papers, newest first. */
export async function readPapers(tx: Tx, f: { account?: string | undefined; sha256?: string | undefined; page: number; size: number }): Promise<{ total: number; rows: PaperRow[] }> {
  const where = `p.commune_id = current_commune()${f.account === undefined ? '' : ' and p.account_id = :account'}${f.sha256 === undefined ? '' : ' and p.sha256 = :sha256'}`;
  const bindings = { ...(f.account === undefined ? {} : { account: f.account }), ...(f.sha256 === undefined ? {} : { sha256: f.sha256 }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from paper p where ${where}`, bindings) as { rows: { total: number }[] };
  const { rows } = await tx.raw(`select p.id, p.kind, p.number, p.language, p.account_id as "accountId", p.day, p.amount, p.sha256, p.bytes::integer as bytes, p.created_at as "createdAt", w.name as "createdBy"
    from paper p left join person w on w.id = p.created_by where ${where} order by p.id desc limit :size offset :skip`, { ...bindings, size: f.size, skip: (f.page - 1) * f.size }) as { rows: (Omit<PaperRow, 'createdAt'> & { createdAt: Date })[] };
  return { total: n?.total ?? 0, rows: rows.map((r) => ({ ...r, createdAt: r.createdAt.toISOString() })) };
}
