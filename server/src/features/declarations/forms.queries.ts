import { formOf, touching, type TaxForm } from '@sommier/domain/declarations';
import { addDays, AppError } from '@sommier/domain/shared';
import { effective } from '@sommier/domain/rules';
import type { TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { publishedRules, readRules } from '../rules/index.ts';

/** Published rules by tax. */
export async function rulesByTax(tx: Tx): Promise<Map<string, TaxRule[]>> {
  const all = new Map<string, TaxRule[]>();
  for (const v of await readRules(tx, { state: 'published' })) all.set(v.tax, [...all.get(v.tax) ?? [], effective(v)]);
  return all;
}
/** What may be declared on a day, by the rules then in force. */
export const formsOn = async (tx: Tx, day: string): Promise<TaxForm[]> =>
  [...await rulesByTax(tx)].flatMap(([, rules]) => { const form = formOf(touching(rules, { from: day, to: addDays(day, 1) })) ?? formOf(rules); return form === null ? [] : [form]; });

/** The form of a tax over a period. Throws where no published rule asks for a return then. */
export async function formFor(tx: Tx, tax: string, period: { from: string; to: string }): Promise<TaxForm> {
  const form = formOf(touching(await publishedRules(tx, tax), period));
  if (form === null) throw new AppError('rule_refused', 'no form', { reason: 'declarations.no_form', tax });
  return form;
}

/** Lodgings known as a party's, by name. */
export async function unitsOf(tx: Tx, party: string): Promise<{ id: string; name: string; class: string | null }[]> {
  const { rows } = await tx.raw(`select u.id, coalesce(u.name, u.address, u.registration, u.unit_key) as name, u.lodging_class as class from activity_unit u where u.commune_id = current_commune() and u.host_id = ? order by 2, u.id limit 500`, [party]) as { rows: { id: string; name: string; class: string | null }[] };
  return rows;
}
