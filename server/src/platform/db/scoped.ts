import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import type { Database, Scope, ScopeOptions, Tx } from './database.ts';

/**
 * Open while a transaction of this call chain is. Only where one connection serves everybody: following every chain of calls makes each promise of
 * the process dearer (a fifth of what a server on PostGIS can answer), and there the pool's own patience ends such a wait.
 */
const openTransaction = new AsyncLocalStorage<{ open: boolean }>();
const NESTED_WAIT_MS = 60_000;

type Enter = (tx: Tx) => Promise<unknown>;

/** One transaction: `enter` sets who works, `work` does it; an error rolls everything back and is thrown on. */
async function transact<T>(knex: Knex, config: Knex.TransactionConfig, enter: Enter, work: (tx: Tx) => Promise<T>, single: boolean): Promise<T> {
  const state = { open: true };
  const turn = { started: false, refused: false };
  const outer = openTransaction.getStore();
  const run = knex.transaction(async (tx) => {
    if (turn.refused) throw new Error('refused before its turn came');
    turn.started = true;
    await enter(tx);
    return single ? openTransaction.run(state, () => work(tx)) : work(tx);
  }, config).finally(() => { state.open = false; });
  return outer?.open === true ? refuseToWaitForItself(run, outer, turn) : run;
}

/** A transaction asked for inside another may wait for the one connection its own chain holds: better an error than silence. */
function refuseToWaitForItself<T>(run: Promise<T>, outer: { open: boolean }, turn: { started: boolean; refused: boolean }): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      if (!outer.open || turn.started) return;
      turn.refused = true;
      reject(new Error('A transaction was asked for inside another one and got no connection: use the tx at hand.'));
    }, NESTED_WAIT_MS);
    timer.unref();
  });
  return Promise.race([run, limit]).finally(() => { clearTimeout(timer); });
}

/** Lends a connection of the pool for one statement of its own driver. */
export async function onConnection<C, T>(knex: Knex, work: (connection: C) => Promise<T>): Promise<T> {
  const client = knex.client as { acquireConnection(): Promise<C>; releaseConnection(connection: C): Promise<void> };
  const connection = await client.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await client.releaseConnection(connection);
  }
}

const setScope = (tx: Tx, commune: string, person: string): Promise<unknown> =>
  tx.raw(`select set_config('sommier.commune', ?, true), set_config('sommier.person', ?, true)`, [commune, person]);

/** The owner works on the tables themselves, not on views pinned before them. Two settings and no question: a question would fix the moment its reader may still choose. */
const leavePolicies: Enter = async (tx) => { await tx.raw('set local role none'); await tx.raw('set local search_path to default'); };

/** A second database for reads that bear delay, while it may be used. */
interface Second { choose: () => Promise<Knex>; failed: () => void }

/** The ways into the data, over a primary and (for reads that bear delay) a replica. `single` says that there is one connection for everybody. */
export function scoped(primary: Knex, { replica, single = false }: { replica?: Second; single?: boolean } = {}): Pick<Database, 'inCommune' | 'inSnapshot' | 'asPerson' | 'asOwner'> {
  const enter = (scope: Scope): Enter => (tx) => setScope(tx, String(scope.commune), scope.person ?? '');
  /** On the replica where it follows; where it fails before the work began, on the primary. */
  const read = async <T>(config: Knex.TransactionConfig, enters: Enter, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const knex = await replica?.choose() ?? primary;
    let begun = false;
    const noted = (tx: Tx): Promise<T> => { begun = true; return work(tx); };
    return transact(knex, config, enters, noted, single).catch((error: unknown) => {
      if (knex === primary || begun) throw error;
      replica?.failed();
      return transact(primary, config, enters, work, single);
    });
  };
  const inCommune = <T>(scope: Scope, work: (tx: Tx) => Promise<T>, { readOnly = false }: ScopeOptions = {}): Promise<T> =>
    (readOnly ? read({ readOnly }, enter(scope), work) : transact(primary, { readOnly }, enter(scope), work, single));
  return {
    inCommune,
    inSnapshot: (scope, work) => (single
      ? work((piece) => inCommune(scope, piece, { readOnly: true }), false)
      : read({ readOnly: true, isolationLevel: 'repeatable read' }, enter(scope), (tx) => work((piece) => piece(tx), true))),
    asPerson: (person, work) => transact(primary, {}, (tx) => setScope(tx, '', person ?? ''), work, single),
    asOwner: (work) => transact(primary, {}, leavePolicies, work, single),
  };
}
