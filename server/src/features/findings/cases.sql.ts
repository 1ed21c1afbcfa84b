import { FINDING_RULES, type FindingCode } from '@sommier/domain/findings';
import { GAINFUL_KINDS, LEASE_TYPES, PERMIT_TYPES } from '@sommier/domain/occupations';

const words = (list: readonly string[]): string => list.map((w) => `'${w}'`).join(', ');
const LEASES = `o.type in (${words(LEASE_TYPES)})`;
const PUBLIC = `a.domain_class like 'public%'`, PRIVATE = `a.domain_class like 'prive%'`;
const ACT = (...roles: string[]): string => `exists (select from occupation_act k where k.commune_id = o.commune_id and k.occupation_id = o.id and k.role in (${words(roles)}))`;
/** One line for each unit of a right that stands on the day, drafts that an import left to decide included: what is there is what an auditor looks for. */
const RIGHTS = `here o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id join asset a on a.commune_id = u.commune_id and a.id = u.asset_id`;
/** Yearly rent of the day in minor units. */
const YEARLY = `(select t.amount_minor * case t.period when 'month' then 12 when 'quarter' then 4 when 'semester' then 2 else 1 end from occupation_term t where t.commune_id = o.commune_id and t.occupation_id = o.id
  and t.kind <> 'free' and t.from_on <= cast(:on as date) and (t.to_on is null or t.to_on > cast(:on as date)) limit 1)`;
const REGISTER = 'coalesce(a.built_area_m2, a.land_area_m2)::float8';
const T = String(FINDING_RULES.areaTolerance);
const apart = (x: string, y: string): string => `(${x} is not null and ${y} is not null and abs(${x} - ${y}) > ${T} * greatest(${x}, ${y}))`;

