import type { ActivityChoices } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';

/** The different values of a column of `table` in the commune: one pass, hashed. */
const each = (table: string, column: string): string => `(select coalesce(json_agg(x), '[]') from (select distinct ${column} as x from ${table} where commune_id = current_commune() and ${column} is not null limit 200) d)`;
/** A platform as a question names one; a system with other letters is asked without. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

/** What a question may be narrowed to. */
export async function choices(tx: Tx): Promise<ActivityChoices> {
  const { rows: [found] } = await tx.raw(`select ${each('capture', 'platform')} as captured, ${each('activity_fact', 'platform')} as told, ${each('listing', 'room_type')} as "roomTypes", ${each('activity_unit', 'lodging_class')} as "lodgingClasses"`) as
    { rows: { captured: string[]; told: string[]; roomTypes: string[]; lodgingClasses: string[] }[] };
  const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => (a < b ? -1 : 1));
  return { platforms: sorted([...found?.captured ?? [], ...found?.told ?? []].filter((p) => NAME.test(p))), roomTypes: sorted(found?.roomTypes ?? []), lodgingClasses: sorted(found?.lodgingClasses ?? []) };
}
