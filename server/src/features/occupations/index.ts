import { leasesFormat } from './import/lease-format.ts';

export { routes } from './occupations.routes.ts';
export { liveOccupations, type LiveOccupation } from './live.queries.ts';
export { refreshOccupancy } from './occupancy.store.ts';
export { lockOccupation, readOccupation } from './sheet.queries.ts';
export { changeOccupation, deleteDraft, insertOccupation } from './occupations.store.ts';
export { today } from './today.ts';
export { leasesFormat };
export const importFormats = [leasesFormat];
export { STANDS, STATE, STATUS_ON } from './occupations.sql.ts';
export { clauseOf, indexTerms, indexValuesOf } from './indexed-terms.store.ts';
export { reviseTerm } from './revise-term.store.ts';
export { draftRight } from './draft-right.ts';
