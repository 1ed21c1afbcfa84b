export { routes } from './collection.routes.ts';
export { commands } from './collection.commands.ts';
export { BATCH_KIND, jobs } from './collection.jobs.ts';
export { findClaims } from './claims.queries.ts';
export { CLAIM_MONEY, CLAIM_SUMS, LAST_STEP } from './claims.sql.ts';
export { PAPER_OF_STEP } from './papers.store.ts';
export { stepsOf } from './files.queries.ts';
export { controlNumber, openClaim, type By } from './steps.store.ts';
export { writeRoll } from './roll-file.ts';
