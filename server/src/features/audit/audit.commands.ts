import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { SignedHead } from '@sommier/domain/audit';
import { record, verifyChain } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { auditZip } from './audit-file.ts';
import { writeHeads } from './daily.ts';
import { holdsHead, signingKey } from './sign.ts';

export function auditCommands(program: Command, cli: Cli): void {
  const audit = program.command('audit').description('the audit trail');
  audit.command('verify').description('check the chain and name its first broken entry (exit status 1)').requiredOption('--commune <code>').option('--head <file>', 'a head kept elsewhere, which must still stand in the chain')
    .action(async (options: { commune: string; head?: string }) => {
      const deps = await cli.deps(), { db } = deps;
      const commune = await cli.commune(options.commune);
      const report = await db.inCommune({ commune: commune.id }, (tx) => verifyChain(tx, commune.id));
      const noted = options.head === undefined ? undefined : SignedHead.safeParse(JSON.parse(await readFile(cli.path(options.head), 'utf8').catch(() => '{}')));
      if (noted !== undefined && !noted.success) throw new Usage(`${options.head ?? ''} is not a head written by this application`);
      const head = noted === undefined ? undefined : await db.inCommune({ commune: commune.id }, async (tx) => holdsHead(tx, commune.code, await signingKey(deps), noted.data));
      cli.answer({ commune: commune.code, ...report, ...(head === undefined ? {} : { noted: head }) }, (v) => [v.broken
        ? `${v.commune}: broken at entry ${v.broken.seq} (${v.broken.reason}).`
        : `${v.commune}: ${v.entries} entries, whole. Head ${v.head || '(none)'}.`, ...(v.noted === undefined ? [] : [v.noted.ok ? `The head noted at entry ${v.noted.seq} stands.` : `The head noted at entry ${v.noted.seq} does not stand (${v.noted.fault ?? ''}).`])].join('\n'));
      if (!report.ok || head?.ok === false) cli.status(1);
    });
  audit.command('export').description('the trail as CSV with its signed head, in one zip').requiredOption('--commune <code>').requiredOption('--out <file>').option('--from <day>').option('--to <day>')
    .action(async (options: { commune: string; out: string; from?: string; to?: string }) => {
      const deps = await cli.deps(), { db } = deps;
      const commune = await cli.commune(options.commune);
      for (const day of [options.from, options.to]) if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Usage('A day is written YYYY-MM-DD');
      const made = await db.inCommune({ commune: commune.id }, async (tx) => {
        const file = await auditZip(tx, deps, commune.code, { from: options.from, to: options.to });
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'audit.exported', subject: `commune:${commune.code}`, detail: { rows: file.rows, sha256: file.sha256 } }]);
        return file;
      });
      await writeFile(cli.path(options.out), made.zip, { flag: 'wx', mode: 0o600 });
      cli.answer({ commune: commune.code, rows: made.rows, sha256: made.sha256 }, (v) => `${String(v.rows)} entries of ${v.commune}, SHA-256 ${v.sha256}.`);
    });
  audit.command('heads').description('write today’s signed heads of all communes, as the server does each day')
    .action(async () => {
      const deps = await cli.deps();
      const written = await writeHeads(deps, new Date());
      cli.answer({ written, folder: deps.env.headsDir }, (v) => `${String(v.written)} written to ${v.folder}.`);
    });
}
