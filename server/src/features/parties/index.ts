export { routes } from './parties.routes.ts';
export { partyNames, type PartyName } from './parties.queries.ts';
export { insertParty } from './parties.store.ts';
