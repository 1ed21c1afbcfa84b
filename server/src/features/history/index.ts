export { routes } from './history.routes.ts';
export { BY } from './by.ts';
export { holdToVersion } from './hold.ts';
export { netOfAction } from './history.queries.ts';
export { changedSince } from './history.queries.ts';
export { lockStates, stateSql, keptColumns, writableColumns, type State, type Values } from './state.queries.ts';
export { applyStates, given, type Patch } from './state.store.ts';
export { refuseValidated } from './undo.store.ts';
export { readHistory } from './history.queries.ts';
