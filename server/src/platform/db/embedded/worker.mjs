// The embedded database in a thread of its own: one message in, one answer out, in order. Plain JavaScript, so that it runs the same
// under every loader. Values arrive as text (or null) and leave as text: the other side reads them as the PostgreSQL driver does.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis } from '@electric-sql/pglite-postgis';
import { durableFolder, durableStart, isNew, syncTree } from './durable.mjs';

const asText = (value) => value;

async function open() {
  const created = isNew(workerData.folder);
  const db = await PGlite.create({
    fs: durableFolder(workerData.folder),
    startParams: durableStart(PGlite.defaultStartParams),
    extensions: { postgis, pg_trgm, unaccent, btree_gist, pgcrypto },
  });
  if (created) syncTree(workerData.folder);
  db.serializers = {};
  db.parsers = Object.fromEntries(Object.keys(db.parsers).map((type) => [type, asText]));
  return db;
}

const answer = ({ command, rowCount, affectedRows, fields, rows }) =>
  ({ command: command ?? null, rowCount: rowCount ?? affectedRows ?? null, fields, rows });

const work = {
  query: async (db, { sql, values }) => [answer(await db.query(sql, values, { rowMode: 'array' }))],
  script: async (db, { sql }) => (await db.exec(sql, { rowMode: 'array' })).map(answer),
  copyIn: async (db, { sql, bytes }) => [answer(await db.query(sql, [], { blob: new Blob([bytes]) }))],
  close: async (db) => { await db.close(); return []; },
};

const FIELDS = ['severity', 'code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'where', 'schema', 'table',
  'column', 'dataType', 'constraint', 'file', 'line', 'routine'];
const fault = (error) => ({
  message: error instanceof Error ? error.message : String(error),
  fields: Object.fromEntries(FIELDS.filter((name) => error?.[name] !== undefined).map((name) => [name, error[name]])),
});

try {
  const db = await open();
  let last = Promise.resolve();
  parentPort.on('message', (message) => {
    last = last.then(async () => {
      try {
        parentPort.postMessage({ id: message.id, results: await work[message.kind](db, message) });
      } catch (error) {
        parentPort.postMessage({ id: message.id, error: fault(error) });
        // An error that PostgreSQL did not report itself leaves it in no known state: end, and be opened again from the disk.
        if (typeof error?.code !== 'string') setImmediate(() => process.exit(1));
      }
    });
  });
  parentPort.postMessage({ ready: true });
} catch (error) {
  parentPort.postMessage({ failed: fault(error) });
}
