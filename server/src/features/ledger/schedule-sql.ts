/**
 * What the contracts say is due, as rows: the set-based twin of `schedule` in domain/src/ledger, held equal to it by tests/ledger/differential.test.ts.
 *
 * It reads the temporary table `scope_rows` of the caller: `(occ, floor, upto, changed)`: the occupations asked for, the last day a due may be payable on,
 * and the day up to which dues are not wanted (null: all of them).
 * Answers (occ, kind, period_from, period_to, due_on, amount), amounts above zero only. An amount has grown by a day to the rounded part of the
 * period gone by; a stretch owes what has grown over it (half away from zero: (2n + d) / 2d on whole numbers).
 * `offset 0`: days are reckoned once, not at each mention of them.
 */
const grown = (day: string): string => `(case when k.prorata = 'thirtieth'
    then (2 * :price: * ledger_thirtieths(k.anchor, k.n * k.months, k.months, ${day}) + 30 * k.months) / (60 * k.months)
    else (2 * :price: * (${day} - k.p_from) + (k.p_to - k.p_from)) / (2 * (k.p_to - k.p_from)) end)`;
/** The part of a price that a stretch [a, b) of its period owes. */
const part = (price: string): string => `case when k.prorata = 'full' or (k.a = k.p_from and k.b = k.p_to) then k.${price}
    else ${grown('k.b').replaceAll(':price:', `k.${price}`)} - ${grown('k.a').replaceAll(':price:', `k.${price}`)} end`;

/** The occupations that owe anything by a schedule: rights in force or past, written by somebody, not free. Columns: occ, starts, ends. */
export const BILLED = `select o.id as occ, o.starts_on as starts,
    case when b.after_end then o.ended_on else o.held_until end as ends
  from occupation o left join ledger_billing b on b.commune_id = o.commune_id and b.occupation_id = o.id
  where o.commune_id = current_commune() and o.validated_at is not null and o.status <> 'draft' and o.rank in ('principal', 'derived') and not o.free_of_charge and o.starts_on is not null`;

/** @param changed the occupations of the scope to answer for: those whose terms changed since their last call, or the others */
export const expected = (changed: boolean): string => `
  select g.occ, v.kind, g.p_from as period_from, g.p_to as period_to, g.due_on, v.amount from (
    select k.occ, k.floor, k.upto, k.p_from, k.p_to,
      case when k.due_when = 'advance' then greatest(ledger_due_date(k.p_from, k.due_day), max(k.key_lo), k.p_from) else ledger_due_date(least(k.p_to, max(k.key_hi)), k.due_day) end as due_on,
      case when k.prorata = 'full' then max(k.rent) else sum(k.rent)::bigint end as rent, case when k.prorata = 'full' then max(k.charge) else sum(k.charge)::bigint end as charge
    from (
      select k.occ, k.floor, k.upto, k.prorata, k.due_when, k.due_day, k.months, k.anchor, k.p_from, k.p_to, k.key_lo, k.key_hi, ${part('amount')} as rent, case when k.charges = 0 then 0 else ${part('charges')} end as charge
      from (
        select p.*, greatest(p.p_from, p.lo) as a, least(p.p_to, p.hi) as b from (
          select t.*, s.n, (t.anchor + make_interval(months => s.n * t.months))::date as p_from, (t.anchor + make_interval(months => (s.n + 1) * t.months))::date as p_to
          from (
            select r.*, min(r.lo) over w as key_lo, max(r.hi) over w as key_hi,
              ((extract(year from greatest(r.lo, coalesce(r.floor - make_interval(months => r.months + 2), '-infinity')::date)) - extract(year from r.anchor)) * 12
                + extract(month from greatest(r.lo, coalesce(r.floor - make_interval(months => r.months + 2), '-infinity')::date)) - extract(month from r.anchor))::integer as m0,
              ((extract(year from least(r.hi, r.upto)) - extract(year from r.anchor)) * 12 + extract(month from least(r.hi, r.upto)) - extract(month from r.anchor))::integer as m1
            from (
              select b.occ, t.prorata, x.floor, x.upto, case t.period when 'month' then 1 when 'quarter' then 3 when 'semester' then 6 else 12 end as months, t.due_when,
                t.due_day::integer as due_day, coalesce(t.anchor_on, date '2000-01-01') as anchor,
                greatest(t.from_on, b.starts) as lo, least(coalesce(t.to_on, 'infinity'), coalesce(b.ends, 'infinity')) as hi, t.amount_minor as amount, t.charges_minor as charges
              from (${BILLED}) b join scope_rows x on x.occ = b.occ and x.changed is ${changed} join occupation_term t on t.commune_id = current_commune() and t.occupation_id = b.occ
              where greatest(t.from_on, b.starts) < least(coalesce(t.to_on, 'infinity'), coalesce(b.ends, 'infinity'))
            ) r window w as (partition by r.occ, r.months, r.due_when, r.due_day, r.prorata, r.anchor)
          ) t cross join lateral generate_series(floor(t.m0 / t.months::float8)::integer - 1, floor(t.m1 / t.months::float8)::integer) as s(n) offset 0
        ) p where p.p_to > p.lo and p.p_from < p.hi and p.p_from <= p.upto offset 0
      ) k
    ) k group by k.occ, k.floor, k.upto, k.prorata, k.due_when, k.due_day, k.months, k.anchor, k.p_from, k.p_to offset 0
  ) g cross join lateral (values ('rent', g.rent), ('charges', g.charge)) as v(kind, amount)
  where v.amount > 0 and g.due_on <= g.upto and (g.floor is null or g.due_on > g.floor)`;
