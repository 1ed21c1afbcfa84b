import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';
import { PERIOD_NAMES } from '../ledger/terms.ts';
import { RevisionRule, RULE_USES, type RuleUse } from './rules.ts';

/** The use of premises by the right's type and the activity in it; null where no rule of revision speaks of the right (permits, concessions). */
export function useOf(type: string, activity: string | null): RuleUse | null {
  if (!['bail_habitation', 'bail_commercial', 'bail_professionnel', 'bail_rural', 'sous_location'].includes(type)) return null;
  if (type === 'bail_habitation' || activity === 'housing') return 'dwelling';
  if (type === 'bail_commercial' || type === 'bail_professionnel' || ['commercial', 'craft', 'industrial', 'professional'].includes(activity ?? '')) return 'business';
  return 'other';
}

/** due: may be revised on the day; not_yet: too early; no_rule; missing_index; open: a proposal is under way. */
export const DUE_STATES = ['due', 'not_yet', 'no_rule', 'missing_index', 'open'] as const;
/** A lease under a simulation. Amounts are of one period; `yearly` is what the revision brings in a year; `missed` what the rent would be had every revision been made in its time. */
export const SimulationRow = z.object({
  occupationId: Id, occupation: z.string(), asset: z.string().nullable(), district: z.string().nullable(), use: z.enum(RULE_USES), state: z.enum(DUE_STATES), rule: z.string().nullable(), lastSetOn: Day.nullable(), contractOn: Day,
  earliest: Day.nullable(), period: z.enum(PERIOD_NAMES), amount: SignedMinor, ceiling: SignedMinor.nullable(), court: SignedMinor.nullable(), proposed: SignedMinor.nullable(), yearly: SignedMinor, missed: SignedMinor, missedRevisions: z.number().int(),
}).meta({ id: 'RevisionSimulationRow' });
export type SimulationRow = z.output<typeof SimulationRow>;
export const Simulation = z.object({
  day: Day, total: z.number().int(), counts: z.record(z.enum(DUE_STATES), z.number().int()), /** Due under a rule that gives no ceiling in figures. */ uncapped: z.number().int(), yearly: SignedMinor, presentYearly: SignedMinor, unconfirmed: z.array(z.string()), rows: z.array(SimulationRow),
}).meta({ id: 'RevisionSimulation' });

export const REVISION_STATES = ['proposed', 'accepted', 'refused', 'applied', 'withdrawn'] as const;
export const RevisionRow = z.object({
  id: Id, occupationId: Id, occupation: z.string(), payer: z.string().nullable(), asset: z.string().nullable(), rule: z.string(), oldAmount: SignedMinor, newAmount: SignedMinor, effectOn: Day, court: z.boolean(), state: z.enum(REVISION_STATES), note: z.string().nullable(),
  letters: z.number().int(), version: z.number().int(), createdAt: z.string(),
}).meta({ id: 'RevisionRow' });
export type RevisionRow = z.output<typeof RevisionRow>;

export const RuleRow = z.object({ rule: RevisionRule, confirmed: z.boolean(), confirmedAt: z.string().nullable(), note: z.string().nullable() }).meta({ id: 'RevisionRuleRow' });
/** Proposals for one or many leases: the ceiling of the rule, or the amount given where one lease is named. */
export const NewRevisions = z.strictObject({ occupations: z.array(Id).min(1).max(2000), effectOn: Day, amount: PositiveMinor.optional(), court: z.boolean().default(false), note: z.string().trim().max(500).nullable().default(null) }).meta({ id: 'NewRevisions' });
