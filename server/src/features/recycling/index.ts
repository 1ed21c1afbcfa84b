export { routes } from './recycling.routes.ts';
export { fillBin, recycle, unbin } from './recycling.store.ts';
export { liveOccupations, readFamily, withBinShown } from './recycling.queries.ts';
export { countTies, tiesOf, type Tie } from './ties.queries.ts';
