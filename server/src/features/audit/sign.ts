import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { HeadReport, SignedHead } from '@sommier/domain/audit';
import { canonical } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';

/** A short name of a public key: the first 16 hexadecimal digits of the SHA-256 of its DER. */
const nameOf = (der: Buffer): string => createHash('sha256').update(der).digest('hex').slice(0, 16);
const derOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** The deployment's own key: AUDIT_KEY where it is given, else made at its first use, readable by the server alone; instances that share the folder share it. */
export async function signingKey({ files, env }: Pick<Deps, 'files' | 'env'>): Promise<KeyObject> {
  if (env.auditKey !== undefined) return createPrivateKey(env.auditKey);
  const path = join(await files.folder('keys'), 'audit.pem');
  const read = async (): Promise<KeyObject | undefined> => { const pem = await readFile(path, 'utf8').catch((e: NodeJS.ErrnoException) => { if (e.code === 'ENOENT') return undefined; throw e; }); return pem === undefined ? undefined : createPrivateKey(pem); };
  const there = await read();
  if (there) return there;
  const part = `${path}.${randomUUID()}`;
  await writeFile(part, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
  // Whole or not at all, and the first one stays: another instance may be at it too.
  await link(part, path).catch((e: NodeJS.ErrnoException) => { if (e.code !== 'EEXIST') throw e; });
  await rm(part);
  const made = await read();
  if (!made) throw new Error('the key of the audit trail was not kept');
  return made;
}

const signed = ({ signature: _, publicKey: __, ...rest }: SignedHead): Buffer => Buffer.from(canonical(rest));

/** The head of the transaction's commune, signed; `file` is the digest of what goes with it. */
export async function signedHead(tx: Tx, code: string, key: KeyObject, file?: string): Promise<SignedHead> {
  const head = (await tx.raw(`select h.seq, encode(h.hash, 'hex') as hash from audit_head h where h.commune_id = current_commune()`)).rows[0] as { seq: string; hash: string } | undefined;
  const der = derOf(createPublicKey(key));
  const bare: SignedHead = { commune: code, seq: head?.seq ?? '0', hash: head?.hash ?? '', at: new Date().toISOString(), ...(file === undefined ? {} : { file }), key: nameOf(der), publicKey: der.toString('base64'), signature: '' };
  return { ...bare, signature: sign(null, signed(bare), key).toString('base64') };
}

/** Whether a head kept elsewhere was signed here and still stands in the chain. The chain itself is checked by `verifyChain`. */
export async function holdsHead(tx: Tx, code: string, key: KeyObject, noted: SignedHead): Promise<HeadReport> {
  const report = (fault: HeadReport['fault']): HeadReport => ({ ok: fault === null, seq: noted.seq, fault });
  const own = createPublicKey(key);
  if (noted.key !== nameOf(derOf(own)) || noted.publicKey !== derOf(own).toString('base64')) return report('key');
  if (!verify(null, signed(noted), own, Buffer.from(noted.signature, 'base64'))) return report('signature');
  if (noted.commune !== code) return report('commune');
  if (noted.seq === '0') return report(null);
  const row = (await tx.raw(`select encode(e.hash, 'hex') as hash from audit_entry e where e.commune_id = current_commune() and e.seq = cast(? as bigint)`, [noted.seq])).rows[0] as { hash: string } | undefined;
  return report(row === undefined ? 'shorter' : row.hash === noted.hash ? null : 'rewritten');
}
