import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { RulePack } from '@sommier/domain/tax';
import { AppError } from '@sommier/domain/shared';
import { message } from '@sommier/domain/messages';
import { record } from '../../platform/audit/index.ts';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { givePack, takePack } from './take.ts';
import { packs } from './templates.ts';

/** Reads a pack: a file, or a template shipped by its name. Throws Usage when the file cannot be read; answers the faults of what is no pack. */
async function readPack(cli: Cli, given: string): Promise<{ pack: RulePack } | { faults: { path: string; message: string }[] }> {
  const shipped = (await packs()).find((p) => p.pack === given);
  if (shipped !== undefined) return { pack: shipped };
  let text: string;
  try { text = await readFile(cli.path(given), 'utf8'); } catch { throw new Usage(`${given} cannot be read, and is no template (${(await packs()).map((p) => p.pack).join(', ')})`); }
  let json: unknown;
  try { json = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown; } catch (error) { return { faults: [{ path: '', message: error instanceof Error ? error.message : String(error) }] }; }
  const parsed = RulePack.safeParse(json);
  return parsed.success ? { pack: parsed.data } : { faults: parsed.error.issues.slice(0, 50).map((i) => ({ path: i.path.join('.'), message: i.message })) };
}

/** `rules import` and `rules export`: a method travels from a commune to another as one file, and arrives as drafts. */
export function commands(program: Command, cli: Cli): void {
  const rules = program.command('rules').description('rules of taxes');
  rules.command('import <file>').description('bring a pack of rules in as drafts: a file, or the name of a template shipped').requiredOption('--commune <code>')
    .action(async (file: string, options: { commune: string }) => {
      const read = await readPack(cli, file);
      if ('faults' in read) {
        cli.status(1);
        cli.answer({ refused_file: { file, faults: read.faults } }, (v) => `${file}: ${v.refused_file.faults.map((f) => `${f.path} ${f.message}`).join('; ')}`);
        return;
      }
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      const taken = await db.inCommune({ commune: commune.id }, async (tx) => {
        const done = await takePack(tx, read.pack, { id: null, name: 'sommier' });
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'rule.imported', subject: `rule_pack:${read.pack.pack}`, detail: { drafts: done.drafts.length, examples: done.examples } }]);
        return done;
      });
      cli.answer({ pack: read.pack.pack, drafts: taken.drafts.length, examples: taken.examples }, (v) => `${v.pack}: ${v.drafts} drafts, ${v.examples} examples.`);
    });
  rules.command('export').description('write the rules of a tax with their examples as one file').requiredOption('--commune <code>').requiredOption('--tax <code>').requiredOption('--out <file>')
    .action(async (options: { commune: string; tax: string; out: string }) => {
      const { db } = await cli.deps();
      const commune = await cli.commune(options.commune);
      try {
        const pack = await db.inCommune({ commune: commune.id }, (tx) => givePack(tx, options.tax));
        await writeFile(cli.path(options.out), `${JSON.stringify(pack, null, 1)}\n`);
        cli.answer({ file: options.out, rules: pack.rules.length, examples: pack.examples.length }, (v) => `${v.file}: ${v.rules} rules, ${v.examples} examples.`);
      } catch (error) {
        if (!(error instanceof AppError) || error.detail['reason'] !== 'rules.nothing') throw error;
        cli.status(1);
        cli.answer({ refused: { code: 'rules.nothing', message: message(cli.language, 'rules.nothing') ?? '' } }, (v) => v.refused.message);
      }
    });
}
