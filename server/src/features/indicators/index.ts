export { routes } from './indicators.routes.ts';
export { readIndicators } from './indicators.queries.ts';
