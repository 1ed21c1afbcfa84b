import { ALERT_KINDS, ALERT_WITHIN, type AlertFilter, type AlertKind, type AlertRow } from '@sommier/domain/alerts';
import { ruleFor, RULE_USES } from '@sommier/domain/revisions';
import { addMonths } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { heldRules } from '../revisions/index.ts';
import { ALERTS } from './alerts.sql.ts';

type Rows<T> = { rows: T[] };
/** The rules of revision in force on a day, as the statement reads them: one row a use. */
async function rulesOn(tx: Tx, on: string): Promise<string> {
  const { country, rules } = await heldRules(tx);
  return JSON.stringify(RULE_USES.flatMap((use) => {
    const rule = ruleFor(rules.map((r) => r.rule), country ?? '', use, on);
    return rule === undefined ? [] : [{ code: rule.code, use, contract: rule.monthsFromContract, apart: rule.monthsBetween, since: rule.from }];
  }));
}

/** How many of each kind are open, given or set aside, and the terms near by. */
export async function countAlerts(tx: Tx, on: string) {
  const { rows } = await tx.raw(`${ALERTS} select kind, (count(*) filter (where state is null))::integer as open, (count(*) filter (where state = 'assigned'))::integer as assigned, (count(*) filter (where state = 'dismissed'))::integer as dismissed,
      (count(*) filter (where state is null and day <= :m3))::integer as n3, (count(*) filter (where state is null and day <= :m6))::integer as n6 from alert group by kind`, { on, rules: await rulesOn(tx, on), m3: addMonths(on, 3), m6: addMonths(on, 6) }) as
    Rows<{ kind: AlertKind; open: number; assigned: number; dismissed: number; n3: number; n6: number }>;
  const of = (kind: AlertKind) => rows.find((r) => r.kind === kind);
  const ending = of('ending');
  return {
    on, counts: ALERT_KINDS.map((kind) => { const r = of(kind); return { kind, open: r?.open ?? 0, assigned: r?.assigned ?? 0, dismissed: r?.dismissed ?? 0 }; }),
    ending: ALERT_WITHIN.map((within) => ({ within, count: within === '3' ? ending?.n3 ?? 0 : within === '6' ? ending?.n6 ?? 0 : ending?.open ?? 0 })),
  };
}

const MARKED: Record<AlertFilter['marked'], string> = { open: 'x.state is null', dismissed: `x.state = 'dismissed'`, assigned: `x.state = 'assigned'`, mine: `x.state = 'assigned' and x.person_id = cast(:me as bigint)`, all: 'true' };
type Row = Omit<AlertRow, 'mark'> & { state: 'dismissed' | 'assigned' | null; person: string | null; personId: string | null; until: string | null; reason: string | null; at: Date | null };

/** The alerts of a filter by page, nearest day first. */
export async function readAlerts(tx: Tx, f: AlertFilter & { page: number; size: number }, on: string, me: string): Promise<{ total: number; rows: AlertRow[] }> {
  const where = `${MARKED[f.marked]}${f.kind === undefined ? '' : ' and x.kind = :kind'} and (x.kind <> 'ending' or x.day <= cast(:near as date))`;
  const bind = { on, rules: await rulesOn(tx, on), near: addMonths(on, Number(f.within)), ...(f.kind === undefined ? {} : { kind: f.kind }), ...(f.marked === 'mine' ? { me } : {}) };
  const { rows: [n] } = await tx.raw(`${ALERTS} select count(*)::integer as total from alert x where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`${ALERTS} select x.key, x.kind, o.id as "occupationId", o.reference, o.type, u.id as "assetId", u.code as "assetCode", u.name as "assetName", x.day, x.facts, x.state, p.name as person, x.person_id as "personId", x.until, x.reason, x.marked_at as at
    from (select * from alert x where ${where} order by x.day nulls last, x.key limit :size offset :skip) x join occupation o on o.commune_id = current_commune() and o.id = x.id left join person p on p.id = x.person_id
      left join lateral (select a.id, a.code, a.name from occupation_unit ou join asset a on a.commune_id = ou.commune_id and a.id = ou.asset_id where ou.commune_id = o.commune_id and ou.occupation_id = o.id order by a.code limit 1) u on true
    order by x.day nulls last, x.key`, { ...bind, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Row>;
  return { total: n?.total ?? 0, rows: rows.map(({ state, person, personId, until, reason, at, ...r }) => ({ ...r, mark: state === null ? null : { state, person, personId, until, reason: reason ?? '', at: at?.toISOString() ?? '' } })) };
}

/** People of the commune who may act on an occupation. */
export async function readAssignees(tx: Tx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.raw(`select p.id, p.name from membership m join person p on p.id = m.person_id where m.commune_id = current_commune() and m.disabled_at is null and p.disabled_at is null and m.role in ('agent', 'officer', 'manager', 'admin') order by p.name`) as Rows<{ id: string; name: string }>;
  return rows;
}
