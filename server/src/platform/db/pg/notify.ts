import pg from 'pg';
import type { Database } from '../database.ts';

type Listener = (payload: string) => void;
const RETRY_MS = 2_000;

/** LISTEN on one link of its own, taken up again when it is lost. */
export function pgNotices(url: string): Pick<Database, 'notify' | 'onNotify'> & { close(): Promise<void> } {
  const listeners = new Map<string, Set<Listener>>();
  let link: Promise<pg.Client> | undefined;
  let closed = false;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, application_name: 'sommier notices', keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel) ?? []) listener(payload ?? '');
    });
    client.on('error', () => { void client.end().catch(() => undefined); });
    client.on('end', () => { link = undefined; retry(); });
    await client.connect();
    for (const channel of listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    return client;
  };
  const retry = (): void => {
    if (!closed && listeners.size > 0) setTimeout(start, RETRY_MS).unref();
  };
  const start = (): void => {
    if (closed || link !== undefined) return;
    link = connect();
    link.catch(() => { link = undefined; retry(); });
  };

  return {
    notify: async (tx, channel, payload = '') => { await tx.raw('select pg_notify(?, ?)', [channel, payload]); },
    onNotify(channel, listener) {
      const known = listeners.get(channel);
      if (known !== undefined) known.add(listener);
      else {
        listeners.set(channel, new Set([listener]));
        if (link === undefined) start();
        else void link.then((client) => client.query(`listen ${client.escapeIdentifier(channel)}`)).catch(() => undefined);
      }
      return () => { listeners.get(channel)?.delete(listener); };
    },
    async close() {
      closed = true;
      await link?.then((client) => client.end()).catch(() => undefined);
    },
  };
}
