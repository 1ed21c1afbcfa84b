export { routes } from './findings.routes.ts';
export { commands } from './findings.commands.ts';
