import { useOf, type IndexValue, type RentFacts, type RevisionRule, type RuleUse, RULE_TEMPLATES } from '@sommier/domain/revisions';
import { countryOf } from '@sommier/domain/guards';
import { PERIODS, type PeriodName } from '@sommier/domain/ledger';
import type { Tx } from '../../platform/db/index.ts';

/** A lease as a revision judges it, with where it stands. */
export interface Lease { id: string; reference: string; asset: string | null; district: string | null; payer: string | null; use: RuleUse; period: PeriodName; facts: RentFacts; open: boolean }

interface Row { id: string; reference: string; type: string; activity: string | null; asset: string | null; district: string | null; contract_on: string; period: PeriodName; amount: string; currency: string; last_set: string | null; open: boolean }
/** Leases in force on a day with their rent of the day and when it was last set. @param only one lease alone */
export async function leasesOn(tx: Tx, day: string, only?: readonly string[]): Promise<Lease[]> {
  const { rows } = await tx.raw(`select o.id, o.reference, o.type, o.activity_kind as activity, u.code as asset, u.district, coalesce(o.signed_on, o.starts_on) as contract_on, t.period, t.amount_minor as amount, t.currency,
      coalesce(t.last_revised_on, case when t.from_on > o.starts_on then t.from_on end) as last_set,
      exists (select from revision r where r.commune_id = o.commune_id and r.occupation_id = o.id and r.state in ('proposed','accepted')) as open
    from occupation o join occupation_term t on t.commune_id = o.commune_id and t.occupation_id = o.id and t.from_on <= cast(:day as date) and (t.to_on is null or t.to_on > cast(:day as date)) and t.amount_minor > 0 and t.kind <> 'free'
      left join lateral (select a.code, a.district from occupation_unit x join asset a on a.commune_id = x.commune_id and a.id = x.asset_id where x.commune_id = o.commune_id and x.occupation_id = o.id order by a.code limit 1) u on true
    where o.commune_id = current_commune() and o.validated_at is not null and o.status not in ('draft','ended') and o.starts_on is not null and (o.held_until is null or o.held_until > cast(:day as date)) and not o.free_of_charge
      ${only === undefined ? '' : 'and o.id = any(cast(:only as bigint[]))'} order by o.reference`, { day, ...(only === undefined ? {} : { only }) }) as { rows: Row[] };
  return rows.flatMap((r): Lease[] => {
    const use = useOf(r.type, r.activity);
    return use === null ? [] : [{ id: r.id, reference: r.reference, asset: r.asset, district: r.district, payer: null, use, period: r.period, open: r.open,
      facts: { contractOn: r.contract_on, lastSetOn: r.last_set, amount: BigInt(r.amount), months: PERIODS[r.period], currency: r.currency } }];
  });
}

export interface Held { country: string | null; rules: { rule: RevisionRule; confirmed: boolean; confirmedAt: string | null; note: string | null }[] }
/** The rules of the commune's country: its own where it has confirmed one, else the template. */
export async function heldRules(tx: Tx): Promise<Held> {
  const { rows: [c] } = await tx.raw('select c.timezone, c.currency from commune c where c.id = current_commune()') as { rows: { timezone: string; currency: string }[] };
  const country = c === undefined ? null : countryOf(c);
  const { rows } = await tx.raw('select r.code, r.rule, r.confirmed_at as at, r.note from revision_rule r where r.commune_id = current_commune()') as { rows: { code: string; rule: RevisionRule; at: Date | null; note: string | null }[] };
  const own = new Map(rows.map((r) => [r.code, r]));
  return {
    country,
    rules: RULE_TEMPLATES.filter((r) => r.country === country).map((rule) => {
      const mine = own.get(rule.code);
      return { rule: mine?.rule ?? rule, confirmed: mine !== undefined, confirmedAt: mine?.at?.toISOString() ?? null, note: mine?.note ?? null };
    }),
  };
}

/** Index values of the commune by index. */
export async function indexValues(tx: Tx): Promise<Map<string, IndexValue[]>> {
  const { rows } = await tx.raw('select i.index_code as index, i.from_on as "from", i.value from revision_index i where i.commune_id = current_commune() order by i.index_code, i.from_on') as { rows: { index: string; from: string; value: string }[] };
  const found = new Map<string, IndexValue[]>();
  for (const r of rows) found.set(r.index, [...(found.get(r.index) ?? []), { from: r.from, value: BigInt(r.value) }]);
  return found;
}
