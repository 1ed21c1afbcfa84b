import type { Command } from 'commander';
import { z } from 'zod';
import { RulePack, TaxAnswer, TaxFact, TaxRule, answer, overlapping } from '@sommier/domain/tax';
import { message } from '@sommier/domain/messages';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { BadFile, readFacts, readRules } from './read-files.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const text = (a: TaxAnswer): string => [
  ...a.outcomes.flatMap((o) => (o.kind === 'refused' ? [`${o.ref}\t${o.tax ?? ''}\t${o.code}: ${o.message}`] : [
    `${o.ref}\t${o.tax}\t${o.totalText} ${o.currency}`, ...o.lines.map((l) => `  ${l.kind} ${l.code}\t${l.formula}\t${l.amount}\t${l.legalRef}${l.notes.length === 0 ? '' : `\t(${l.notes.join(', ')})`}`)])),
  ...a.totals.map((t) => `= ${t.tax}\t${t.totalText} ${t.currency}`), `${a.outcomes.length} outcomes, ${a.refused} refused`,
].join('\n');

/** `tax compute` and `tax schema`: the arithmetic on files, without a database. */
export function commands(program: Command, cli: Cli): void {
  const tax = program.command('tax').description('taxes computed from files');
  tax.command('compute').description('what the facts of a file owe under the rules of a file').requiredOption('--rule <file>', 'rules: one, a list, or a pack').requiredOption('--facts <file>', 'facts: one, a list, or {facts, day}')
    .option('--day <date>', 'the day of computing (today, or the day of the facts’ file)').option('--tax <code>', 'only this tax')
    .action(async (given: { rule: string; facts: string; day?: string; tax?: string }) => {
      if (given.day !== undefined && !DAY.test(given.day)) throw new Usage('--day is a day, YYYY-MM-DD');
      try {
        const all = await readRules(cli.path(given.rule));
        const rules = given.tax === undefined ? all : all.filter((r) => r.tax === given.tax);
        if (rules.length === 0) throw new Usage(`--tax: the file has ${[...new Set(all.map((r) => r.tax))].join(', ')}`);
        const [twice] = overlapping(rules);
        if (twice !== undefined) throw new BadFile(given.rule, [{ path: 'rules', code: 'overlap', message: message(cli.language, 'tax.overlap', { key: twice }) ?? 'overlap', value: twice }]);
        const { facts, day } = await readFacts(cli.path(given.facts));
        cli.answer(answer(rules, facts, given.day ?? day ?? new Date().toISOString().slice(0, 10), cli.language), text);
      } catch (error) {
        if (!(error instanceof BadFile)) throw error;
        cli.status(1);
        cli.answer({ refused_file: { file: error.file, faults: error.faults } }, () => error.message);
      }
    });
  tax.command('schema').description('the JSON shapes of rules, facts, packs and answers (JSON Schema)').action(() => {
    const shape = (schema: z.ZodType, io: 'input' | 'output' = 'input'): unknown => z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    const all = { rule: shape(TaxRule), fact: shape(TaxFact), pack: shape(RulePack), answer: shape(TaxAnswer, 'output') };
    cli.answer(all, (v) => JSON.stringify(v, null, 1));
  });
}
