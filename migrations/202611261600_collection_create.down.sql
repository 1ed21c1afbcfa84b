create or replace function verify_paper(given_code text, given_hash text) returns table (kind text, number text, day date, language text, format text, issued_at timestamptz, rows integer, pages integer, sha256 text, commune text, commune_ar text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.kind, p.number, p.day, p.language, p.format, p.issued_at, p.rows, p.pages, p.sha256, c.name, c.name_ar
    from issued_paper p join commune c on c.id = p.commune_id where p.state = 'issued' and (p.code = given_code or p.sha256 = given_hash)
  union all
  select p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, null, p.sha256, c.name, c.name_ar
    from paper p join commune c on c.id = p.commune_id where p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  limit 1 $$;
drop table ledger_hold, collection_paper, collection_step, collection_file, collection_rule;
