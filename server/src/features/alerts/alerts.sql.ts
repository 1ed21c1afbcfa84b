import { LEASE_TYPES } from '@sommier/domain/occupations';
import { STATUS_ON } from '../occupations/index.ts';

const LEASES = `o.type in (${LEASE_TYPES.map((w) => `'${w}'`).join(', ')})`;
const act = (...roles: string[]): string => `exists (select from occupation_act k where k.commune_id = o.commune_id and k.occupation_id = o.id and k.role in (${roles.map((r) => `'${r}'`).join(', ')}))`;
const HERE = `here as materialized (select o.*, ${STATUS_ON} as day_status from occupation o where o.commune_id = current_commune() and o.rank in ('principal', 'derived', 'without_title') and o.validated_at is not null)`;
/** The use of premises as rules of revision tell it (`useOf` in the domain); null where none speaks of the right. */
const USE = `case when o.type not in ('bail_habitation', 'bail_commercial', 'bail_professionnel', 'bail_rural', 'sous_location') then null when o.type = 'bail_habitation' or o.activity_kind = 'housing' then 'dwelling'
  when o.type in ('bail_commercial', 'bail_professionnel') or o.activity_kind in ('commercial', 'craft', 'industrial', 'professional') then 'business' else 'other' end`;
/** The first day after the term running on `:on`, as `termEnd` of the domain: renewals counted from the contract's own end. */
const MONTHS_PAST = `(extract(year from cast(:on as date)) * 12 + extract(month from cast(:on as date)) - extract(year from o.ends_on) * 12 - extract(month from o.ends_on))::integer`;
const TERM_END = `case when o.ends_on is null or o.ends_on > cast(:on as date) or not o.tacit_renewal then o.ends_on
  else (select min(e.day) from (select (o.ends_on + make_interval(months => (${MONTHS_PAST} / o.renewal_months + n) * o.renewal_months))::date as day from (values (0), (1)) v(n)) e where e.day > cast(:on as date)) end`;
