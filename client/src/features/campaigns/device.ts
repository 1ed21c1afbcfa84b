/** What the frame needs of the field page when somebody signs out; fetched then. */
export { unsentOnDevice, wipeDevice } from './field/db.ts';
export { forgetWorkers } from './field/worker.ts';
