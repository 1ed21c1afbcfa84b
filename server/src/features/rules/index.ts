export { routes } from './rules.routes.ts';
export { commands } from './rules.commands.ts';
export { publishedRules, readRules } from './rules.queries.ts';
export { publish } from './publish.ts';
export { markVerified } from './rules.store.ts';
export { takePack } from './take.ts';
export { packs } from './templates.ts';