/** One statement of each kind: `kind, id, day, facts`. A day of null is "now". */
const KINDS = [
  `select 'ending' as kind, o.id, o.held_until as day, jsonb_build_object('tacit', o.tacit_renewal) as facts from here o
    where o.day_status in ('active', 'notice', 'litigation') and o.held_until > cast(:on as date) and o.held_until <= cast(:on as date) + interval '12 months'`,
  // A tacitly renewed term that nobody ends in time runs on: the notice's own day is what matters, in each of its renewals.
  `select 'notice_due', o.id, (t.ends - make_interval(months => o.notice_months))::date, jsonb_build_object('endsOn', t.ends, 'months', o.notice_months, 'tacit', o.tacit_renewal) from here o cross join lateral (select ${TERM_END} as ends) t
    where o.day_status = 'active' and o.notice_given_on is null and o.ended_on is null and o.notice_months > 0 and t.ends > cast(:on as date) and t.ends - make_interval(months => o.notice_months) <= cast(:on as date) + interval '3 months'
      and t.ends - make_interval(months => o.notice_months) >= cast(:on as date) - interval '1 month'`,
  `select 'expired', o.id, o.held_until, '{}'::jsonb from here o where o.day_status = 'expired_occupied'`,
  // The commune's own dated rules say when: the contract's interval, then the one between two revisions (`earliestRevision` in the domain).
  // The leases are those of the screen of revisions: one whose term is over has its own alert, and no rent left to revise.
  `select 'revision_due', o.id, e.day, jsonb_build_object('last', coalesce(e.last, e.contract), 'rule', e.rule) from (
      select o.id, coalesce(o.signed_on, o.starts_on) as contract, l.last, r.code as rule, greatest((coalesce(o.signed_on, o.starts_on) + make_interval(months => r.contract))::date, (l.last + make_interval(months => r.apart))::date, r.since) as day
      from here o join occupation_term t on t.commune_id = o.commune_id and t.occupation_id = o.id and t.from_on <= cast(:on as date) and (t.to_on is null or t.to_on > cast(:on as date)) and t.amount_minor > 0 and t.kind <> 'free'
        cross join lateral (select coalesce(t.last_revised_on, case when t.from_on > o.starts_on then t.from_on end) as last) l
        join jsonb_to_recordset(cast(:rules as jsonb)) as r(code text, use text, contract integer, apart integer, since date) on r.use = ${USE}
      where o.day_status in ('active', 'notice', 'litigation') and (o.held_until is null or o.held_until > cast(:on as date)) and o.starts_on is not null and not o.free_of_charge
        and not exists (select from revision v where v.commune_id = o.commune_id and v.occupation_id = o.id and v.state in ('proposed', 'accepted'))) e join here o on o.id = e.id where e.day <= cast(:on as date)`,
  `select 'missing_act', o.id, null::date, jsonb_build_object('act', m.act) from here o cross join lateral (values ('publicity', ${LEASES} and not ${act('publicity', 'award')}),
      ('approval', ${LEASES} and o.ends_on > o.starts_on + interval '10 years' and not ${act('approval')}), ('decision', o.type in ('aot', 'permis_stationnement', 'permission_voirie', 'aot_droits_reels') and not ${act('decision', 'deliberation')}),
      ('handover', o.type = 'affectation' and not ${act('handover', 'decision')}), ('deliberation', o.type in ('mise_a_disposition', 'concession', 'affermage') and not ${act('deliberation', 'decision', 'award')})) m(act, missing)
    where m.missing and o.day_status <> 'ended'`,
  `select 'document_expired', o.id, d.valid_until, jsonb_build_object('title', d.title, 'document', d.id::text) from here o join document d on d.commune_id = o.commune_id and d.subject_kind = 'occupation' and d.subject_id = o.id and d.deleted_at is null
    where o.day_status <> 'ended' and d.valid_until < cast(:on as date) and not d.restricted`,
  // A due counts with its corrections: what was taken back is not unpaid.
  `select 'unpaid', o.id, u.oldest, jsonb_build_object('openMinor', u.open::text, 'dues', u.n, 'currency', o.currency) from (select x.occupation_id as id, min(x.due_on) as oldest, sum(x.owed - coalesce(l.paid, 0)) as open, count(*)::integer as n from (
        select coalesce(d.corrects, d.id) as root, min(d.occupation_id) as occupation_id, min(d.due_on) as due_on, sum(d.amount) as owed
        from ledger_due d where d.commune_id = current_commune() and d.occupation_id is not null and d.due_on < cast(:on as date) group by coalesce(d.corrects, d.id)) x
        left join lateral (select sum(a.amount) as paid from ledger_allocation a where a.commune_id = current_commune() and a.due_id = x.root) l on true
      where x.owed > coalesce(l.paid, 0) group by x.occupation_id) u join occupation o on o.commune_id = current_commune() and o.id = u.id`,
  `select 'conflict', o.id, min(c.from_on), jsonb_build_object('count', count(*)) from occupation o join occupation_conflict c on c.commune_id = o.commune_id and c.occupation_id = o.id and c.state = 'open' where o.commune_id = current_commune() group by o.id`,
  `select 'party_question', o.id, null::date, '{}'::jsonb from occupation o where o.commune_id = current_commune() and exists (select from occupation_party p where p.commune_id = o.commune_id and p.occupation_id = o.id and p.doubt)`,
];

/** Every alert of the day with its mark; `alert` is the table to read from. */
export const ALERTS = `with ${HERE}, raw as (${KINDS.join('\nunion all\n')}),
  keyed as (select r.*, r.kind || ':' || r.id || ':' || coalesce(r.day::text, r.facts->>'act', 'now') || case when r.kind = 'document_expired' then '-' || (r.facts->>'document') else '' end as key from raw r),
  alert as (select k.key, k.kind, k.id, k.day, k.facts, case when m.until is not null and m.until <= cast(:on as date) then null else m.state end as state, m.person_id, m.until, m.reason, m.marked_at
    from keyed k left join alert_mark m on m.commune_id = current_commune() and m.key = k.key)`;
