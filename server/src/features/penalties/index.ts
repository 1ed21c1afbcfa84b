export { routes } from './penalties.routes.ts';
export { commands } from './penalties.commands.ts';
export { chargeCommune, jobs } from './penalties.jobs.ts';
export { chargePenalties } from './charge.store.ts';
export { reckon } from './late.queries.ts';
export { readRules } from './rules.store.ts';
