import { rightGuards, type ActRole, type GuardedRight, type NewOccupation, type OccupationChange, type OccupationSheet } from '@sommier/domain/occupations';
import type { Finding, GuardOverride } from '@sommier/domain/guards';
import type { DomainClass, TitleState } from '@sommier/domain/assets';
import type { Language, Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { communeCountry, enforce, type Enforced } from '../guards/index.ts';

type Ground = GuardedRight['units'];
/** What the rules look at in the units. */
async function ground(tx: Tx, assetIds: readonly string[]): Promise<Ground> {
  const { rows } = await tx.raw(`select a.domain_class as "domainClass", a.title_state as "titleState" from asset a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[]))`, { ids: `{${assetIds.join(',')}}` }) as
    { rows: { domainClass: DomainClass | null; titleState: TitleState | null }[] };
  return rows;
}

const acts = (list: readonly { role: ActRole }[]): GuardedRight['acts'] => list.map(({ role }) => ({ role }));
/** The rules a right meets as it would stand after the change; without a change, as it stands. */
export async function findingsOf(tx: Tx, o: NewOccupation | OccupationSheet, change: Partial<OccupationChange> = {}): Promise<Finding[]> {
  const units = change.units ?? o.units;
  return rightGuards({
    type: change.type ?? o.type, activityKind: (change.activityKind === undefined ? o.activityKind : change.activityKind) ?? null, freeOfCharge: change.freeOfCharge ?? o.freeOfCharge ?? false,
    startsOn: (change.startsOn === undefined ? o.startsOn : change.startsOn) ?? null, endsOn: (change.endsOn === undefined ? o.endsOn : change.endsOn) ?? null,
    acts: acts(change.acts ?? o.acts), units: await ground(tx, units.map((u) => u.assetId)),
  }, await communeCountry(tx));
}

/**
 * Holds a write to the rules it newly meets: what was met before and kept with the right (an override, an imported contract) does not stop a
 * correction of something else. Throws `rule_refused` or `forbidden` (guards).
 */
export function holdToRules(who: { language: Language; role: Role }, found: readonly Finding[], before: readonly Finding[], overrides: readonly GuardOverride[]): Enforced {
  const known = new Set(before.map((f) => f.code));
  return enforce(who, found.filter((f) => f.outcome === 'warn' || !known.has(f.code)), overrides);
}
