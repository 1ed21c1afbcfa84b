export { catalogue, routes } from './layers.routes.ts';
export { readLayer, readLayers } from './layers.queries.ts';
export { ownStyle, readFeature, readOwnLayer, type OwnLayer } from './features.queries.ts';
export { ruleCase } from './rule-sql.ts';
export { checkAnswers, ownLayer } from './features.routes.ts';
export { deleteFeature, insertFeature, replaceFeature } from './features.store.ts';
export { readPublicLayers, type PublicLayer } from './public.queries.ts';
