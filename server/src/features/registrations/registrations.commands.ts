import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { message } from '@sommier/domain/messages';
import { CAP_STATES, readList, VERDICTS, type CapState, type CheckQuery, type ListOutcome } from '@sommier/domain/registrations';
import { record } from '../../platform/audit/index.ts';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { today } from '../occupations/index.ts';
import { readCaps } from './caps.queries.ts';
import { checkListings } from './check.ts';
import { readChecks, readRegistrations } from './registrations.queries.ts';
import { bringList } from './registrations.store.ts';

interface Add { commune: string; source: string; replace?: boolean; dryRun?: boolean }
interface Shown { commune: string; verdict?: string; several?: boolean; page?: string; size?: string; state?: string; year?: string }
const paged = (g: Shown): { page: number; size: number } => {
  const [page, size] = [Number(g.page ?? 1), Number(g.size ?? 100)];
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(size) || size < 1 || size > 1000) throw new Usage('--page from 1, --size 1 to 1000');
  return { page, size };
};
const among = <T extends string>(words: readonly T[], said: string | undefined, option: string): T | undefined => {
  const found = words.find((w) => w === said);
  if (said !== undefined && found === undefined) throw new Usage(`${option} ${said}: one of ${words.join(', ')}`);
  return found;
};

/** `sommier registrations add|list|check|verdicts|caps`: the commune's numbers without a browser. Holders are shown as to a reader without the right to personal data. */
export function commands(program: Command, cli: Cli): void {
  const group = program.command('registrations').description('registration numbers of lodgings: the list, the checks, the night caps');
  group.command('add').description('bring a list of numbers in: columns number, holder, address, capacity, night_cap, valid_from, valid_to, lon, lat').argument('<file>').requiredOption('--commune <code>').requiredOption('--source <text>', 'where the list comes from')
    .option('--replace', 'what the list no longer has leaves').option('--dry-run').action(async (file: string, g: Add) => { await add(cli, file, g); });
  group.command('list').description('the numbers on the list').requiredOption('--commune <code>').option('--page <n>').option('--size <n>').action(async (g: Shown) => {
    const { db } = await cli.deps(), commune = await cli.commune(g.commune);
    cli.answer(await db.inCommune({ commune: commune.id }, (tx) => readRegistrations(tx, paged(g), false)), (a) => [`${String(a.total)} registrations`, ...a.rows.map((r) => [r.number, r.address ?? '', r.capacity ?? '', r.validFrom ?? '', r.validTo ?? '', `${String(r.uses)} listings`].join('\t'))].join('\n'));
  });
  group.command('check').description('check the number of every present listing').requiredOption('--commune <code>').action(async (g: Shown) => {
    const { db } = await cli.deps(), commune = await cli.commune(g.commune);
    const done = await checkListings(db, { commune: commune.id }, { progress: () => undefined });
    await db.inCommune({ commune: commune.id }, (tx) => record(tx, { commune: commune.id, via: 'command' }, [{ action: 'registrations.checked', subject: 'registrations', detail: { listings: done.listings, several: done.several } }]));
    cli.answer(done, (d) => `${String(d.listings)} listings checked, ${String(d.several)} numbers on several addresses`);
  });
  group.command('verdicts').description('what the numbers of listings say; all but the valid ones unless asked for').requiredOption('--commune <code>').option('--verdict <verdict>', VERDICTS.join(', ')).option('--several', 'numbers on several addresses').option('--page <n>').option('--size <n>').action(async (g: Shown) => {
    const verdict = among(VERDICTS, g.verdict, '--verdict'), q: CheckQuery = { ...paged(g), ...(verdict === undefined ? {} : { verdict }), ...(g.several === true ? { several: 'yes' } : {}) };
    const { db } = await cli.deps(), commune = await cli.commune(g.commune);
    cli.answer(await db.inCommune({ commune: commune.id }, (tx) => readChecks(tx, q, false)), (a) => [a.counts.map((c) => `${c.verdict} ${String(c.count)}`).join(', '), ...a.rows.map((r) => [r.listing.platform, r.listing.externalId, r.listing.licence ?? '', r.verdict, r.also.join(','), r.addresses].join('\t'))].join('\n'));
  });
  group.command('caps').description('numbers whose nights of a year near or pass their cap').requiredOption('--commune <code>').option('--year <year>').option('--state <state>', CAP_STATES.join(', ')).option('--page <n>').option('--size <n>').action(async (g: Shown) => {
    const state: CapState | undefined = among(CAP_STATES, g.state, '--state');
    if (g.year !== undefined && !/^20\d\d$/.test(g.year)) throw new Usage('--year is a year, such as 2026');
    const { db } = await cli.deps(), commune = await cli.commune(g.commune);
    const made = await db.inCommune({ commune: commune.id }, async (tx) => { const year = Number(g.year ?? (await today(tx)).slice(0, 4)); return { year, ...await readCaps(tx, { ...paged(g), year, state }) }; });
    cli.answer(made, (a) => [`${String(a.year)}: ${String(a.total)}`, ...a.rows.map((r) => [r.number, r.state, `declared ${String(r.declared ?? '–')}`, `reported ${String(r.reported ?? '–')}`, `estimated ${String(r.estimated ?? '–')}`, `cap ${String(r.cap)}`].join('\t'))].join('\n'));
  });
}

async function add(cli: Cli, file: string, g: Add): Promise<void> {
  const text = await readFile(cli.path(file), 'utf8').catch(() => { throw new Usage(`${file} cannot be read`); });
  const { db } = await cli.deps(), commune = await cli.commune(g.commune);
  const { rows, faults } = readList(text);
  const say = (key: string): string => message(cli.language, key) ?? key;
  const counts = await db.inCommune({ commune: commune.id }, async (tx) => {
    const made = await bringList(tx, rows.map((x) => x.value), { source: g.source, replace: g.replace === true, person: null, keep: g.dryRun !== true });
    if (g.dryRun !== true) await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'registrations.listed', subject: 'registrations:list', detail: { ...made, refused: faults.length, replace: g.replace === true } }]);
    return made;
  });
  const outcome: ListOutcome = { ...counts, rows: rows.length + faults.length, refused: faults.length, refusals: faults.map((f) => ({ ...f, message: say(`registrations.${f.code}`), remedy: say(`registrations.${f.code}.mend`) })) };
  cli.answer(outcome, (o) => [`${String(o.rows)} lines: ${String(o.inserted)} new, ${String(o.updated)} changed, ${String(o.unchanged)} unchanged, ${String(o.removed)} removed, ${String(o.refused)} refused`, ...o.refusals.map((r) => `${String(r.row)}\t${r.column ?? ''}\t${r.message} ${r.remedy}`)].join('\n'));
}
