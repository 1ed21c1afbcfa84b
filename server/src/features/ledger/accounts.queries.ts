import type { AccountRow, ACCOUNT_STATES } from '@sommier/domain/ledger';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };

/**
 * Figures of accounts on a day, from what was written with effect by then. A correction carries the due day of what it corrects, so sums by age
 * need no due by due.
 * @param accounts a condition on `a` (ledger_account); with it each sum reads those accounts alone, without it all are read once
 */
export const FIGURES = (accounts?: string): string => {
  const only = (alias: string): string => (accounts === undefined ? '' : ` and ${alias}.account_id in (select a.id from ledger_account a where a.commune_id = current_commune() and ${accounts})`);
  return `
  select a.id, coalesce(d.due, 0)::bigint as due, coalesce(p.paid, 0)::bigint as paid, coalesce(d.due, 0)::bigint - coalesce(p.paid, 0)::bigint as balance,
    coalesce(p.paid, 0)::bigint - coalesce(s.used, 0)::bigint as advance, p.last_paid,
    coalesce(d.a0, 0)::bigint - coalesce(s.a0, 0)::bigint as d0_30, coalesce(d.a1, 0)::bigint - coalesce(s.a1, 0)::bigint as d31_90,
    coalesce(d.a2, 0)::bigint - coalesce(s.a2, 0)::bigint as d91_365, coalesce(d.a3, 0)::bigint - coalesce(s.a3, 0)::bigint as over365
  from ledger_account a
  left join (select d.account_id, sum(d.amount) as due, sum(d.amount) filter (where d.due_on >= cast(:day as date) - 30) as a0, sum(d.amount) filter (where d.due_on < cast(:day as date) - 30 and d.due_on >= cast(:day as date) - 90) as a1,
      sum(d.amount) filter (where d.due_on < cast(:day as date) - 90 and d.due_on >= cast(:day as date) - 365) as a2, sum(d.amount) filter (where d.due_on < cast(:day as date) - 365) as a3
    from ledger_due d where d.commune_id = current_commune() and d.due_on <= cast(:day as date)${only('d')} group by d.account_id) d on d.account_id = a.id
  left join (select p.account_id, sum(case when p.reverses is null then p.amount else -p.amount end) as paid, max(p.paid_on) filter (where p.reverses is null) as last_paid
    from ledger_payment p where p.commune_id = current_commune() and p.paid_on <= cast(:day as date)${only('p')} group by p.account_id) p on p.account_id = a.id
  left join (select d.account_id, sum(l.amount) as used, sum(l.amount) filter (where d.due_on <= cast(:day as date) and d.due_on >= cast(:day as date) - 30) as a0,
      sum(l.amount) filter (where d.due_on < cast(:day as date) - 30 and d.due_on >= cast(:day as date) - 90) as a1, sum(l.amount) filter (where d.due_on < cast(:day as date) - 90 and d.due_on >= cast(:day as date) - 365) as a2,
      sum(l.amount) filter (where d.due_on < cast(:day as date) - 365) as a3
    from ledger_allocation l join ledger_due d on d.commune_id = l.commune_id and d.id = l.due_id where l.commune_id = current_commune() and l.on_day <= cast(:day as date)${only('d')} group by d.account_id) s on s.account_id = a.id
  where a.commune_id = current_commune() and a.kind = 'payer'${accounts === undefined ? '' : ` and ${accounts}`}`;
};

const PAST = '(f.d0_30 + f.d31_90 + f.d91_365 + f.over365)';
const ROW = `f.*, ${PAST} as past_due, a.occupation_id, o.reference, coalesce(o.ended_on, o.held_until) as ended, p.id as party_id, p.kind as party_kind, p.name, p.name_ar, u.code, u.unit_name, u.district,
  (select min(r.due_on) from ledger_due r where r.commune_id = current_commune() and r.account_id = a.id and r.corrects is null and r.due_on <= cast(:day as date)
    and r.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = current_commune() and c.corrects = r.id), 0) > coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = current_commune() and l.due_id = r.id and l.on_day <= cast(:day as date)), 0)) as oldest`;
// A payer that was merged into another is read under the name that stays.
const WHO = `join ledger_account a on a.commune_id = current_commune() and a.id = f.id left join occupation o on o.commune_id = a.commune_id and o.id = a.occupation_id
  left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party p on p.commune_id = a.commune_id and p.id = coalesce(g.merged_into, g.id)`;
const UNIT = `left join lateral (select t.code, t.name as unit_name, t.district from occupation_unit ou join asset t on t.commune_id = ou.commune_id and t.id = ou.asset_id where ou.commune_id = a.commune_id and ou.occupation_id = a.occupation_id order by t.code limit 1) u on true`;
const FROM = `${WHO} ${UNIT}`;

