import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { zipSync } from 'fflate';
import type { AuditAsked } from '@sommier/domain/audit';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { entriesAfter } from './audit.queries.ts';
import { signedHead, signingKey } from './sign.ts';

const SLICE = 5_000;
/** Entries of one file: beyond them, ask by days. */
export const MOST_ENTRIES = 200_000;
const HEADS = ['seq', 'at', 'actor', 'actor_name', 'action', 'subject', 'detail', 'request_id', 'prev_hash', 'hash'];

/** The entries asked for as CSV in a zip, with the head of the chain, signed, that names the digest of the CSV. */
export async function auditZip(tx: Tx, deps: Pick<Deps, 'files' | 'env'>, code: string, asked: AuditAsked): Promise<{ zip: Uint8Array; rows: number; sha256: string }> {
  const parts = [Buffer.from(stringify([HEADS], { bom: true }))];
  let rows = 0;
  for (let after = '0'; rows < MOST_ENTRIES;) {
    const slice = await entriesAfter(tx, asked, after, SLICE);
    parts.push(Buffer.from(stringify(slice.map((e) => [e.seq, e.at.toISOString(), e.actor, e.actorName, e.action, e.subject, JSON.stringify(e.detail), e.requestId, e.prevHash, e.hash]), { escape_formulas: true })));
    rows += slice.length;
    const last = slice.at(-1);
    if (last === undefined || slice.length < SLICE) break;
    after = last.seq;
  }
  const csv = Buffer.concat(parts), sha256 = createHash('sha256').update(csv).digest('hex');
  const head = await signedHead(tx, code, await signingKey(deps), sha256);
  return { zip: zipSync({ 'audit.csv': csv, 'head.json': Buffer.from(JSON.stringify(head, null, 1)) }), rows, sha256 };
}
