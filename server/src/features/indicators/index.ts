export { commands } from './indicators.commands.ts';
export { routes } from './indicators.routes.ts';
export { readIndicators } from './indicators.queries.ts';
