import type { Command } from 'commander';
import { DEMO_PASSWORD } from '../../../../seed/index.ts';
import type { Cli } from '../../platform/cli/index.ts';
import { loadDemo } from './load-demo.ts';
import { removeDemo } from './remove-demo.ts';

export { loadDemo } from './load-demo.ts';
export { demoState, removeDemo } from './remove-demo.ts';

export function commands(program: Command, cli: Cli): void {
  const demo = program.command('demo').description('load the fictitious demo commune').action(async () => {
    const loaded = await loadDemo(await cli.deps(), (name) => { cli.note(`Loading ${name}…`); });
    cli.answer(loaded, (v) => `${v.commune} is loaded. Accounts: ${v.people.join(', ')}; password ${DEMO_PASSWORD}.`);
  });
  demo.command('remove').description('take the demo commune and its accounts away').action(async () => {
    const { db, files } = await cli.deps();
    const removed = await removeDemo(db, files);
    cli.answer({ removed }, (v) => (v.removed ? 'The demo commune and its accounts are gone.' : 'There was no demo commune.'));
  });
}