interface Stored {
  id: string; due: string; paid: string; balance: string; advance: string; last_paid: string | null; d0_30: string; d31_90: string; d91_365: string; over365: string; past_due: string;
  occupation_id: string | null; reference: string | null; ended: string | null; party_id: string | null; party_kind: PartyKind | null; name: string | null; name_ar: string | null;
  code: string | null; unit_name: string | null; district: string | null; oldest: string | null;
}
/** A name as its reader may see it. */
export const payerName = (kind: PartyKind | null, name: string | null, personal: boolean): string | null => (name === null || kind === null ? null : shownName(kind, name, personal));
const shape = (personal: boolean) => (r: Stored): AccountRow => ({
  id: r.id, occupationId: r.occupation_id, occupation: r.reference, occupationEnd: r.ended, partyId: r.party_id, payer: payerName(r.party_kind, r.name, personal), payerAr: payerName(r.party_kind, r.name_ar, personal),
  asset: r.code, assetName: r.unit_name, district: r.district, balance: r.balance, due: r.due, paid: r.paid, pastDue: r.past_due, advance: r.advance, oldestDue: r.oldest,
  ageing: { d0_30: r.d0_30, d31_90: r.d31_90, d91_365: r.d91_365, over365: r.over365 }, lastPaid: r.last_paid,
});

const STATE: Record<(typeof ACCOUNT_STATES)[number], string> = {
  all: 'true', past_due: `${PAST} > 0`, advance: 'f.advance > 0', ended_past_due: `${PAST} > 0 and coalesce(o.ended_on, o.held_until) <= cast(:day as date)`,
  d0_30: 'f.d0_30 > 0', d31_90: 'f.d31_90 > 0', d91_365: 'f.d91_365 > 0', over365: 'f.over365 > 0',
};
const SORT = { pastDue: `${PAST} desc`, name: 'f.by_name nulls last', oldest: 'f.over365 desc, f.d91_365 desc', balance: 'f.balance desc' } as const;
export interface AccountQuery { q: string; state: keyof typeof STATE; sort: keyof typeof SORT; day: string; page: number; size: number }

/** Accounts under a filter, with the sums of all of them. Without the right to personal data, words find bodies and references alone. */
export async function findAccounts(tx: Tx, f: AccountQuery, personal: boolean): Promise<{ total: number; sums: { pastDue: string; advance: string; balance: string }; rows: AccountRow[] }> {
  const w = new Where(STATE[f.state]);
  const folded = foldText(f.q);
  if (folded !== '') {
    const party = new Where().words('p.search', folded, 'p'), occupation = new Where().words(`lower(o.reference || ' ' || coalesce(u.code, '') || ' ' || coalesce(u.unit_name, ''))`, folded, 'o');
    w.add(`((${party.sql}${personal ? '' : ` and p.kind = 'legal'`}) or (${occupation.sql}))`, { ...party.bindings, ...occupation.bindings });
  }
  const bindings = { ...w.bindings, day: f.day };
  // The figures of every account are read once: counted, summed and cut from there. The property's words are looked up for all only where words are asked.
  const { rows } = await tx.raw(`with x as materialized (select f.*, p.name as by_name from (${FIGURES()}) f ${WHO} ${folded === '' ? '' : UNIT} where ${w.sql}),
      n as (select count(*)::integer as total, coalesce(sum(${PAST}), 0)::text as "sumPast", coalesce(sum(f.advance), 0)::text as "sumAdvance", coalesce(sum(f.balance), 0)::text as "sumBalance" from x f),
      f as (select f.* from x f order by ${SORT[f.sort]}, f.id limit :size offset :skip)
    select n.*, r.* from n left join (select ${ROW} from f ${FROM}) r on true order by ${SORT[f.sort].replaceAll('f.', 'r.').replace('by_name', 'name')}, r.id`, { ...bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Stored & { total: number; sumPast: string; sumAdvance: string; sumBalance: string; id: string | null }>;
  const n = rows[0];
  return { total: n?.total ?? 0, sums: { pastDue: n?.sumPast ?? '0', advance: n?.sumAdvance ?? '0', balance: n?.sumBalance ?? '0' }, rows: rows.filter((r) => r.id !== null).map(shape(personal)) };
}

/** The accounts of an occupation, or the one of an id; none where there is none. */
export async function readAccounts(tx: Tx, which: { id: string } | { occupation: string }, day: string, personal: boolean): Promise<AccountRow[]> {
  const one = 'id' in which ? 'a.id = cast(:one as bigint)' : 'a.occupation_id = cast(:one as bigint)';
  const { rows } = await tx.raw(`select ${ROW} from (${FIGURES(one)}) f ${FROM} order by f.id`, { day, one: 'id' in which ? which.id : which.occupation }) as Rows<Stored>;
  return rows.map(shape(personal));
}

/** The accounts of a party, with those of the parties merged into it; its own where it was merged itself. Oldest first. */
export async function accountsOfParty(tx: Tx, party: string): Promise<string[]> {
  const { rows } = await tx.raw(`select a.id from ledger_account a join party g on g.commune_id = a.commune_id and g.id = a.party_id where a.commune_id = current_commune() and a.kind = 'payer'
    and coalesce(g.merged_into, g.id) = (select coalesce(w.merged_into, w.id) from party w where w.commune_id = current_commune() and w.id = ?) order by a.id`, [party]) as Rows<{ id: string }>;
  return rows.map((a) => a.id);
}
