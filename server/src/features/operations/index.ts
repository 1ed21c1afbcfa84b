export { operationsCommands as commands } from './operations.commands.ts';
export { backup } from './backup.ts';
export { restore, RestoreRefused } from './restore.ts';
export { routes } from './operations.routes.ts';
