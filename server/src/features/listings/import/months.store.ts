import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch, MergeCounts } from '../../imports/index.ts';

type Months = 'listing_review_month' | 'listing_calendar_month';
type Sums = Pick<MergeCounts, 'inserted' | 'updated' | 'unchanged' | 'removed'>;
const bindOf = (batch: Batch): { platform: string; day: string; batch: string } => ({ platform: String(batch.options['platform']), day: String(batch.options['captured']), batch: batch.id });

/** Keeps the rows that a batch will change or take away, as they are. `which` is a condition over `m`. */
const keep = (tx: Tx, table: Months, which: string, bind: object): Promise<unknown> => tx.raw(
  `insert into import_before (commune_id, batch_id, entity, entity_id, before) select m.commune_id, :batch, '${table}', m.id, to_jsonb(m) from ${table} m where m.commune_id = current_commune() and ${which}`, { ...bind });

/** Listings of the file that no capture has shown (yet): their months are kept under their own number. */
async function countUnknown(tx: Tx, stage: string, batch: Batch): Promise<void> {
  const { rows: [n] } = await tx.raw(`select count(*)::integer as n from (select distinct external_id from ${stage}) s
    where not exists (select from listing l where l.commune_id = current_commune() and l.platform = :platform and l.external_id = s.external_id)`, bindOf(batch)) as { rows: { n: number }[] };
  batch.notes['unknown_listings'] = n?.n ?? 0;
}

const done = (sums: Sums | undefined): MergeCounts => ({ inserted: sums?.inserted ?? 0, updated: sums?.updated ?? 0, unchanged: sums?.unchanged ?? 0, removed: sums?.removed ?? 0, returned: 0, held: 0 });

/**
 * Brings counts of reviews in. A file says all the reviews a listing has, so a month it no longer counts goes; a listing known from a later file
 * keeps what that one said. Counts are of reviews: rows of the file.
 */
export async function mergeReviews(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const bind = bindOf(batch);
  await countUnknown(tx, stage, batch);
  await tx.raw(`create temporary table said on commit drop as select s.external_id, s.month, sum(s.reviews)::integer as reviews,
      exists (select from listing_review_month m where m.commune_id = current_commune() and m.platform = :platform and m.external_id = s.external_id and m.captured_on > cast(:day as date)) as late
    from ${stage} s group by s.external_id, s.month`, bind);
  await tx.raw('create unique index on said (external_id, month); analyze said');
  const old = `m.platform = :platform and m.external_id in (select external_id from said where not late)`;
  const { rows: [sums] } = await tx.raw(`select coalesce(sum(case when s.late then 0 else greatest(s.reviews - coalesce(m.reviews, 0), 0) end), 0)::integer as inserted, 0 as updated,
      coalesce(sum(case when s.late then s.reviews else least(s.reviews, coalesce(m.reviews, 0)) end), 0)::integer as unchanged,
      (coalesce(sum(case when s.late then 0 else greatest(coalesce(m.reviews, 0) - s.reviews, 0) end), 0) + (select coalesce(sum(m.reviews), 0) from listing_review_month m
        where m.commune_id = current_commune() and ${old} and not exists (select from said s where s.external_id = m.external_id and s.month = m.month)))::integer as removed
    from said s left join listing_review_month m on m.commune_id = current_commune() and m.platform = :platform and m.external_id = s.external_id and m.month = s.month`, bind) as { rows: Sums[] };
  const moved = `${old} and not exists (select from said s where s.external_id = m.external_id and s.month = m.month and s.reviews = m.reviews)`;
  await keep(tx, 'listing_review_month', moved, bind);
  await tx.raw(`delete from listing_review_month m where m.commune_id = current_commune() and ${old} and not exists (select from said s where s.external_id = m.external_id and s.month = m.month)`, bind);
  await tx.raw(`insert into listing_review_month as m (commune_id, platform, external_id, month, reviews, captured_on, batch_id)
    select current_commune(), :platform, s.external_id, s.month, s.reviews, :day, :batch from said s where not s.late
    on conflict (commune_id, platform, external_id, month) do update set reviews = excluded.reviews, captured_on = excluded.captured_on, batch_id = excluded.batch_id where m.reviews <> excluded.reviews`, bind);
  return done(sums);
}

const bits = (mask: string): string => `bit_count(cast(${mask} as bit(31)))`;