interface Case { from: string; where: string; facts: string; own?: true }
/** What each case asks of the register, as SQL over the rights `o`, their units `u` and the properties `a`. `own` cases are of a property alone. */
export const CASES: Readonly<Record<FindingCode, Case>> = {
  free_commercial: { from: RIGHTS, where: `o.type <> 'sans_titre' and o.free_of_charge and o.activity_kind in (${words(GAINFUL_KINDS)})`, facts: `'activity', o.activity, 'activityKind', o.activity_kind` },
  no_publicity: { from: RIGHTS, where: `${LEASES} and not ${ACT('publicity', 'award')}`, facts: `'startsOn', o.starts_on, 'signedOn', o.signed_on` },
  no_contract: {
    from: RIGHTS, where: `(${LEASES} or o.type in ('mise_a_disposition', 'concession', 'affermage')) and (o.written is false or (o.written is null and o.signed_on is null
      and not exists (select from document d where d.commune_id = o.commune_id and d.subject_kind = 'occupation' and d.subject_id = o.id and d.deleted_at is null and d.kind in ('agreement', 'deed'))))`,
    facts: `'written', o.written, 'activityKind', o.activity_kind`,
  },
  venue_without_convention: { from: RIGHTS, where: `o.activity_kind in ('sport', 'cultural') and (o.type = 'sans_titre' or (o.type = 'mise_a_disposition' and o.written is not true and not ${ACT('deliberation', 'decision')}))`, facts: `'activity', o.activity` },
  sublet: { from: RIGHTS, where: `(o.sublet_found_on is not null and o.sublet_allowed is not true) or (o.sublet_allowed is not true and exists (select from occupation s where s.commune_id = o.commune_id and s.parent_id = o.id and s.type = 'sous_location'))`,
    facts: `'foundOn', o.sublet_found_on, 'allowed', o.sublet_allowed, 'evidence', o.sublet_evidence` },
  area_differs: { from: RIGHTS, where: `u.share_num = u.share_den and u.area_m2 is not null and (${apart('u.area_m2::float8', REGISTER)} or ${apart('u.area_m2::float8', 'a.drawn_area_m2')})`,
    facts: `'contractM2', u.area_m2::float8, 'registerM2', ${REGISTER}, 'drawnM2', round(a.drawn_area_m2::numeric, 2)::float8` },
  long_lease_unapproved: { from: RIGHTS, where: `(${LEASES} or o.type = 'mise_a_disposition') and not ${ACT('approval')} and o.starts_on is not null
      and coalesce(o.ends_on, cast(:on as date)) > o.starts_on + interval '${String(FINDING_RULES.longLeaseYears)} years'`, facts: `'startsOn', o.starts_on, 'endsOn', o.ends_on` },
  rent_never_revised: {
    from: `${RIGHTS} cross join lateral (select min(t.from_on) as first, max(greatest(t.last_revised_on, case when t.kind = 'revision' then t.from_on end)) as revised from occupation_term t
      where t.commune_id = o.commune_id and t.occupation_id = o.id and t.kind <> 'free') r`,
    where: `r.first is not null and greatest(coalesce(r.revised, r.first), r.first) < cast(:on as date) - interval '${String(FINDING_RULES.revisionYears)} years'`, facts: `'since', coalesce(r.revised, r.first), 'revised', r.revised is not null, 'yearlyMinor', ${YEARLY}::text, 'currency', o.currency`,
  },
  derisory_rent: {
    from: `${RIGHTS} join median_m2 m on m.activity_kind = o.activity_kind and m.n >= ${String(FINDING_RULES.derisoryCompared)} cross join lateral (select ${YEARLY} / u.area_m2::float8 as per) y`,
    where: `u.area_m2 > 0 and not o.free_of_charge and y.per < ${String(FINDING_RULES.derisoryPart)} * m.middle`, facts: `'perM2Minor', round(y.per::numeric)::text, 'medianMinor', round(m.middle::numeric)::text, 'compared', m.n, 'currency', o.currency`,
  },
  permit_on_private: { from: RIGHTS, where: `o.type in (${words(PERMIT_TYPES)}) and ${PRIVATE}`, facts: `'domainClass', a.domain_class` },
  public_without_permit: { from: RIGHTS, where: `o.type = 'sans_titre' and ${PUBLIC}`, facts: `'areaM2', u.area_m2::float8, 'foundOn', o.found_on, 'activity', o.activity` },
  lease_on_public: { from: RIGHTS, where: `${LEASES} and ${PUBLIC}`, facts: `'domainClass', a.domain_class` },
  building_on_foreign_land: {
    from: `asset a left join asset g on g.commune_id = a.commune_id and g.id = a.parent_id`, own: true,
    where: `a.commune_id = current_commune() and (a.nature = 'building' or a.level = 'building') and coalesce(a.status, 'active') not in ('disposed', 'demolished', 'deactivated')
      and (a.domain_class in ('tiers_occupe_par_commune', 'etat_mis_a_disposition') or g.domain_class in ('tiers_occupe_par_commune', 'etat_mis_a_disposition'))`,
    facts: `'domainClass', a.domain_class, 'land', g.code, 'landClass', g.domain_class`,
  },
  expired_occupied: { from: RIGHTS, where: `o.day_status = 'expired_occupied'`, facts: `'endsOn', o.ends_on, 'yearlyMinor', ${YEARLY}::text, 'currency', o.currency` },
  occupied_without_title: { from: RIGHTS, where: `o.type = 'sans_titre' and a.domain_class is distinct from 'x' and not coalesce(${PUBLIC}, false)`, facts: `'areaM2', u.area_m2::float8, 'foundOn', o.found_on, 'activity', o.activity` },
  // Set-wise over the ledger; a due counts with its corrections. Rights that ended are looked at too: what they owe stays owed.
  rent_not_collected: {
    from: `(select x.occupation_id as id, min(x.due_on) as oldest, sum(x.owed - coalesce(l.paid, 0)) as open from (select coalesce(d.corrects, d.id) as root, min(d.occupation_id) as occupation_id, min(d.due_on) as due_on, sum(d.amount) as owed from ledger_due d
        where d.commune_id = current_commune() and d.occupation_id is not null and d.kind <> 'refund' and d.due_on < cast(:on as date) - ${String(FINDING_RULES.unpaidDays)} group by coalesce(d.corrects, d.id)) x
      left join (select a.due_id, sum(a.amount) as paid from ledger_allocation a where a.commune_id = current_commune() and a.on_day <= cast(:on as date) group by a.due_id) l on l.due_id = x.root where x.owed > coalesce(l.paid, 0) group by x.occupation_id) m
      join occupation o on o.commune_id = current_commune() and o.id = m.id left join lateral (select t.* from occupation_unit u join asset t on t.commune_id = u.commune_id and t.id = u.asset_id where u.commune_id = o.commune_id and u.occupation_id = o.id order by t.code limit 1) a on true`,
    where: 'true', facts: `'since', m.oldest, 'openMinor', m.open::text, 'endsOn', o.held_until, 'currency', o.currency`,
  },
  rights_not_recorded: {
    from: RIGHTS, where: `o.rank in ('principal', 'derived') and o.type not in ('mise_a_disposition', 'affectation') and not o.free_of_charge
      and not exists (select from occupation_term t where t.commune_id = o.commune_id and t.occupation_id = o.id and t.amount_minor > 0)`, facts: `'startsOn', o.starts_on, 'activity', o.activity`,
  },
  billboard_without_permit: { from: RIGHTS, where: `o.activity_kind = 'advertising' and (o.type = 'sans_titre' or not ${ACT('decision', 'award', 'deliberation')})`, facts: `'type', o.type` },
};
