import { EventEmitter } from 'node:events';
import type { Database } from '../database.ts';

/** One process holds an embedded database, so a notice is an event in it, sent when the transaction is committed. */
export function localNotices(): Pick<Database, 'notify' | 'onNotify'> {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    notify(tx, channel, payload = '') {
      void tx.executionPromise.then(() => emitter.emit(`on ${channel}`, payload), () => undefined);
      return Promise.resolve();
    },
    onNotify(channel, listener) {
      emitter.on(`on ${channel}`, listener);
      return () => { emitter.off(`on ${channel}`, listener); };
    },
  };
}
