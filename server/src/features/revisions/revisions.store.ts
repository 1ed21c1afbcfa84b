import { judge, ruleFor, type RevisionRule } from '@sommier/domain/revisions';
import type { NewRevisions } from '@sommier/domain/revisions';
import { AppError } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { reviseTerm } from '../occupations/index.ts';
import { heldRules, indexValues, leasesOn } from './leases.queries.ts';

/** Proposes a revision of each lease at its ceiling, or of one at the amount given; what the rule does not allow is named, not written. */
export async function propose(tx: Tx, body: z.output<typeof NewRevisions>, person: string): Promise<{ proposed: string[]; refused: { occupationId: string; reason: string }[] }> {
  const rules = (await heldRules(tx)).rules.map((r) => r.rule);
  const values = await indexValues(tx);
  const leases = new Map((await leasesOn(tx, body.effectOn, body.occupations)).map((l) => [l.id, l]));
  const proposed: string[] = [], refused: { occupationId: string; reason: string }[] = [];
  const single = body.occupations.length === 1;
  for (const id of body.occupations) {
    const lease = leases.get(id);
    const rule = lease === undefined ? undefined : ruleFor(rules, rules[0]?.country ?? '', lease.use, body.effectOn);
    if (lease === undefined || rule === undefined) { refused.push({ occupationId: id, reason: 'no_rule' }); continue; }
    if (lease.open) { refused.push({ occupationId: id, reason: 'open' }); continue; }
    const index = values.get(rule.index ?? '') ?? [];
    const first = judge(rule, lease.facts, lease.facts.amount + 1n, body.effectOn, { court: body.court, values: index });
    const amount = single && body.amount !== undefined ? BigInt(body.amount) : first.kind === 'allowed' ? (body.court ? first.court : null) ?? first.ceiling : null;
    const answer = amount === null ? first : judge(rule, lease.facts, amount, body.effectOn, { court: body.court, values: index });
    if (answer.kind !== 'allowed' || amount === null) {
      const reason = answer.kind === 'allowed' ? 'no_rise' : answer.kind;
      if (single) throw new AppError('rule_refused', reason, { reason: `revisions.${reason}`, ...('earliest' in answer ? { earliest: answer.earliest } : {}), ...('index' in answer ? { index: answer.index, day: answer.day } : {}), basis: rule.sources });
      refused.push({ occupationId: id, reason });
      continue;
    }
    const { rows: [row] } = await tx.raw(`insert into revision (commune_id, occupation_id, rule_code, rule, facts, old_amount, new_amount, effect_on, court, note, created_by)
      values (current_commune(), :id, :code, :rule, :facts, :old, :amount, :effect, :court, :note, :person) returning id`, {
      id, code: rule.code, rule: JSON.stringify(rule), facts: JSON.stringify({ ...lease.facts, amount: String(lease.facts.amount) }), old: String(lease.facts.amount), amount: String(amount), effect: body.effectOn, court: body.court, note: body.note, person }) as { rows: { id: string }[] };
    proposed.push(row?.id ?? '');
  }
  return { proposed, refused };
}

interface Stored { id: string; occupation: string; state: string; old: string; amount: string; effect: string; rule: RevisionRule; court: boolean }
/** A proposal, locked for what follows. Throws `not_found`. */
export async function lockRevision(tx: Tx, id: string): Promise<Stored> {
  const { rows: [r] } = await tx.raw(`select r.id, r.occupation_id as occupation, r.state, r.old_amount as old, r.new_amount as amount, r.effect_on as effect, r.rule, r.court from revision r where r.commune_id = current_commune() and r.id = ? for update`, [id]) as { rows: Stored[] };
  if (r === undefined) throw new AppError('not_found', `No revision ${id}`);
  return r;
}

export async function decide(tx: Tx, id: string, to: 'accepted' | 'refused' | 'withdrawn', note: string | null, person: string): Promise<void> {
  const r = await lockRevision(tx, id);
  if (r.state !== 'proposed' && !(r.state === 'accepted' && to === 'withdrawn')) throw new AppError('conflict', 'no longer open', { reason: 'revisions.not_open' });
  await tx.raw(`update revision set state = :to, note = coalesce(:note, note), decided_by = :person, decided_at = now(), version = version + 1 where commune_id = current_commune() and id = :id`, { id, to, note, person });
}

/** Writes the accepted rent into the lease. The next call of dues brings the periods already called in line. */
export async function apply(tx: Tx, id: string, person: string): Promise<Stored> {
  const r = await lockRevision(tx, id);
  if (r.state !== 'accepted') throw new AppError('conflict', 'not accepted', { reason: 'revisions.not_accepted' });
  if (!await reviseTerm(tx, { occupation: r.occupation, effectOn: r.effect, oldAmount: r.old, newAmount: r.amount, note: r.rule.code })) throw new AppError('rule_refused', 'the terms have changed', { reason: 'revisions.terms_changed' });
  await tx.raw(`update revision set state = 'applied', decided_by = :person, decided_at = now(), version = version + 1 where commune_id = current_commune() and id = :id`, { id, person });
  return r;
}

export async function confirmRule(tx: Tx, rule: RevisionRule, note: string, person: string): Promise<void> {
  await tx.raw(`insert into revision_rule (commune_id, code, rule, confirmed_by, confirmed_at, note) values (current_commune(), :code, :rule, :person, now(), :note)
    on conflict (commune_id, code) do update set rule = excluded.rule, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at, note = excluded.note`, { code: rule.code, rule: JSON.stringify(rule), person, note });
}
export async function setIndex(tx: Tx, index: string, from: string, value: string): Promise<void> {
  await tx.raw(`insert into revision_index (commune_id, index_code, from_on, value) values (current_commune(), :index, :from, :value) on conflict (commune_id, index_code, from_on) do update set value = excluded.value`, { index, from, value });
}
