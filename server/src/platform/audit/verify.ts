import type { ChainReport } from '@sommier/domain/audit';
import type { Tx } from '../db/index.ts';
import { AT_TEXT, commitment, entryHash } from './hash.ts';

const SLICE = 1000;

interface Row {
  seq: string; at: string; actor_id: string | null; actor: string; action: string; subject: string; detail: string;
  request_id: string | null; prev_hash: Buffer; hash: Buffer;
}
interface Secret { seq: string; path: string; salt: Buffer | null; value: string | null; commitment: Buffer }

/** Reads the whole chain of the transaction's commune in order and names the first entry that does not hold. */
export async function verifyChain(tx: Tx, commune: number): Promise<ChainReport> {
  let previous: Buffer = Buffer.alloc(0);
  let last = 0n;
  const report = (broken: ChainReport['broken']): ChainReport => ({ ok: broken === null, entries: Number(last), head: previous.toString('hex'), broken });
  for (;;) {
    const rows = (await tx.raw(
      `select e.seq, ${AT_TEXT('e.at')} as at, e.actor_id, e.actor, e.action, e.subject, e.detail::text as detail, e.request_id, e.prev_hash, e.hash
       from audit_entry e where e.commune_id = :commune and e.seq > :last order by e.seq limit ${SLICE}`, { commune, last: String(last) })).rows as Row[];
    if (rows.length === 0) break;
    const secrets = await personalOf(tx, commune, rows[0]!.seq, rows[rows.length - 1]!.seq);
    for (const row of rows) {
      const seq = String(last + 1n);
      if (row.seq !== seq) return report({ seq, reason: 'gap' });
      if (!previous.equals(row.prev_hash)) return report({ seq, reason: 'previous_hash' });
      const personal: Record<string, string> = {};
      for (const secret of secrets.get(seq) ?? []) {
        if (secret.salt !== null && secret.value !== null && !commitment(secret.salt, secret.value).equals(secret.commitment)) return report({ seq, reason: 'personal' });
        if ((secret.salt === null) !== (secret.value === null)) return report({ seq, reason: 'personal' });
        personal[secret.path] = secret.commitment.toString('hex');
      }
      const { prev_hash: _, hash: __, detail, ...rest } = row;
      if (!entryHash(previous, { ...rest, commune, detail: JSON.parse(detail), personal }).equals(row.hash)) return report({ seq, reason: 'hash' });
      previous = Buffer.from(row.hash);
      last += 1n;
    }
  }
  const head = (await tx.raw('select h.seq, h.hash from audit_head h where h.commune_id = :commune', { commune })).rows[0] as { seq: string; hash: Buffer } | undefined;
  const holds = head === undefined ? last === 0n : head.seq === String(last) && previous.equals(head.hash);
  return report(holds ? null : { seq: String(last + 1n), reason: 'head' });
}

async function personalOf(tx: Tx, commune: number, first: string, last: string): Promise<Map<string, Secret[]>> {
  const rows = (await tx.raw(
    `select p.seq, p.path, p.salt, p.value, p.commitment from audit_personal p where p.commune_id = :commune and p.seq >= :first and p.seq <= :last`,
    { commune, first, last })).rows as Secret[];
  const bySeq = new Map<string, Secret[]>();
  for (const row of rows) bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), row]);
  return bySeq;
}
