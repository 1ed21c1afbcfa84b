import { formOf, missingFrom, periodsSince, returnDue, touching, type EXPECTED_BY, type LineKind, type MissingReturn, type Obligation } from '@sommier/domain/declarations';
import { foldText } from '@sommier/domain/search';
import { addMonths, daysBetween } from '@sommier/domain/shared';
import { shownName } from '@sommier/domain/parties';
import type { Tx } from '../../platform/db/index.ts';
import { partyNames } from '../parties/index.ts';
import { rulesByTax } from './forms.queries.ts';

type Why = (typeof EXPECTED_BY)[number];
/** Somebody expected over a span of days; a holder who is no party yet has a name alone. */
interface Span { party: string | null; holder: string | null; why: Why; since: string; until: string | null }
interface Asked { today: string; since: string; tax?: string | undefined; party?: string | undefined }
interface Expected { party: string | null; holder: string | null; tax: string; from: string; to: string; dueDay: number | null; why: Why[]; declarationId: string | null }

const grouped = <T,>(all: readonly T[], of: (one: T) => string): Map<string, T[]> => { const map = new Map<string, T[]>(); for (const one of all) { const key = of(one), had = map.get(key); if (had === undefined) map.set(key, [one]); else had.push(one); } return map; };
const FACTS: Record<LineKind, readonly string[]> = { nights: ['stay', 'lodging'], stay: ['stay', 'lodging'], vehicles: ['vehicles'], trips: ['trips'], deliveries: ['deliveries'], turnover: ['turnover', 'deliveries'] };

/** Who is expected to declare a tax: enrolled, former declarants, hosts and operators seen within a year, holders of registrations. */
async function spansOf(tx: Tx, tax: string, kinds: readonly LineKind[], a: Asked): Promise<Span[]> {
  const facts = [...new Set(kinds.flatMap((k) => FACTS[k]))], lodging = kinds.includes('nights'), own = a.party === undefined ? '' : ' and y.party = cast(:party as bigint)';
  const bind = { tax, since: a.since, facts, ...(a.party === undefined ? {} : { party: a.party }) };
  const { rows } = await tx.raw(`select y.party, null::text as holder, y.why, y.since, y.until from (
      select e.party_id as party, 'enrolled' as why, e.since, e.until from declaration_enrolment e where e.commune_id = current_commune() and e.tax = :tax
      union all select d.party_id, 'former', min(d.period_from), null from declaration d where d.commune_id = current_commune() and d.tax = :tax and d.state in ('filed', 'superseded') group by d.party_id
      union all select x.party, 'activity', min(x.day), (max(x.day) + interval '1 year')::date from (
          select coalesce(f.taxpayer_id, f.operator_id, u.host_id) as party, f.period_from as day from activity_fact f left join activity_unit u on u.commune_id = f.commune_id and u.id = f.unit_id
          where f.commune_id = current_commune() and f.state = 'counted' and f.kind = any (cast(:facts as text[])) and f.period_from >= cast(:since as date) - interval '1 year' and coalesce(f.detail->>'declaredFor', :tax) = :tax) x
        where x.party is not null group by x.party
      ${lodging ? `union all select u.host_id, 'registration', min(coalesce(r.valid_from, r.added_at::date)), max(coalesce(r.valid_to, 'infinity'::date)) from activity_unit u join registration r on r.commune_id = u.commune_id and r.number_key = regexp_replace(upper(u.registration), '[^A-Z0-9]', '', 'g')
        where u.commune_id = current_commune() and u.host_id is not null group by u.host_id` : ''}) y
    join party p on p.commune_id = current_commune() and p.id = y.party and p.merged_into is null where true${own}`, bind) as { rows: Span[] };
  return lodging && a.party === undefined ? [...rows, ...await holders(tx)] : rows;
}

/** Holders of the commune's list: the one party of that name, or the name alone. A number that a known lodging carries is told by its host. */
async function holders(tx: Tx): Promise<Span[]> {
  const { rows } = await tx.raw(`select r.holder, min(coalesce(r.valid_from, r.added_at::date))::text as since, case when bool_or(r.valid_to is null) then null else max(r.valid_to)::text end as until from registration r
    where r.commune_id = current_commune() and r.holder is not null and not exists (select from activity_unit u where u.commune_id = r.commune_id and u.host_id is not null and regexp_replace(upper(u.registration), '[^A-Z0-9]', '', 'g') = r.number_key) group by r.holder`) as { rows: { holder: string; since: string; until: string | null }[] };
  if (rows.length === 0) return [];
  const { rows: same } = await tx.raw(`select p.search, min(p.id)::text as id, count(*)::integer as n from party p where p.commune_id = current_commune() and p.merged_into is null and p.search = any (cast(:names as text[])) group by p.search`, { names: rows.map((r) => foldText(r.holder)) }) as { rows: { search: string; id: string; n: number }[] };
  const known = new Map(same.filter((s) => s.n === 1).map((s) => [s.search, s.id]));
  return rows.map((r) => { const party = known.get(foldText(r.holder)) ?? null; return { party, holder: party === null ? r.holder : null, why: 'registration', since: r.since, until: r.until }; });
}

