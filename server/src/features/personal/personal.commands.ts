import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { LANGUAGES, type Language } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { eraseParty } from './erase.store.ts';
import { holdingsOf, planOf } from './holdings.queries.ts';
import { personJson, personPdf } from './person-file.ts';
import { runRetention } from './retention.store.ts';

const planned = async (tx: Tx, id: string) => {
  const plan = /^[1-9]\d{0,17}$/.test(id) ? await planOf(tx, id) : undefined;
  if (plan === undefined) throw new Usage(`There is no person or body ${id} in this commune`);
  return plan;
};

/** `sommier person export|erase`, `sommier retention`: what the screen does, for an operator asked by the commune. */
export function personalCommands(program: Command, cli: Cli): void {
  const person = program.command('person').description('what is held on one person');
  person.command('export').argument('<party>', 'the number of the person on her sheet').description('everything held on one person or body, as JSON, or PDF by the name of the file').requiredOption('--commune <code>').requiredOption('--out <file>', '.json or .pdf').option('--language <language>', LANGUAGES.join(' | '), 'fr')
    .action(async (id: string, o: { commune: string; out: string; language: Language }) => {
      const format = /\.pdf$/i.test(o.out) ? 'pdf' : /\.json$/i.test(o.out) ? 'json' : undefined;
      if (format === undefined) throw new Usage('--out ends in .json or .pdf');
      if (!(LANGUAGES as readonly string[]).includes(o.language)) throw new Usage(`--language is one of ${LANGUAGES.join(', ')}`);
      const [{ db }, commune, path] = [await cli.deps(), await cli.commune(o.commune), cli.path(o.out)];
      const parts = await db.inCommune({ commune: commune.id }, async (tx) => {
        await planned(tx, id);
        const held = await holdingsOf(tx, id);
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'person.exported', subject: `party:${id}`, detail: { format, rows: held.reduce((n, p) => n + p.rows.length, 0) } }]);
        return held;
      });
      const facts = { party: id, name: String(parts[0]?.rows[0]?.['name'] ?? ''), commune: commune.name, madeAt: new Date().toISOString(), parts };
      if (format === 'json') await writeFile(path, personJson(facts), { mode: 0o600, flag: 'wx' });
      else { const out = createWriteStream(path, { mode: 0o600, flags: 'wx' }); const closed = new Promise<void>((done, fail) => { out.on('close', done); out.on('error', fail); }); await personPdf(out, facts, o.language); await closed; }
      cli.answer({ party: id, file: path, rows: parts.reduce((n, p) => n + p.rows.length, 0) }, (v) => `${String(v.rows)} records of ${v.party} in ${v.file}.`);
    });
  person.command('erase').argument('<party>').description('say what an erasure would do, and with --yes do it').requiredOption('--commune <code>').option('--reason <text>', 'who asked and when').option('--yes', 'erase')
    .action(async (id: string, o: { commune: string; reason?: string; yes?: true }) => {
      if (o.yes && (o.reason ?? '').trim().length < 3) throw new Usage('--yes goes with --reason');
      const [{ db }, commune] = [await cli.deps(), await cli.commune(o.commune)];
      const outcome = await db.inCommune({ commune: commune.id }, async (tx) => {
        const { erased, kind: _, ...plan } = await planned(tx, id);
        if (!o.yes) return { ...plan, done: false };
        if (erased || plan.open.length > 0) return { ...plan, done: false, refused: erased ? ['erased'] : plan.open };
        const done = await eraseParty(tx, id, plan.whole);
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'person.erased', subject: `party:${id}`, detail: { ...done }, personal: { reason: o.reason ?? '' } }]);
        return { ...plan, done: true };
      });
      cli.answer(outcome, (v) => [...v.parts.filter((p) => p.rows > 0).map((p) => `${p.category}: ${String(p.rows)} (${p.fate}${p.until === null ? '' : `, kept until ${p.until}`})`), v.open.length > 0 ? `In the way: ${v.open.join(', ')}.` : v.done ? `Erased: ${v.pseudonym}.` : 'Nothing was changed: --yes erases.'].join('\n'));
      if (o.yes && !outcome.done) cli.status(1);
    });
  program.command('retention').description('count what is past its years, and with --yes forget it').requiredOption('--commune <code>').option('--yes', 'forget')
    .action(async (o: { commune: string; yes?: true }) => {
      const [{ db }, commune] = [await cli.deps(), await cli.commune(o.commune)];
      const done = await db.inCommune({ commune: commune.id }, async (tx) => {
        const out = await runRetention(tx, o.yes !== true);
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'retention.run', subject: `commune:${commune.code}`, detail: { ...out.done, parties: out.erased } }]);
        return out.done;
      });
      cli.answer(done, (v) => `${v.dryRun ? 'Would forget' : 'Forgot'}: ${String(v.persons)} persons, ${String(v.accounts)} accounts of the portal, ${String(v.candidates)} applications, ${String(v.values)} values of the trail.`);
    });
}
