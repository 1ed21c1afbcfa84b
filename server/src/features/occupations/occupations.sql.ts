import { DERIVED_TYPES, VACANCY_TYPES } from '@sommier/domain/occupations';

const words = (list: readonly string[]): string => list.map((w) => `'${w}'`).join(', ');

/** The status on the day `:on`, as `statusOn` of the domain says it (a test holds the two together). `o` is the right. */
export const STATUS_ON = `case when o.status in ('active', 'notice') and o.held_until <= cast(:on as date)
  then case when o.ended_on is not null or o.rank not in ('principal', 'derived') then 'ended' else 'expired_occupied' end else o.status end`;

/** SQL of the reference a right without one is given: its own number, never cut. */
export const madeReference = (id: string): string => `'OC-' || lpad(${id}::text, greatest(6, length(${id}::text)), '0')`;

/** The group of a right, as `stateOfType` of the domain says it. */
export const STATE = `case when o.type = 'sans_titre' then 'without_title' when o.type in (${words(VACANCY_TYPES)}) then 'vacant' when o.type = 'affectation' then 'own'
  when o.free_of_charge then 'free' when o.type in ('aot', 'permis_stationnement', 'permission_voirie', 'aot_droits_reels', 'concession', 'affermage', '${DERIVED_TYPES[1]}') then 'permit' else 'let' end`;

/** From when a fact stands: its start, else the day an occupation without title was found. */
export const SINCE = `coalesce(o.starts_on, case when o.type = 'sans_titre' then o.found_on end)`;

/** Whether it stands on the day `:on`, past its term included; drafts do not. As `standsOn` of the domain. */
export const STANDS = `(o.validated_at is not null and o.status <> 'draft' and (${SINCE} <= cast(:on as date) or (${SINCE} is null and o.type = 'sans_titre'))
  and (o.held_until is null or o.held_until > cast(:on as date) or (o.rank in ('principal', 'derived') and o.ended_on is null and o.status <> 'ended')))`;

/** The term in force on the day, or nothing; past its end it is owed by who stays, until somebody ends the right. */
export const RENT_ON = `(select jsonb_build_object('amountMinor', t.amount_minor::text, 'chargesMinor', t.charges_minor::text, 'currency', t.currency, 'period', t.period) from occupation_term t
  where t.commune_id = o.commune_id and t.occupation_id = o.id and t.from_on <= cast(:on as date) and (t.to_on is null or t.to_on > cast(:on as date)) and (o.ended_on is null or o.ended_on > cast(:on as date)) limit 1)`;

export const ROW = `o.id, o.reference, o.type, o.rank, ${STATE} as state, ${STATUS_ON} as status, o.parent_id as "parentId", o.activity, o.activity_kind as "activityKind", o.free_of_charge as "freeOfCharge",
  o.starts_on as "startsOn", o.ends_on as "endsOn", o.ended_on as "endedOn", o.held_until as "heldUntil", o.tacit_renewal as "tacitRenewal", ${RENT_ON} as rent, o.validated_at is not null as validated,
  (select count(*)::integer from occupation_conflict c where c.commune_id = o.commune_id and c.state = 'open' and (c.occupation_id = o.id or c.other_id = o.id)) as conflicts, o.version`;
