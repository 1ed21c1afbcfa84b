import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyPreparedFolder } from '../support/db-embedded.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const START_MS = 300_000;

export interface Server { url: string; folder: string; log: () => string; stop: () => Promise<void> }

/** `npm start` as a stranger gets it, but for the database's creation, which is copied: the demo is loaded by the server itself. */
export const startServer = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-browser-'));
  await copyPreparedFolder(folder);
  const child = spawn(process.execPath, ['bin/sommier.mjs', 'serve'], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SOMMIER_DATA: folder, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', NODE_ENV: 'test' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { said += part.toString(); });
  const ended = new Promise<void>((resolve) => { child.on('close', () => resolve()); });
  const stop = async (): Promise<void> => { child.kill('SIGTERM'); await ended; rmSync(folder, { recursive: true, force: true }); };
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start:\n${said}`)), START_MS);
    child.stdout.on('data', () => {
      const found = /^Sommier: (http\S+)$/m.exec(said);
      if (found) { clearTimeout(late); resolve(found[1]!); }
    });
    child.on('close', () => { clearTimeout(late); reject(new Error(`the server ended:\n${said}`)); });
  }).catch(async (error: unknown) => { await stop(); throw error; });
  return { url, folder, log: () => said, stop };
};
