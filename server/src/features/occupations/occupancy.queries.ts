import { addDays, addMonths } from '@sommier/domain/shared';
import { occupancySpans, stateOfType, statusOn, rankOf, type Span, type Standing, type Timeline } from '@sommier/domain/occupations';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
interface Unit { assetId: string; code: string; name: string; nameAr: string | null; level: string | null }
type Right = Standing & { unit: string; reference: string; num: number; den: number };
/** A building with more units shows the first of them. */
const MOST = 300;

/** The state of a property and (when asked) of everything under it between two days: by default two years back, three ahead. */
export async function readTimeline(tx: Tx, id: string, q: { from?: string | undefined; to?: string | undefined; parts: 'yes' | 'no' }, day: string): Promise<z.output<typeof Timeline> | undefined> {
  const from = q.from ?? addMonths(day, -24), to = q.to !== undefined && q.to > from ? q.to : addMonths(day < from ? from : day, 36);
  const { rows: units } = await tx.raw(`with recursive part as (select a.id, 0 as depth from asset a where a.commune_id = current_commune() and a.id = :id
      union all select c.id, part.depth + 1 from part join asset c on c.commune_id = current_commune() and c.parent_id = part.id where :parts = 'yes' and part.depth < 32)
    select a.id as "assetId", a.code, a.name, a.name_ar as "nameAr", a.level from part join asset a on a.commune_id = current_commune() and a.id = part.id order by part.depth, a.code limit ${String(MOST + 1)}`,
  { id, parts: q.parts }) as Rows<Unit>;
  if (units.length === 0) return undefined;
  const shown = units.slice(0, MOST);
  const rights = await rightsOn(tx, shown.map((u) => u.assetId));
  return {
    from, to: to > from ? to : addDays(from, 1), today: day, truncated: units.length > MOST,
    units: shown.map((unit) => {
      const own = rights.filter((r) => r.unit === unit.assetId);
      return {
        ...unit, spans: occupancySpans(own, from, to).flatMap((s) => knownUpTo(s, day)),
        rights: own.filter((r) => (r.startsOn ?? r.foundOn ?? '') < to && (r.heldUntil === null || r.heldUntil > from || r.status !== 'ended')).map((r) => ({
          id: r.id, reference: r.reference, type: r.type, state: stateOfType(r.type, r.freeOfCharge), status: statusOn({ ...r, rank: rankOf(r.type) }, day), validated: r.validated,
          from: r.startsOn ?? r.foundOn, to: r.heldUntil, share: { num: r.num, den: r.den },
        })),
      };
    }),
  };
}

/** Who stays past a term is seen up to today; nobody says he will stay tomorrow. */
function knownUpTo(s: Span, day: string): Span[] {
  if (!s.expired || (s.to !== null && s.to <= addDays(day, 1))) return [s];
  const unknown: Span = { from: s.from > day ? s.from : addDays(day, 1), to: s.to, state: null, expired: false, standing: [] };
  return s.from > day ? [unknown] : [{ ...s, to: addDays(day, 1) }, unknown];
}

/** Every right on some units, as the occupancy of a day reads it. */
export async function rightsOn(tx: Tx, assetIds: readonly string[]): Promise<Right[]> {
  const { rows } = await tx.raw(`select u.asset_id as unit, u.share_num as num, u.share_den as den, o.id, o.reference, o.type, o.status, o.free_of_charge as "freeOfCharge", o.validated_at is not null as validated,
      o.starts_on as "startsOn", o.found_on as "foundOn", o.ends_on as "endsOn", o.ended_on as "endedOn", o.held_until as "heldUntil"
    from occupation_unit u join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id where u.commune_id = current_commune() and u.asset_id = any(cast(:ids as bigint[]))
    order by coalesce(o.starts_on, o.found_on), o.id`, { ids: `{${assetIds.join(',')}}` }) as Rows<Omit<Right, 'share'>>;
  return rows.map((r) => ({ ...r, share: { num: r.num, den: r.den } }));
}
