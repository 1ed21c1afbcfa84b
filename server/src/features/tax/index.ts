export { routes } from './tax.routes.ts';
export { commands } from './tax.commands.ts';
