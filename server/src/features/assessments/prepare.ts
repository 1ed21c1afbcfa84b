import { createHash } from 'node:crypto';
import { AppError } from '@sommier/domain/shared';
import { readsOf } from '@sommier/domain/assessments';
import type { TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { canonical } from '../../platform/audit/index.ts';
import type { Spec } from './fact-sql.ts';

export const refuse = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `assess.${reason}`, ...detail });
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/**
 * The set in which the rules name their zones: the one asked for, else the only one that has all their names. Null when no rule names a zone and none was asked for
 * (`any` then takes the first there is, to tell results apart by zone). Throws when it is not clear.
 */
export async function zoneSetFor(tx: Tx, rules: readonly TaxRule[], asked: string | undefined, any = false): Promise<{ id: string; name: string } | null> {
  const zones = [...new Set(rules.flatMap((r) => r.when.zones ?? []))];
  if (zones.length === 0 && asked === undefined && !any) return null;
  const { rows } = await tx.raw(`select s.id, s.name from zone_set s where s.commune_id = current_commune() and (cast(:asked as text) is null or s.name = :asked)
      and not exists (select from unnest(cast(:zones as text[])) as l(name) where not exists (select from zone z where z.commune_id = current_commune() and z.set_id = s.id and z.label = l.name)) order by s.id`, { asked: asked ?? null, zones }) as { rows: { id: string; name: string }[] };
  if (zones.length === 0 && asked === undefined) return rows[0] ?? null;
  if (rows.length !== 1) throw refuse('zone_set', { zones: zones.join(', ') || asked });
  return rows[0] ?? null;
}

/** What a computation over the commune is made from. Throws when the rules are not in its currency. */
export async function specFor(tx: Tx, rules: readonly TaxRule[], asked: { from: string; to: string; zoneSet?: string | undefined }, day: string, currency: string, any = false): Promise<Spec & { setName: string | null }> {
  if (rules.some((r) => r.currency !== currency)) throw refuse('other_currencies');
  const set = await zoneSetFor(tx, rules, asked.zoneSet, any);
  return { tax: rules[0]?.tax ?? '', from: asked.from, to: asked.to, day, currency, set: set?.id ?? null, setName: set?.name ?? null, reads: readsOf(rules) };
}
