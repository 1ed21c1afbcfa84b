import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import type { Database, Scope, ScopeOptions, Tx } from './database.ts';

/** Open while a transaction of this call chain is. */
const openTransaction = new AsyncLocalStorage<{ open: boolean }>();
const NESTED_WAIT_MS = 60_000;

type Enter = (tx: Tx) => Promise<unknown>;

/** One transaction: `enter` sets who works, `work` does it; an error rolls everything back and is thrown on. */
async function transact<T>(knex: Knex, config: Knex.TransactionConfig, enter: Enter, work: (tx: Tx) => Promise<T>): Promise<T> {
  const state = { open: true };
  const turn = { started: false, refused: false };
  const outer = openTransaction.getStore();
  const run = knex.transaction(async (tx) => {
    if (turn.refused) throw new Error('refused before its turn came');
    turn.started = true;
    await enter(tx);
    return openTransaction.run(state, () => work(tx));
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

const setScope = (tx: Tx, commune: string, person: string): Promise<unknown> =>
  tx.raw(`select set_config('sommier.commune', ?, true), set_config('sommier.person', ?, true)`, [commune, person]);

/** The three ways into the data, over a primary and (for reads that bear delay) a replica. */
export function scoped(primary: Knex, replica: Knex = primary): Pick<Database, 'inCommune' | 'asPerson' | 'asOwner'> {
  return {
    inCommune<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options: ScopeOptions = {}): Promise<T> {
      const readOnly = options.readOnly === true;
      return transact(readOnly ? replica : primary, { readOnly },
        (tx) => setScope(tx, String(scope.commune), scope.person ?? ''), work);
    },
    asPerson: (person, work) => transact(primary, {}, (tx) => setScope(tx, '', person ?? ''), work),
    asOwner: (work) => transact(primary, {}, (tx) => tx.raw('set local role none'), work),
  };
}
