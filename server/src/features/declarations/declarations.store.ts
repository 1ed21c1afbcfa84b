import { createHash } from 'node:crypto';
import { factsOf, lineFaults, returnDue, type Correction, type Declaration, type DeclarationLine, type NewDeclaration } from '@sommier/domain/declarations';
import { AppError } from '@sommier/domain/shared';
import { canonical } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { withdrawFacts, writeFact } from '../activity/index.ts';
import { today } from '../ledger/index.ts';
import { formFor } from './forms.queries.ts';

/** Who files: an officer by id and name, a declarant by her account, or the file of a batch. */
export interface Filer { channel: 'officer' | 'declarant' | 'file'; person?: { id: string; name: string } | null; account?: string | null; batch?: string | null }
type Content = Omit<NewDeclaration, 'draft'>;
interface Stored { id: string; number: string | null; version: number; party: string; tax: string; from: string; to: string; state: string; zero: boolean; lines: DeclarationLine[]; currency: string; hash: string | null; dueOn: string | null; replaces: string | null; note: string | null; revision: number }

export const refuse = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `declarations.${reason}`, ...detail });
export const ORIGIN = 'declaration';
const keysOf = (id: string, lines: readonly unknown[]): string[] => lines.map((_, i) => `${id}/${String(i + 1)}`);

/** One filing of a commune at a time: numbers have no gap, and two returns of one period cannot both find the way free. */
const lockFilings = async (tx: Tx): Promise<void> => { await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('declarations'))`); };

const ROW = `d.id, d.number, d.version, d.party_id as party, d.tax, d.period_from as "from", d.period_to as "to", d.state, d.zero, d.lines, d.currency, d.content_hash as hash, d.due_on as "dueOn", d.replaces_id as replaces, d.note, d.revision`;
/** The row of a declaration, locked. Throws not_found. */
export async function lockDeclaration(tx: Tx, id: string): Promise<Stored> {
  const { rows: [row] } = await tx.raw(`select ${ROW} from declaration d where d.commune_id = current_commune() and d.id = ? for update`, [id]) as { rows: Stored[] };
  if (row === undefined) throw new AppError('not_found', 'no such declaration');
  return row;
}

async function holdParty(tx: Tx, id: string): Promise<void> {
  const { rows: [party] } = await tx.raw('select merged_into from party where commune_id = current_commune() and id = ? for share', [id]) as { rows: { merged_into: string | null }[] };
  if (party === undefined) throw new AppError('not_found', 'no such party');
  if (party.merged_into !== null) throw refuse('merged');
}
/** Lodgings named must be the taxpayer's; staff may also name one whose host nobody knows yet. */
async function holdUnits(tx: Tx, d: Content, own: boolean): Promise<void> {
  const ids = [...new Set(d.lines.flatMap((l) => l.unitId ?? []))];
  if (ids.length === 0) return;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as n from activity_unit u where u.commune_id = current_commune() and u.id = any (cast(:ids as bigint[])) and (u.host_id = :party or (not cast(:own as boolean) and u.host_id is null))`, { ids: `{${ids.join(',')}}`, party: d.partyId, own }) as { rows: { n: number }[] };
  if (n?.n !== ids.length) throw refuse('unit');
}
async function holdLines(tx: Tx, d: Content, by: Filer): Promise<{ currency: string; dueDay: number | null }> {
  const form = await formFor(tx, d.tax, d);
  const faults = lineFaults(d.lines, d, form);
  if (faults.length > 0) throw new AppError('invalid', 'lines', { issues: faults });
  await holdUnits(tx, d, by.channel === 'declarant');
  return form;
}

