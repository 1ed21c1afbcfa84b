import { message } from '@sommier/domain/messages';
import { AppError, type Language } from '@sommier/domain/shared';
import type { LeadDecision } from '@sommier/domain/leads';
import { NewOccupation } from '@sommier/domain/occupations';
import type { Tx } from '../../platform/db/index.ts';
import { changeOccupation, deleteDraft, insertOccupation, lockOccupation, refreshOccupancy, today } from '../occupations/index.ts';
import { lockLead, writeLeadState, type HeldLead } from './leads.store.ts';

type Rows<T> = { rows: T[] };
/** What a confirmation wrote in the register, to be taken back by the same hand. */
type Done = { wrote: 'draft'; occupation: string } | { wrote: 'sublet'; occupation: string; version: number } | { wrote: 'nothing' };
const STATE = { confirm: 'confirmed', reject: 'rejected', later: 'later', open: 'open' } as const;

/**
 * What the agent will find on the property: on premises let, conceded or lent, the subletting found on that right; elsewhere an occupation without title, as a draft that counts for nothing until
 * an agent validates it. A right that already tells of one is left as it is.
 */
async function tellAgent(tx: Tx, lead: HeldLead, who: { person: string; language: Language }): Promise<Done> {
  const day = await today(tx);
  const say = (key: string): string => message(who.language, key, { platform: lead.platform, externalId: lead.externalId, id: lead.id, score: lead.score, day }) ?? key;
  const evidence = say('leads.evidence');
  if (lead.occupation !== null && (lead.kind === 'sublet' || lead.kind === 'concession_breach')) {
    const version = await lockOccupation(tx, lead.occupation);
    const { rows: [now] } = await tx.raw('select sublet_found_on is not null as told from occupation where commune_id = current_commune() and id = ?', [lead.occupation]) as Rows<{ told: boolean }>;
    if (version === undefined || now === undefined || now.told) return { wrote: 'nothing' };
    await changeOccupation(tx, lead.occupation, { subletFoundOn: day, subletEvidence: evidence.slice(0, 500) }, lead.currency);
    return { wrote: 'sublet', occupation: lead.occupation, version: version + 1 };
  }
  const { rows: told } = await tx.raw(`select from occupation o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id where o.commune_id = current_commune() and u.asset_id = ? and o.type = 'sans_titre' and o.status <> 'ended' limit 1`, [lead.asset]) as Rows<unknown>;
  if (told.length > 0) return { wrote: 'nothing' };
  const draft = NewOccupation.parse({ type: 'sans_titre', activityKind: 'housing', foundOn: day, foundBy: say('leads.found_by'), evidence, procedureState: 'none', units: [{ assetId: lead.asset }] });
  const occupation = await insertOccupation(tx, draft, lead.currency, who.person);
  await refreshOccupancy(tx, [lead.asset]);
  return { wrote: 'draft', occupation };
}

async function openFiles(tx: Tx, lead: HeldLead, done: Done, person: string): Promise<void> {
  for (const side of ['property', 'tax'] as const) {
    await tx.raw(`insert into lead_file (commune_id, lead_id, side, occupation_id, done, opened_by) values (current_commune(), :lead, :side, :occupation, cast(:done as jsonb), :person)`,
      { lead: lead.id, side, occupation: side === 'property' && done.wrote !== 'nothing' ? done.occupation : side === 'property' ? lead.occupation : null, done: JSON.stringify(side === 'property' ? done : {}), person });
  }
}

/** Takes the files of a confirmation back, and what it wrote. Throws `rule_refused` once somebody acted on either. */
async function takeBack(tx: Tx, lead: HeldLead): Promise<void> {
  const { rows: files } = await tx.raw('select id, side, state, done from lead_file where commune_id = current_commune() and lead_id = ? order by id for update', [lead.id]) as Rows<{ id: string; side: string; state: string; done: Done | Record<string, never> }>;
  const acted = (): never => { throw new AppError('rule_refused', 'acted on', { reason: 'leads.acted' }); };
  if (files.some((f) => f.state === 'closed')) acted();
  for (const { done } of files) {
    if (!('wrote' in done) || done.wrote === 'nothing') continue;
    const version = await lockOccupation(tx, done.occupation);
    if (version === undefined) continue;
    if (done.wrote === 'draft') {
      const { rows: [now] } = await tx.raw('select validated_at is not null as counts from occupation where commune_id = current_commune() and id = ?', [done.occupation]) as Rows<{ counts: boolean }>;
      if (version !== 1 || now?.counts === true) acted();
      await tx.raw('update lead_file set occupation_id = null where commune_id = current_commune() and lead_id = ?', [lead.id]);
      await deleteDraft(tx, done.occupation);
      await refreshOccupancy(tx, [lead.asset]);
    } else {
      if (version !== done.version) acted();
      await changeOccupation(tx, done.occupation, { subletFoundOn: null, subletEvidence: null }, lead.currency);
    }
  }
  await tx.raw('delete from lead_file where commune_id = current_commune() and lead_id = ?', [lead.id]);
}

/** Decides a lead; a confirmation opens its two files in the same transaction. Answers what the audit says of it. Throws not_found, conflict, rule_refused. */
export async function decideLead(tx: Tx, id: string, body: LeadDecision, who: { person: string; language: Language }): Promise<Record<string, unknown>> {
  const lead = await lockLead(tx, id);
  const to = STATE[body.decision];
  if (to !== 'open' && (lead.state === 'confirmed' || lead.state === 'rejected')) throw new AppError('conflict', `lead ${id} is ${lead.state}`, { reason: 'leads.decided' });
  let done: Done | undefined;
  if (lead.state === 'confirmed') await takeBack(tx, lead);
  if (to === 'confirmed') { done = await tellAgent(tx, lead, who); await openFiles(tx, lead, done, who.person); }
  await writeLeadState(tx, id, to, who.person, body.note || null);
  return { was: lead.state, now: to, kind: lead.kind, score: lead.score, asset: lead.asset, listing: lead.listing, ...(done === undefined ? {} : { property: done, tax: true }) };
}

/** Closes a file. Throws not_found, and conflict when it is closed. */
export async function closeFile(tx: Tx, id: string, outcome: string, note: string | null, person: string): Promise<{ side: string; lead: string }> {
  const { rows: [file] } = await tx.raw('select side, state, lead_id as lead from lead_file where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ side: string; state: string; lead: string }>;
  if (file === undefined) throw new AppError('not_found', `no file ${id}`);
  if (file.state === 'closed') throw new AppError('conflict', 'closed', { reason: 'leads.closed' });
  await tx.raw(`update lead_file set state = 'closed', outcome = :outcome, note = :note, closed_by = :person, closed_at = now() where commune_id = current_commune() and id = :id`, { id, outcome, note, person });
  return { side: file.side, lead: file.lead };
}
