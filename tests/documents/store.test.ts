import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEnv } from '../../server/src/platform/env.ts';
import { openStore, StoreFault, type BlobStore } from '../../server/src/platform/store/index.ts';
import { fakeS3, type FakeS3 } from './s3-fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-store-'));
const file = (bytes: Buffer): { path: string; facts: { bytes: number; sha256: string; media: string } } => {
  const path = join(folder, randomBytes(6).toString('hex'));
  writeFileSync(path, bytes);
  return { path, facts: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), media: 'application/pdf' } };
};
const whole = async (stream: Readable): Promise<Buffer> => { const parts: Buffer[] = []; for await (const part of stream) parts.push(part as Buffer); return Buffer.concat(parts); };
let s3: FakeS3;
beforeAll(async () => { s3 = await fakeS3(); });
afterAll(async () => { await s3.close(); rmSync(folder, { recursive: true, force: true }); });

describe.each(['folder', 's3'] as const)('documents in a %s', (kind) => {
  let store: BlobStore;
  beforeAll(() => { store = openStore(join(folder, 'root'), kind === 's3' ? s3.options : undefined); });

  test('what is put comes back to the last byte, once for the same bytes, and goes when removed', async () => {
    const big = randomBytes(12_000_000);
    const one = file(big), key = `documents/7/ab/${one.facts.sha256}`;
    await store.put(key, one.path, one.facts);
    await store.put(key, one.path, one.facts);
    const kept = await store.open(key);
    expect([kept?.bytes, (await whole(kept!.stream)).equals(big)]).toEqual([big.length, true]);
    for (const ending of ['a', 'b', 'c', 'd']) await store.put(`documents/7/cd/${ending}`, one.path, one.facts);
    const keys: string[] = [];
    for await (const k of store.keys('documents/7')) keys.push(k);
    expect(keys.sort()).toEqual([key, 'documents/7/cd/a', 'documents/7/cd/b', 'documents/7/cd/c', 'documents/7/cd/d']);
    await store.remove(key);
    await store.remove(key);
    expect([await store.size(key), await store.open(key)]).toEqual([undefined, undefined]);
  });
  test('a key that is not ours is never asked for', async () => {
    for (const key of ['../secret', 'documents/../../etc/passwd', '/etc/passwd', 'documents//x', 'documents/a b', '']) {
      await expect((async () => store.open(key))()).rejects.toThrow('not a key');
    }
  });
});

test('requests are signed: another secret is refused and says no secret; a store away for a moment costs nothing', async () => {
  const one = file(Buffer.from('acte'));
  const wrong = openStore(folder, { ...s3.options, secret: 'another' });
  const fault = await wrong.put('documents/1/aa/x', one.path, one.facts).catch((e: unknown) => e);
  expect(fault).toBeInstanceOf(StoreFault);
  expect(String(fault)).not.toContain('another');
  const store = openStore(folder, s3.options);
  s3.trouble.push(500, 0, 503);
  s3.asked.length = 0;
  await store.put('documents/1/aa/x', one.path, one.facts).catch(() => undefined);
  s3.trouble.length = 0;
  await store.put('documents/1/aa/x', one.path, one.facts);
  expect(s3.objects.get('sommier/documents/1/aa/x')?.toString()).toBe('acte');
  s3.trouble.push(500);
  expect(await store.size('documents/1/aa/x')).toBe(4);
  await expect(store.put('documents/1/aa/y', one.path, { ...one.facts, sha256: 'f'.repeat(64) })).rejects.toThrow('answered 400');
});

test('the bucket is named whole or not at all', () => {
  const all = { DOCUMENTS_S3_ENDPOINT: 'https://s3.example.org', DOCUMENTS_S3_BUCKET: 'patrimoine', DOCUMENTS_S3_KEY: 'k', DOCUMENTS_S3_SECRET: 's' };
  expect(readEnv(all).documents).toEqual({ endpoint: 'https://s3.example.org', bucket: 'patrimoine', region: 'us-east-1', key: 'k', secret: 's', prefix: '' });
  expect(readEnv({}).documents).toBeUndefined();
  expect(() => readEnv({ ...all, DOCUMENTS_S3_SECRET: '' })).toThrow('DOCUMENTS_S3_ENDPOINT goes with');
  expect(() => readEnv({ ...all, DOCUMENTS_S3_PREFIX: 'no-slash' })).toThrow('DOCUMENTS_S3_PREFIX');
});
