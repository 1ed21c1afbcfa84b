import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { seal, unseal } from './seal.ts';

const [key, other, plain] = [randomBytes(32), randomBytes(32), randomBytes(20)];

test('what is sealed opens with its key and for its owner alone, and never looks the same twice', () => {
  const sealed = seal(key, 'person 7', plain);
  expect(unseal(key, 'person 7', sealed)?.equals(plain)).toBe(true);
  expect([unseal(other, 'person 7', sealed), unseal(key, 'person 8', sealed), unseal(key, 'person 7', plain), unseal(key, 'person 7', Buffer.alloc(0))]).toEqual([undefined, undefined, undefined, undefined]);
  expect([sealed.length, sealed[0], sealed.includes(plain), seal(key, 'person 7', plain).equals(sealed)]).toEqual([1 + 12 + 16 + 20, 1, false, false]);
});
test('no byte of it can be changed, nor one taken away or added', () => {
  const sealed = seal(key, 'person 7', plain);
  for (let i = 0; i < sealed.length; i += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed.readUInt8(i) + 1) % 256, i);
    expect([i, unseal(key, 'person 7', changed)]).toEqual([i, undefined]);
  }
  expect([unseal(key, 'person 7', sealed.subarray(0, -1)), unseal(key, 'person 7', Buffer.concat([sealed, Buffer.of(0)]))]).toEqual([undefined, undefined]);
});
