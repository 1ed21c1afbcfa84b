import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { OnStage } from '../stage.ts';

/** The server of DATABASE_URL cannot be worked with; the message names it without its password, and says the mend. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/** Nobody there yet, or a server that is starting, stopping or full. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', '57P03', '57P01', '53300']);

/** A refused connection comes as one error, or as a list of them where a name has several addresses. */
const first = (error: unknown): { code?: string; message?: string } => {
  const { errors } = error as { errors?: unknown[] };
  return (errors?.[0] ?? error) as { code?: string; message?: string };
};

/** Waits until the server takes a connection, as when both start together. Throws DatabaseUnreachable at once where waiting does not help. */
export async function waitForServer(url: string, onStage: OnStage, patienceMs = 60_000): Promise<void> {
  const { host, pathname } = new URL(url);
  for (const until = Date.now() + patienceMs; ; await sleep(500)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // A link that breaks says so twice; the rejection below is the one that counts.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      const { code = '', message = '' } = first(error);
      if (!(PASSING.has(code) || message.includes('timeout')) || Date.now() > until) {
        const reason = message === '' ? code : message;
        throw new DatabaseUnreachable(`The database ${pathname.slice(1)} at ${host} does not take our connection: ${reason}. `
          + 'Check DATABASE_URL, and that the server runs and lets this machine in.', { cause: error });
      }
      onStage('waiting');
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
