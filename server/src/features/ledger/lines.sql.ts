/**
 * True for a line `l` of a bank's file that a person still has to decide: never matched, or matched with a payment that was reversed since (a wrong account, a
 * returned cheque). Read from the reversals, which are few, not line by line.
 */
export const LINE_WAITS = `(l.state = 'waiting' or (l.state = 'matched' and l.id in (select p.line_id from ledger_payment v join ledger_payment p on p.commune_id = v.commune_id and p.id = v.reverses
    where v.commune_id = current_commune() and v.reverses is not null and p.line_id is not null and not exists (select from ledger_payment q where q.commune_id = p.commune_id and q.line_id = p.line_id and q.reverses is null
      and not exists (select from ledger_payment w where w.commune_id = q.commune_id and w.reverses = q.id)))))`;