/** Keeps a draft; only its shape is looked at. Answers its id. */
export async function insertDraft(tx: Tx, d: Content, currency: string, by: Filer): Promise<string> {
  await holdParty(tx, d.partyId);
  const { rows: [row] } = await tx.raw(`insert into declaration (commune_id, party_id, tax, period_from, period_to, state, zero, lines, currency, note, channel, created_by)
    values (current_commune(), :partyId, :tax, :from, :to, 'draft', :zero, :lines, :currency, :note, :channel, :person) returning id`,
  { partyId: d.partyId, tax: d.tax, from: d.from, to: d.to, zero: d.zero, lines: JSON.stringify(d.lines), currency, note: d.note, channel: by.channel, person: by.person?.id ?? null }) as { rows: { id: string }[] };
  return row?.id ?? '';
}
/** Writes a draft anew. */
export async function writeDraft(tx: Tx, id: string, d: Content): Promise<void> {
  await holdParty(tx, d.partyId);
  const { rowCount } = await tx.raw(`update declaration set party_id = :partyId, tax = :tax, period_from = :from, period_to = :to, zero = :zero, lines = :lines, note = :note, revision = revision + 1, updated_at = clock_timestamp()
    where commune_id = current_commune() and id = :id and state = 'draft'`, { id, partyId: d.partyId, tax: d.tax, from: d.from, to: d.to, zero: d.zero, lines: JSON.stringify(d.lines), note: d.note }) as { rowCount: number };
  if (rowCount === 0) throw refuse('not_draft');
}
export async function dropDraft(tx: Tx, id: string): Promise<void> {
  if ((await lockDeclaration(tx, id)).state !== 'draft') throw refuse('not_draft');
  await tx.raw('delete from declaration where commune_id = current_commune() and id = ?', [id]);
}

interface Sealing extends Content { id: string; number: string; version: number; replaces: { id: string; hash: string } | null; reason: string | null; currency: string; dueOn: string | null; filedOn: string }
/** What the digest of a receipt is taken over: all that was declared and nothing of who typed it, in one canonical text. */
export const contentOf = (d: Omit<Sealing, 'id' | 'partyId'> & { partyId: string }): object =>
  ({ number: d.number, version: d.version, replaces: d.replaces?.hash ?? null, taxpayer: d.partyId, tax: d.tax, from: d.from, to: d.to, currency: d.currency, zero: d.zero, lines: d.lines, note: d.note, reason: d.reason, filedOn: d.filedOn });
const digestOf = (d: Sealing): string => createHash('sha256').update(canonical(contentOf(d))).digest('hex');

async function seal(tx: Tx, d: Sealing, by: Filer): Promise<void> {
  await tx.raw(`update declaration set state = 'filed', number = :number, version = :version, replaces_id = :replaces, reason = :reason, currency = :currency, due_on = :dueOn, content_hash = :hash, channel = :channel, filed_on = :filedOn, filed_at = clock_timestamp(),
      filed_by = :person, filed_name = :name, filed_account = :account, batch_id = :batch, revision = revision + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = :id`, {
    id: d.id, number: d.number, version: d.version, replaces: d.replaces?.id ?? null, reason: d.reason, currency: d.currency, dueOn: d.dueOn, hash: digestOf(d), channel: by.channel, filedOn: d.filedOn, person: by.person?.id ?? null, name: by.person?.name ?? null, account: by.account ?? null, batch: by.batch ?? null,
  });
  for (const fact of factsOf(d)) await writeFact(tx, fact, { person: by.person?.id ?? null, batch: null });
}

/** Files a draft: its facts are declared from now on, in the same transaction. Throws where the period runs still, is declared already, or the lines do not hold. */
export async function fileDraft(tx: Tx, id: string, by: Filer): Promise<void> {
  await lockFilings(tx);
  const row = await lockDeclaration(tx, id);
  if (row.state !== 'draft') throw refuse('not_draft');
  const d: Content = { partyId: row.party, tax: row.tax, from: row.from, to: row.to, zero: row.zero, lines: row.lines, note: row.note };
  const { currency, dueDay } = await holdLines(tx, d, by), filedOn = await today(tx);
  if (d.to > filedOn) throw refuse('not_ended', { to: d.to });
  const { rows: [same] } = await tx.raw(`select number from declaration where commune_id = current_commune() and state = 'filed' and party_id = :party and tax = :tax and period_from < cast(:to as date) and period_to > cast(:from as date) limit 1`, { party: d.partyId, tax: d.tax, from: d.from, to: d.to }) as { rows: { number: string }[] };
  if (same !== undefined) throw refuse('already_filed', { number: same.number });
  // A declarant sees her own numbers alone; the count of the commune's is the owner's of the series.
  const { rows: [next] } = await tx.raw('select next_declaration_number(cast(? as integer)) as n', [Number(filedOn.slice(0, 4))]) as { rows: { n: number }[] };
  await seal(tx, { ...d, id, number: `DEC-${filedOn.slice(0, 4)}-${String(next?.n ?? 1).padStart(5, '0')}`, version: 1, replaces: null, reason: null, currency, dueOn: returnDue(d.to, dueDay), filedOn }, by);
}

