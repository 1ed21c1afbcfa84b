import { SAN_FRANCISCO } from '@sommier/domain/listings';
import type { FigureRow, FIGURE_SORTS, Figures } from '@sommier/domain/activity';
import { daysBetween } from '@sommier/domain/shared';
import { partyNames } from '../parties/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { model, nightsAt, present } from './present.sql.ts';

export interface FigureQuestion { from: string; to: string; platform?: string | undefined; gapsOnly: boolean; sort: (typeof FIGURE_SORTS)[number]; page: number; size: number; personal: boolean; currency: string }
const ORDER = { expected: 'expected desc nulls last, gap desc', gap: 'gap desc, expected desc nulls last', label: 'label' } as const;

/**
 * Declared, reported and estimated of each unit over a period, side by side and never added. The gap is what is reported over what is declared, else the low estimate
 * over it; the turnover it stands for ranks the control. Amounts in other currencies are counted apart, not converted.
 */
export async function figures(tx: Tx, q: FigureQuestion): Promise<Figures> {
  const { reviewRateLow, reviewRateHigh } = SAN_FRANCISCO;
  const p = present({ on: q.to, platform: q.platform });
  const scale = Math.min(1, daysBetween(q.from, q.to) / 365);
  const bind = { ...p.bind, from: q.from, to: q.to, currency: q.currency, scale, size: q.size, skip: (q.page - 1) * q.size, platform: q.platform ?? null };
  const rows = `with ${p.sql},
    said as (select f.unit_id, sum(f.nights) filter (where f.source = 'declared') as d_nights, sum(f.nights) filter (where f.source = 'reported') as r_nights,
        sum(f.price_minor) filter (where f.source = 'declared' and f.currency = :currency) as d_minor, sum(f.price_minor) filter (where f.source = 'reported' and f.currency = :currency) as r_minor, count(*) filter (where f.currency <> :currency)::integer as others
      from activity_fact f where f.commune_id = current_commune() and f.state = 'counted' and f.kind in ('stay', 'lodging') and f.unit_id is not null and f.source <> 'observed' and f.period_from >= cast(:from as date) and f.period_from < cast(:to as date) group by 1),
    u as (select n.id, n.listing_id, n.name, n.address, n.registration, n.platform, n.host_id, s.* from said s join activity_unit n on n.commune_id = current_commune() and n.id = s.unit_id where cast(:platform as text) is null or n.platform = :platform),
    e as (select id as listing, platform, license, price_minor, nights * cast(:scale as float8) as est, ${nightsAt(reviewRateHigh)} * cast(:scale as float8) as low, ${nightsAt(reviewRateLow)} * cast(:scale as float8) as high from present where reviews > 0),
    joined as (select u.id as unit, coalesce(u.listing_id, e.listing) as listing, coalesce(u.platform, e.platform) as platform, coalesce(u.registration, e.license) as registration, u.host_id, coalesce(u.name, u.address, (select l.name from listing l where l.commune_id = current_commune() and l.id = coalesce(u.listing_id, e.listing)), u.registration, '') as label,
        u.d_nights, u.r_nights, u.d_minor, u.r_minor, coalesce(u.others, 0) as others, e.est, e.low, e.high, e.price_minor from u full join e on e.listing = u.listing_id),
    gaps as (select *, case when r_nights is not null then greatest(r_nights - coalesce(d_nights, 0), 0) when low is not null then greatest(round(low) - coalesce(d_nights, 0), 0) else 0 end::integer as gap,
        case when r_nights is not null then 'reported' when low is not null then 'estimated' else 'none' end as gap_from from joined),
    priced as (select *, case when gap = 0 then 0 when gap_from = 'reported' and r_minor is not null and r_nights > 0 then round(r_minor::numeric * gap / r_nights) when price_minor is not null then round(price_minor::numeric * gap) end as expected from gaps)`;
  const shown = q.gapsOnly ? 'where gap > 0' : '';
  const { rows: [sums] } = await tx.raw(`${rows} select count(*)::integer as units, count(d_nights)::integer as declared, count(r_nights)::integer as reported, count(*) filter (where gap > 0)::integer as "withGap", coalesce(sum(gap), 0)::integer as "gapNights",
    coalesce(sum(expected), 0)::text as "expectedMinor", coalesce(sum(others), 0)::integer as "otherCurrencies", (count(*) ${q.gapsOnly ? 'filter (where gap > 0)' : ''})::integer as total from priced`, bind) as { rows: (Figures['sums'] & { total: number })[] };
  const { rows: list } = await tx.raw(`${rows} select unit as "unitId", listing as "listingId", label, platform, registration, host_id as "hostId", d_nights::integer as "declaredNights", r_nights::integer as "reportedNights", round(est)::integer as "estimatedNights", round(low)::integer as "estimatedLow", round(high)::integer as "estimatedHigh",
      d_minor::text as "declaredMinor", r_minor::text as "reportedMinor", round(est * price_minor)::bigint::text as "estimatedMinor", gap as "gapNights", gap_from as "gapFrom", expected::bigint::text as "expectedMinor"
    from priced ${shown} order by ${ORDER[q.sort]}, unit, listing limit :size offset :skip`, bind) as { rows: Omit<FigureRow, 'host'>[] };
  const names = await partyNames(tx, list.flatMap((r) => r.hostId ?? []), q.personal);
  const { total = 0, ...all } = sums ?? { units: 0, declared: 0, reported: 0, withGap: 0, gapNights: 0, expectedMinor: '0', otherCurrencies: 0, total: 0 };
  return { from: q.from, to: q.to, model: model(), total, page: q.page, size: q.size, sums: all, rows: list.map((r) => ({ ...r, host: r.hostId === null ? null : names.get(r.hostId)?.name ?? null })) };
}
