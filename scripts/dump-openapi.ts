// Prints the contracts as docs/api/openapi.json; with --check, fails when the committed file says something else.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allEndpoints } from '@sommier/domain/api';
import { openapi } from '../server/src/platform/http/openapi.ts';
import { VERSION } from '../server/src/platform/version.ts';

const file = fileURLToPath(new URL('../docs/api/openapi.json', import.meta.url));
const text = `${JSON.stringify(openapi(allEndpoints, VERSION), null, 1)}\n`;
if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error('docs/api/openapi.json is not what the contracts say: node --import tsx scripts/dump-openapi.ts');
    process.exitCode = 1;
  }
} else {
  mkdirSync(fileURLToPath(new URL('../docs/api/', import.meta.url)), { recursive: true });
  writeFileSync(file, text);
}