/** Brings one capture's calendar in; a second file of the same day replaces what the first said of its listings. Counts are of nights: rows of the file. */
export async function mergeCalendar(tx: Tx, stage: string, batch: Batch): Promise<MergeCounts> {
  const bind = bindOf(batch);
  await countUnknown(tx, stage, batch);
  await tx.raw(`create unique index on ${stage} (external_id, month)`);
  await tx.raw(`analyze ${stage}`);
  const join = `${stage} s left join listing_calendar_month m on m.commune_id = current_commune() and m.platform = :platform and m.external_id = s.external_id and m.captured_on = cast(:day as date) and m.month = s.month`;
  const old = `m.platform = :platform and m.captured_on = cast(:day as date) and m.external_id in (select external_id from ${stage})`;
  const both = 's.days & coalesce(m.days, 0)';
  const { rows: [sums] } = await tx.raw(`select coalesce(sum(${bits('s.days & ~coalesce(m.days, 0)')}), 0)::integer as inserted, coalesce(sum(${bits(`(${both}) & (s.free # coalesce(m.free, 0))`)}), 0)::integer as updated,
      coalesce(sum(${bits(`(${both}) & ~(s.free # coalesce(m.free, 0))`)}), 0)::integer as unchanged,
      (coalesce(sum(${bits('coalesce(m.days, 0) & ~s.days')}), 0) + (select coalesce(sum(${bits('m.days')}), 0) from listing_calendar_month m where m.commune_id = current_commune() and ${old}
        and not exists (select from ${stage} s where s.external_id = m.external_id and s.month = m.month)))::integer as removed
    from ${join}`, bind) as { rows: Sums[] };
  const same = `s.external_id = m.external_id and s.month = m.month and s.days = m.days and s.free = m.free and (s.price_min_minor, s.price_max_minor) is not distinct from (m.price_min_minor, m.price_max_minor)`;
  await keep(tx, 'listing_calendar_month', `${old} and not exists (select from ${stage} s where ${same})`, bind);
  await tx.raw(`delete from listing_calendar_month m where m.commune_id = current_commune() and ${old} and not exists (select from ${stage} s where s.external_id = m.external_id and s.month = m.month)`, bind);
  await tx.raw(`insert into listing_calendar_month as m (commune_id, platform, external_id, captured_on, month, days, free, price_min_minor, price_max_minor, batch_id)
    select current_commune(), :platform, s.external_id, :day, s.month, s.days, s.free, s.price_min_minor, s.price_max_minor, :batch from ${stage} s
    on conflict (commune_id, platform, external_id, captured_on, month) do update
      set days = excluded.days, free = excluded.free, price_min_minor = excluded.price_min_minor, price_max_minor = excluded.price_max_minor, batch_id = excluded.batch_id
      where (m.days, m.free, m.price_min_minor, m.price_max_minor) is distinct from (excluded.days, excluded.free, excluded.price_min_minor, excluded.price_max_minor)`, bind);
  return done(sums);
}

/** Takes a batch's months back: its new ones go, changed and removed ones are again as they were. Throws conflict when a later file changed one of them. */
export async function undoMonths(tx: Tx, batch: Batch, table: Months): Promise<void> {
  const bind = { batch: batch.id };
  const { rows: [later] } = await tx.raw(`select count(*)::integer as n from import_before b join import_batch i on i.commune_id = b.commune_id and i.id = b.batch_id and i.state = 'committed'
    where b.commune_id = current_commune() and b.entity = '${table}' and b.batch_id > :batch and (b.before ->> 'batch_id' = cast(:batch as text)
      or b.entity_id in (select o.entity_id from import_before o where o.commune_id = current_commune() and o.batch_id = :batch and o.entity = '${table}'))`, bind) as { rows: { n: number }[] };
  const key = table === 'listing_review_month' ? 't.month = r.month' : 't.month = r.month and t.captured_on = r.captured_on';
  const { rows: [again] } = await tx.raw(`select count(*)::integer as n from import_before b, jsonb_populate_record(null::${table}, b.before) r join ${table} t on t.commune_id = current_commune() and t.platform = r.platform
      and t.external_id = r.external_id and ${key} where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}' and t.batch_id <> :batch`, bind) as { rows: { n: number }[] };
  const changed = (later?.n ?? 0) + (again?.n ?? 0);
  if (changed > 0) throw new AppError('conflict', `${String(changed)} months changed since batch ${batch.id}`, { reason: 'changed_since', changed });
  await tx.raw(`delete from ${table} where commune_id = current_commune() and batch_id = :batch`, bind);
  const columns = table === 'listing_review_month' ? 'platform, external_id, month, reviews, captured_on, batch_id'
    : 'platform, external_id, captured_on, month, days, free, price_min_minor, price_max_minor, batch_id';
  await tx.raw(`insert into ${table} (commune_id, id, ${columns}) overriding system value select b.commune_id, b.entity_id, ${columns.split(', ').map((c) => `r.${c}`).join(', ')}
    from import_before b, jsonb_populate_record(null::${table}, b.before) r where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}'`, bind);
}
