import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const METHOD = 'aes-256-gcm', VERSION = 1, NONCE = 12, TAG = 16, HEAD = 1 + NONCE + TAG;

/**
 * Encrypts a secret for the database: a version byte, 96 random bits, the tag, the ciphertext (AES-256-GCM, NIST SP 800-38D). `about` says whose it
 * is and is no secret; under another one it does not open, so that a row copied to somebody else is worth nothing.
 */
export function seal(key: Buffer, about: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE), cipher = createCipheriv(METHOD, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), text]);
}

/** What was sealed, or undefined where key, owner or bytes are not those of then. */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < HEAD || sealed[0] !== VERSION) return undefined;
  const decipher = createDecipheriv(METHOD, key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG }).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(1 + NONCE, HEAD));
  try { return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]); } catch { return undefined; }
}
