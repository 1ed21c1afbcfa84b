import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The cases of the domain study (property, §4), and the tests that show each: a test names its case, so that a case that fails says so. */
const CASES: Readonly<Record<number, readonly string[]>> = {
  1: ['tests/register/real-files.test.ts', 'tests/browser/agent-day.ts'],
  3: ['tests/register/real-files.test.ts', 'tests/titles/guelmim.test.ts'],
  4: ['tests/acts/api.test.ts', 'tests/occupations/api.test.ts', 'domain/src/guards/guards.test.ts'],
  5: ['tests/ledger/arrears.test.ts', 'domain/src/ledger/schedule.test.ts'],
  6: ['domain/src/revisions/cases/law-07-03.json'],
  7: ['tests/register/model.test.ts', 'tests/occupations/api.test.ts', 'tests/occupations/findings.test.ts'],
  8: ['tests/papers/statements.test.ts'],
  9: ['tests/exports/composer.test.ts'],
  10: ['tests/register/crs.test.ts'],
  11: ['tests/working/history.test.ts', 'tests/working/reviews.test.ts'],
  12: ['tests/campaigns/api.test.ts', 'tests/browser/offline.ts'],
  13: ['tests/register/model.test.ts', 'tests/working/recycling.test.ts'],
  14: ['tests/register/model.test.ts', 'tests/documents/api.test.ts'],
  15: ['tests/register/model.test.ts', 'tests/geometries/api.test.ts'],
  16: ['tests/identify/api.test.ts'],
};

test.each(Object.entries(CASES).flatMap(([n, files]) => files.map((file) => [n, file] as const)))('case %s is named where it is shown, %s', (n, file) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(new RegExp(String.raw`§4 case ${n}\b`));
});
