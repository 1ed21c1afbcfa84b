/** Money of a due `d` (the first of its tax, party and period) as laterals: what was issued, reductions, penalties on it, what came, what is open. */
export const CLAIM_MONEY = `
  cross join lateral (select d.amount + coalesce(sum(c.amount) filter (where c.amount > 0), 0)::bigint as assessed, coalesce(sum(c.amount) filter (where c.amount < 0), 0)::bigint as corrected
    from ledger_due c where c.commune_id = d.commune_id and c.corrects = d.id) k
  cross join lateral (select coalesce(sum(l.amount), 0)::bigint as paid from ledger_allocation l where l.commune_id = d.commune_id and l.due_id = d.id) l
  cross join lateral (select coalesce(sum(p.amount + coalesce((select sum(x.amount) from ledger_due x where x.commune_id = p.commune_id and x.corrects = p.id), 0)), 0)::bigint as penalties,
      coalesce(sum((select sum(x.amount) from ledger_allocation x where x.commune_id = p.commune_id and x.due_id = p.id)), 0)::bigint as paid from ledger_due p where p.commune_id = d.commune_id and p.penalises = d.id and p.corrects is null) q`;
export const CLAIM_SUMS = `k.assessed::text as assessed, k.corrected::text as corrected, q.penalties::text as penalties, (l.paid + q.paid)::text as paid, (k.assessed + k.corrected + q.penalties - l.paid - q.paid)::text as open`;
export const CLAIM_OPEN = '(k.assessed + k.corrected + q.penalties - l.paid - q.paid)';

/** Where the procedure of a file `f` stands: its last step that is no reception, and whether that was received. */
export const LAST_STEP = `left join lateral (select s.id, s.kind, s.on_day, exists (select from collection_step v where v.commune_id = s.commune_id and v.of_step = s.id and v.kind = 'served') as served
    from collection_step s where s.commune_id = f.commune_id and s.file_id = f.id and s.kind <> 'served' order by s.id desc limit 1) s on true`;
/** Whether an appeal that suspends waits for its decision. */
export const HELD = `exists (select from ledger_hold h where h.commune_id = d.commune_id and h.due_id = d.id and h.lifted is null)`;
