import type { ActivityFact, FactKind, FactSource } from '@sommier/domain/activity';
import { CERTAIN_SHARE } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';

/** What a tax run, a declaration or a control asks for. Periods are half-open; a fact belongs to the period it begins in. */
export interface FactQuestion {
  kinds?: readonly FactKind[];
  sources?: readonly FactSource[];
  from: string;
  to: string;
  taxpayerId?: string;
  operatorId?: string;
  unitId?: string;
  /** The set whose zones the facts are placed in; without it no zone is told. */
  zoneSetId?: string;
  /** Facts after this id, in the order of ids: how a long run reads on. */
  after?: string;
  /** Only these. */
  ids?: readonly string[];
  limit?: number;
}

const DISC = 'st_buffer(f.place::geography, f.radius)::geometry';
/**
 * The zone of a fact in one set: the one its author names, else the one that holds its place; a disc that several zones share is possible in the greatest part.
 * Reckoned when read, so that a zone redrawn is never stale.
 */
const ZONE = `left join lateral (
    select z.id as zone_id, z.label, case when f.stated or f.radius = 0 then 1 else st_area(st_intersection(z.geom, ${DISC})) / nullif(st_area(${DISC}), 0) end as share,
      case when f.stated then 'stated' when f.radius = 0 then 'place' else 'disc' end as evidence
    from zone z where z.commune_id = current_commune() and z.set_id = :set and case when f.stated then z.label = f.zone_label or z.label_ar = f.zone_label
      else f.place is not null and z.geom && st_expand(f.place, (f.radius + 1) / 60000) and case when f.radius = 0 then st_intersects(z.geom, f.place) else st_intersects(z.geom, ${DISC}) end end
    order by share desc nulls last, z.id limit 1) z on true`;

/** Counted facts in the order of their ids, at most `limit` (1000). Money, counts and places as they stand; names are the parties' own reading. */
export async function readFacts(tx: Tx, q: FactQuestion): Promise<ActivityFact[]> {
  const { rows } = await tx.raw(`select f.id, f.kind, f.source, f.state, f.origin, f.fact_key as key, f.batch_id as "batchId", f.version, f.period_from as "from", f.period_to as "to", f.hour, f.platform,
      f.unit_id as "unitId", f.taxpayer_id as "taxpayerId", f.operator_id as "operatorId", f.lodging_class as "lodgingClass", f.vehicle_type as "vehicleType", f.goods, f.population, f.redacted,
      f.nights, f.guests, f.rooms, f.guest_groups as "guestGroups", f.contract_on as "contractOn", f.currency, f.price_minor::text as "priceMinor", f.fees_minor::text as "feesMinor", f.tax_minor::text as "taxMinor",
      f.vehicles, f.per, f.fleet, f.trips::integer as trips, f.riders::integer as riders, f.km::text as km, f.deliveries::integer as deliveries, f.activities, f.detail,
      ${q.zoneSetId === undefined ? 'null' : `case when z.zone_id is null then null else jsonb_build_object('zoneId', z.zone_id::text, 'zone', z.label, 'share', z.share, 'evidence', z.evidence,
        'certainty', case when z.share >= ${CERTAIN_SHARE} then 'certain' else 'possible' end) end`} as zone
    from (select a.*, a.zone_label is not null as stated, coalesce(a.geom, u.geom) as place, coalesce(case when a.geom is null then u.uncertainty_m else a.uncertainty_m end, 0) as radius
      from activity_fact a left join activity_unit u on u.commune_id = a.commune_id and u.id = a.unit_id
      where a.commune_id = current_commune() and a.state = 'counted' and a.period_from >= cast(:from as date) and a.period_from < cast(:to as date)
        and (cast(:kinds as text[]) is null or a.kind = any (cast(:kinds as text[]))) and (cast(:sources as text[]) is null or a.source = any (cast(:sources as text[])))
        and (cast(:taxpayer as bigint) is null or a.taxpayer_id = :taxpayer) and (cast(:operator as bigint) is null or a.operator_id = :operator) and (cast(:unit as bigint) is null or a.unit_id = :unit)
        ${q.ids === undefined ? '' : 'and a.id = any (cast(:ids as bigint[]))'} and a.id > cast(:after as bigint) order by a.id limit :limit) f
    ${q.zoneSetId === undefined ? '' : ZONE} order by f.id`, {
    from: q.from, to: q.to, kinds: q.kinds ? [...q.kinds] : null, sources: q.sources ? [...q.sources] : null, taxpayer: q.taxpayerId ?? null, operator: q.operatorId ?? null, unit: q.unitId ?? null,
    after: q.after ?? '0', ...(q.ids === undefined ? {} : { ids: `{${q.ids.join(',')}}` }), limit: q.limit ?? 1000, ...(q.zoneSetId === undefined ? {} : { set: q.zoneSetId }),
  }) as { rows: ActivityFact[] };
  return rows;
}
