export type { Cli, Streams } from './cli.ts';
export { Usage } from './cli.ts';
