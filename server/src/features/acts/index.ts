export { routes } from './acts.routes.ts';
export { followDue } from './due.ts';
export { insertAct, followAssets } from './acts.store.ts';
export { today } from './sequences.queries.ts';
export { readActs } from './acts.queries.ts';
