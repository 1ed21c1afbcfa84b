export { routes } from './prints.routes.ts';
export { jobs } from './prints.jobs.ts';
export { commands } from './prints.commands.ts';
