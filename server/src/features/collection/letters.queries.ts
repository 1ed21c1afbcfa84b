import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { frozen } from '../assessments/index.ts';
import { publishedRules } from '../rules/index.ts';
import type { Addressee } from './letter.ts';

/** Names and addresses of parties, whole: the letter goes to the person herself. */
export async function addressees(tx: Tx, parties: readonly string[]): Promise<Map<string, Addressee>> {
  const { rows } = await tx.raw(`select g.id, p.name, p.name_ar as "nameAr", (select i.value from party_identifier i where i.commune_id = p.commune_id and i.party_id = p.id and i.kind = 'address' order by i.id desc limit 1) as address
    from party g join party p on p.commune_id = g.commune_id and p.id = coalesce(g.merged_into, g.id) where g.commune_id = current_commune() and g.id = any (cast(:parties as bigint[]))`, { parties: `{${parties.join(',')}}` }) as { rows: (Addressee & { id: string })[] };
  return new Map(rows.map(({ id, ...a }) => [id, a]));
}
/** What a tax is called: by the rules a run froze, else by those in force. */
export async function taxName(tx: Tx, tax: string, run: string | null, language: Language): Promise<string> {
  const rules = run === null ? await publishedRules(tx, tax) : (await frozen(tx, run)).rules;
  const label = rules.find((r) => r.label !== undefined)?.label;
  return (language === 'fr' ? label?.fr : label?.[language] ?? label?.fr) ?? tax;
}
