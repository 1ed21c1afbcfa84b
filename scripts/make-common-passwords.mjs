// Makes server/src/features/people/common-passwords.bin from a list of passwords, the commonest first (SecLists, 10-million-password-list-top-1000000, public domain):
// those a person could choose here (twelve characters or more), as sorted five-byte beginnings of SHA-256. What is refused is known; the words themselves, many of them coarse, are not shipped.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MOST = 20_000;
const TARGET = fileURLToPath(new URL('../server/src/features/people/common-passwords.bin', import.meta.url));
const source = process.argv[2];
if (!source) { console.error('usage: node scripts/make-common-passwords.mjs LIST'); process.exit(2); }
const words = new Set();
for (const line of readFileSync(source, 'utf8').split(/\r?\n/)) {
  const word = line.normalize('NFKC').toLowerCase();
  if ([...word].length >= 12) words.add(word);
  if (words.size === MOST) break;
}
const digests = [...words].map((word) => createHash('sha256').update(word).digest().subarray(0, 5)).sort(Buffer.compare);
writeFileSync(TARGET, Buffer.concat(digests));
console.log(`${words.size} passwords, ${digests.length * 5} bytes`);