/** Enters and files at once. Answers the id. */
export async function fileDeclaration(tx: Tx, d: Content, currency: string, by: Filer): Promise<string> {
  await lockFilings(tx);
  const id = await insertDraft(tx, d, currency, by);
  await fileDraft(tx, id, by);
  return id;
}

/** A new version over the filed one: the former facts stay on record as withdrawn, the new ones are declared. Answers the new id. */
export async function correct(tx: Tx, id: string, body: Correction, by: Filer): Promise<string> {
  await lockFilings(tx);
  const old = await lockDeclaration(tx, id);
  if (old.state === 'draft') throw refuse('not_filed');
  if (old.state !== 'filed' || old.number === null || old.hash === null) throw refuse('replaced');
  const d: Content = { partyId: old.party, tax: old.tax, from: old.from, to: old.to, zero: body.zero, lines: body.lines, note: body.note };
  await holdLines(tx, d, by);
  // A version taken out again keeps its number of version: the next one is after it.
  const { rows: [last] } = await tx.raw('select max(version) as n from declaration where commune_id = current_commune() and number = ?', [old.number]) as { rows: { n: number }[] };
  const made = await insertDraft(tx, d, old.currency, by);
  await tx.raw(`update declaration set state = 'superseded', revision = revision + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = ?`, [id]);
  await withdrawFacts(tx, ORIGIN, keysOf(id, old.lines));
  await seal(tx, { ...d, id: made, number: old.number, version: (last?.n ?? old.version) + 1, replaces: { id, hash: old.hash }, reason: body.reason, currency: old.currency, dueOn: old.dueOn, filedOn: await today(tx) }, by);
  return made;
}

/** Takes the returns of a file out again; those they replaced stand as before. Throws conflict where a later version rests on one of them. */
export async function withdrawBatch(tx: Tx, batch: string): Promise<number> {
  await lockFilings(tx);
  const { rows } = await tx.raw(`select ${ROW} from declaration d where d.commune_id = current_commune() and d.batch_id = ? order by d.id for update`, [batch]) as { rows: Stored[] };
  const changed = rows.filter((r) => r.state === 'superseded');
  if (changed.length > 0) throw new AppError('conflict', 'corrected since', { reason: 'changed_since', changed: changed.length });
  for (const row of rows.filter((r) => r.state === 'filed')) {
    await tx.raw(`update declaration set state = 'withdrawn', revision = revision + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = ?`, [row.id]);
    await withdrawFacts(tx, ORIGIN, keysOf(row.id, row.lines));
    if (row.replaces === null) continue;
    const before = await lockDeclaration(tx, row.replaces);
    await tx.raw(`update declaration set state = 'filed', revision = revision + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = ?`, [before.id]);
    await tx.raw(`update activity_fact set state = 'counted', version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and origin = :origin and fact_key = any (cast(:keys as text[]))`, { origin: ORIGIN, keys: keysOf(before.id, before.lines) });
  }
  return rows.length;
}

/** Puts down, or changes, that a party declares a tax. Answers the enrolment's id. */
export async function enrol(tx: Tx, e: { partyId: string; tax: string; since: string; until: string | null }, person: string): Promise<string> {
  await holdParty(tx, e.partyId);
  const { rows: [row] } = await tx.raw(`insert into declaration_enrolment (commune_id, party_id, tax, since, until, created_by) values (current_commune(), :partyId, :tax, :since, :until, :person)
    on conflict (commune_id, party_id, tax) do update set since = excluded.since, until = excluded.until, created_by = excluded.created_by returning id`, { ...e, person }) as { rows: { id: string }[] };
  return row?.id ?? '';
}

/** What the trail says of a filed return: nothing of the person, all of the content by its digest. */
export const trace = (d: Declaration): Record<string, unknown> => ({ number: d.number, version: d.version, tax: d.tax, from: d.from, to: d.to, state: d.state, zero: d.zero, lines: d.lineCount, hash: d.hash, ...(d.reason === null ? {} : { reason: d.reason }) });
