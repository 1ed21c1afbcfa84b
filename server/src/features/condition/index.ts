import { Router } from 'express';
import type { Deps } from '../../platform/deps.ts';
import { routes as condition } from './condition.routes.ts';
import { planRoutes } from './plans.routes.ts';

export const routes = (deps: Deps): Router => Router().use(condition(deps)).use(planRoutes(deps));
export { assetCondition, conditionsOn, REPLACEMENTS, readScale, type ConditionOn } from './condition.queries.ts';
export { insertInspection, insertReplacement, insertWork } from './condition.store.ts';
export { followInspections } from './follow.store.ts';
export { insertPlan } from './plans.store.ts';
export { reportOn } from './report.ts';
