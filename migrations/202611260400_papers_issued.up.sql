create index asset_action_at on asset_action (commune_id, at);

-- The register as it stood at a moment: the present rows that nothing touched since, and the others taken back to their first value of each column
-- changed since. A property whose first change since is its creation was not there; one deleted since is made again from what its deletion kept.
-- Rows in the bin come too where the reader shows the bin: whether a row was in it is a column like another. One statement and no settings, so that
-- the planner reads it as a query: nothing is computed for what a caller leaves out.
create function asset_as_of(until timestamptz) returns setof asset language sql stable as $$
  with later as materialized (
    select c.asset_id, c.id, c.op, c.before from asset_action x join asset_change c on c.commune_id = x.commune_id and c.action_id = x.id
    where x.commune_id = current_commune() and x.at >= until),
  born as materialized (select distinct on (l.asset_id) l.asset_id, l.op from later l order by l.asset_id, l.id),
  patch as (
    select k.asset_id, jsonb_object_agg(k.key, k.value) as value from (
      select distinct on (l.asset_id, e.key) l.asset_id, e.key, e.value from later l join born b on b.asset_id = l.asset_id cross join lateral jsonb_each(l.before) e
      where b.op <> 'insert' and l.before is not null order by l.asset_id, e.key, l.id) k group by k.asset_id)
  select a.* from asset a where a.commune_id = current_commune() and a.created_at < until and not exists (select from born b where b.asset_id = a.id)
  union all
  select s.* from patch p left join asset a on a.commune_id = current_commune() and a.id = p.asset_id
    cross join lateral jsonb_populate_record(a, p.value || jsonb_build_object('id', p.asset_id, 'commune_id', current_commune())) r
    -- What the table computes from other columns follows them back.
    cross join lateral jsonb_populate_record(r, jsonb_build_object('register_area_m2', case r.level when 'building' then coalesce(r.footprint_m2, r.land_area_m2)
      when 'unit' then coalesce(r.useful_area_m2, r.built_area_m2, r.land_area_m2) when 'room' then coalesce(r.useful_area_m2, r.built_area_m2, r.land_area_m2) else r.land_area_m2 end)) s $$;
revoke all on function asset_as_of(timestamptz) from public;
grant execute on function asset_as_of(timestamptz) to sommier_app;

-- Statutory papers handed out (sommier, état de l'actif, inventory): the number without a gap, what the paper says in sum, the file's hash, and the code
-- printed on it by which anybody who holds it may ask whether it is the one issued. A paper that could not be finished keeps its number, void.
create table issued_paper (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('sommier','etat_actif','inventory')),
  number text not null, code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'), state text not null default 'making' check (state in ('making','issued','void')),
  day date not null, language text not null check (language in ('fr','ar','en')), format text not null check (format in ('pdf','xlsx')),
  rows integer, pages integer, totals jsonb not null default '{}', sha256 text check (sha256 ~ '^[0-9a-f]{64}$'), bytes bigint,
  job_id bigint, created_by bigint, created_at timestamptz not null default now(), issued_at timestamptz,
  primary key (commune_id, id), unique (commune_id, number), check ((state = 'issued') = (sha256 is not null and bytes is not null and issued_at is not null))
);
create index issued_paper_list on issued_paper (commune_id, created_at desc);
create unique index issued_paper_job on issued_paper (commune_id, job_id) where job_id is not null;
create index issued_paper_hash on issued_paper (sha256) where sha256 is not null;
create index paper_hash_alone on paper (sha256);
select guard_commune_table('issued_paper');
revoke delete on issued_paper from sommier_app;
-- What was issued stays as it was.
create function issued_paper_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state <> 'making' or (old.kind, old.number, old.code, old.day, old.language, old.format, old.created_by, old.created_at)
      is distinct from (new.kind, new.number, new.code, new.day, new.language, new.format, new.created_by, new.created_at)
  then raise exception 'an issued paper is never changed' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger issued_paper_stands before update on issued_paper for each row execute function issued_paper_stands();

-- What a stranger who holds a paper may learn of it, by the code printed on it or by the file's own hash, in whichever commune: nothing that the paper does not say.
create function verify_paper(given_code text, given_hash text) returns table (kind text, number text, day date, language text, format text, issued_at timestamptz, rows integer, pages integer, sha256 text, commune text, commune_ar text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.kind, p.number, p.day, p.language, p.format, p.issued_at, p.rows, p.pages, p.sha256, c.name, c.name_ar
    from issued_paper p join commune c on c.id = p.commune_id where p.state = 'issued' and (p.code = given_code or p.sha256 = given_hash)
  union all
  select p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, null, p.sha256, c.name, c.name_ar
    from paper p join commune c on c.id = p.commune_id where p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  limit 1 $$;
revoke all on function verify_paper(text, text) from public;
grant execute on function verify_paper(text, text) to sommier_app;

-- Years of depreciation by account of the état de l'actif, as the council set them.
create table account_duration (commune_id integer not null references commune, account text not null check (account ~ '^2[0-9]{2,5}$'), years integer not null check (years between 1 and 100), primary key (commune_id, account));
select guard_commune_table('account_duration');
