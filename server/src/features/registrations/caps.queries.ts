import { capState, type CapRow, type CapState } from '@sommier/domain/registrations';
import type { Tx } from '../../platform/db/index.ts';
import { readRules } from './registrations.queries.ts';

type Rows<T> = { rows: T[] };
interface Raw { key: string; number: string; cap: number; declared: number | null; reported: number | null; estimated: number | null; listings: CapRow['listings'] | null }

/**
 * Nights of a year by registration number against its cap: the registration's own, else the commune's. Declared and reported nights come from the facts of activity, each counted for its
 * days in the year; of several listings under one number the estimate is that of the fullest, never their sum. Only what nears or passes a cap, or warns.
 */
export async function readCaps(tx: Tx, q: { year: number; state?: CapState | undefined; page: number; size: number }): Promise<{ total: number; rows: CapRow[] }> {
  const { rules } = await readRules(tx);
  const part = `greatest(0, least(f.period_to, make_date(:year + 1, 1, 1)) - greatest(f.period_from, make_date(:year, 1, 1)))::float8 / nullif(f.period_to - f.period_from, 0)`;
  const { rows } = await tx.raw(`with told as materialized (select regexp_replace(upper(u.registration), '[^[:alnum:]]+', '', 'g') as key, u.registration as number, sum(f.nights * ${part}) filter (where f.source = 'declared') as declared, sum(f.nights * ${part}) filter (where f.source = 'reported') as reported
        from activity_fact f join activity_unit u on u.commune_id = f.commune_id and u.id = f.unit_id where f.commune_id = current_commune() and f.state = 'counted' and f.kind in ('stay', 'lodging') and f.nights is not null and u.registration is not null
          and f.period_from < make_date(:year + 1, 1, 1) and f.period_to > make_date(:year, 1, 1) group by 1, 2),
      shown as materialized (select c.number_key as key, max(l.license) as number, max(l.estimated_nights) as estimated, jsonb_agg(jsonb_build_object('id', l.id::text, 'platform', l.platform, 'externalId', l.external_id, 'title', l.name) order by l.estimated_nights desc, l.id) as listings
        from registration_check c join listing l on l.commune_id = c.commune_id and l.id = c.listing_id where c.commune_id = current_commune() and c.number_key is not null group by 1)
    select coalesce(t.key, s.key) as key, coalesce(r.number, t.number, s.number) as number, coalesce(r.night_cap, cast(:cap as integer)) as cap, round(t.declared) as declared, round(t.reported) as reported, s.estimated, s.listings
    from told t full join shown s on s.key = t.key left join registration r on r.commune_id = current_commune() and r.number_key = coalesce(t.key, s.key)
    where coalesce(r.night_cap, cast(:cap as integer)) is not null and (t.declared >= 0.9 * coalesce(r.night_cap, cast(:cap as integer)) or s.estimated > coalesce(r.night_cap, cast(:cap as integer)))
    order by t.declared desc nulls last, s.estimated desc nulls last, 1 limit 2000`, { year: q.year, cap: rules.nightCap }) as Rows<Raw>;
  const judged = rows.flatMap((r): CapRow[] => {
    const [declared, reported] = [r.declared === null ? null : Number(r.declared), r.reported === null ? null : Number(r.reported)];
    const state = capState(r.cap, declared, r.estimated);
    return state === null || (q.state !== undefined && q.state !== state) ? [] : [{ number: r.number, cap: r.cap, declared, reported, estimated: r.estimated, state, listings: (r.listings ?? []).slice(0, 20) }];
  });
  return { total: judged.length, rows: judged.slice((q.page - 1) * q.size, q.page * q.size) };
}