/** Returns expected of periods that began on or after `since`, with the one that was filed where there is one. */
async function expected(tx: Tx, a: Asked & { open: boolean }): Promise<Expected[]> {
  const out: Expected[] = [];
  for (const [tax, rules] of await rulesByTax(tx)) {
    if (a.tax !== undefined && a.tax !== tax) continue;
    const form = formOf(rules);
    if (form === null || form.returnPeriod === 'none') continue;
    const spans = await spansOf(tx, tax, form.kinds, a);
    if (spans.length === 0) continue;
    const { rows: filed } = await tx.raw(`select d.id, d.party_id as party, d.period_from as "from", d.period_to as "to" from declaration d where d.commune_id = current_commune() and d.tax = :tax and d.state = 'filed' and d.period_to > cast(:since as date)`, { tax, since: a.since }) as { rows: { id: string; party: string; from: string; to: string }[] };
    const byParty = grouped(filed, (f) => f.party), people = grouped(spans, (s) => s.party ?? `?${s.holder ?? ''}`);
    for (const p of periodsSince(form.returnPeriod, a.since, a.today, { open: a.open })) {
      // A period that no rule of the tax touches asks for nothing.
      const held = formOf(touching(rules, p));
      if (held === null) continue;
      for (const [, own] of people) {
        const why = own.filter((s) => s.since < p.to && (s.until === null || s.until > p.from));
        const [first] = why;
        if (first === undefined) continue;
        const done = (first.party === null ? [] : byParty.get(first.party) ?? []).find((f) => f.from < p.to && f.to > p.from);
        out.push({ party: first.party, holder: first.holder, tax, ...p, dueDay: held.dueDay, why: [...new Set(why.map((s) => s.why))], declarationId: done?.id ?? null });
      }
    }
  }
  return out;
}

/** Returns that should be there and are not, the latest first by days gone since their due day. `since` is a year before when absent. */
export async function missingReturns(tx: Tx, { since, ...a }: { today: string; since?: string | undefined; tax?: string | undefined }, personal: boolean): Promise<MissingReturn[]> {
  const all = (await expected(tx, { ...a, since: since ?? addMonths(a.today, -12), open: false })).filter((e) => e.declarationId === null && missingFrom(e.to, e.dueDay) <= a.today);
  const ids = [...new Set(all.flatMap((e) => e.party ?? []))];
  const names = await partyNames(tx, ids, personal);
  const { rows } = ids.length === 0 ? { rows: [] } : await tx.raw(`select distinct a.party_id as party from declarant_account a where a.commune_id = current_commune() and a.disabled_at is null`) as { rows: { party: string }[] };
  const signed = new Set(rows.map((r) => r.party));
  return all.map((e) => ({
    partyId: e.party, party: e.party === null ? shownName('natural', e.holder ?? '', personal) : names.get(e.party)?.name ?? null, tax: e.tax, from: e.from, to: e.to, dueOn: returnDue(e.to, e.dueDay), daysLate: daysBetween(missingFrom(e.to, e.dueDay), a.today) + 1, why: e.why, declarant: e.party !== null && signed.has(e.party),
  })).sort((x, y) => y.daysLate - x.daysLate || (x.party ?? '').localeCompare(y.party ?? '', 'fr') || (x.tax < y.tax ? -1 : 1));
}

/** What one party has to declare over the last year, done or not, latest first; the period that runs stands with it. */
export async function obligationsOf(tx: Tx, party: string, today: string): Promise<Obligation[]> {
  const all = await expected(tx, { today, since: `${addMonths(today, -12).slice(0, 8)}01`, party, open: true });
  return all.map((e) => ({ tax: e.tax, from: e.from, to: e.to, dueOn: returnDue(e.to, e.dueDay), late: e.declarationId === null && missingFrom(e.to, e.dueDay) <= today && returnDue(e.to, e.dueDay) !== null, declarationId: e.declarationId, open: e.to > today })).sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : a.tax < b.tax ? -1 : 1));
}
