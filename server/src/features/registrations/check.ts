import { checkNumber, NO_RULES, numberKey, placesNeeded, saysExempt, type Checked, type Disc, type RegistrationRules } from '@sommier/domain/registrations';
import { metresOfDegree } from '@sommier/domain/zones';
import type { Database, Tx } from '../../platform/db/index.ts';
import { today } from '../occupations/index.ts';
import { readRules } from './registrations.queries.ts';

type Rows<T> = { rows: T[] };
const READ = 5000;
export interface NumbersChecked { listings: number; several: number }
interface Told { id: string; text: string | null; accommodates: number | null; lon: number | null; lat: number | null; r: number }
interface OnList { id: string; key: string; capacity: number | null; validFrom: string | null; validTo: string | null; lon: number | null; lat: number | null }
type Kept = Checked & { listing: string; key: string | null; registration: string | null };

const readTold = async (tx: Tx, after: string): Promise<Told[]> => (await tx.raw(`select l.id, l.license as text, l.accommodates, st_x(l.geom) as lon, st_y(l.geom) as lat, l.uncertainty_m as r from listing l
  where l.commune_id = current_commune() and l.id > cast(:after as bigint) and not l.gone order by l.id limit ${String(READ)}`, { after }) as Rows<Told>).rows;
const readList = async (tx: Tx, keys: readonly string[]): Promise<Map<string, OnList>> => new Map((await tx.raw(`select r.id, r.number_key as key, r.capacity, r.valid_from as "validFrom", r.valid_to as "validTo", st_x(r.geom) as lon, st_y(r.geom) as lat from registration r
  where r.commune_id = current_commune() and r.number_key = any(cast(:keys as text[]))`, { keys: `{${keys.map((k) => `"${k}"`).join(',')}}` }) as Rows<OnList>).rows.map((r) => [r.key, r]));

async function keep(tx: Tx, checks: readonly Kept[]): Promise<void> {
  await tx.raw(`insert into registration_check (commune_id, listing_id, verdict, also, number_key, registration_id, facts, addresses, checked_at)
    select current_commune(), c.listing, c.verdict, array(select jsonb_array_elements_text(c.also)), c.key, c.registration, c.facts, 1, clock_timestamp() from jsonb_to_recordset(cast(:checks as jsonb)) c(listing bigint, verdict text, also jsonb, key text, registration bigint, facts jsonb)
    on conflict (commune_id, listing_id) do update set verdict = excluded.verdict, also = excluded.also, number_key = excluded.number_key, registration_id = excluded.registration_id, facts = excluded.facts, addresses = 1, checked_at = excluded.checked_at`, { checks: JSON.stringify(checks) });
}

function judge(l: Told, on: OnList | null | undefined, rules: RegistrationRules, day: string): Checked {
  const metre = metresOfDegree(l.lat ?? 0);
  const far = on == null || l.lon === null || l.lat === null || on.lon === null || on.lat === null ? null : Math.hypot((on.lon - l.lon) * metre.x, (on.lat - l.lat) * metre.y);
  return checkNumber({ text: l.text, accommodates: l.accommodates, uncertaintyM: l.r, registered: on == null ? on : { capacity: on.capacity, validFrom: on.validFrom, validTo: on.validTo, distanceM: far } }, rules, day);
}

/** Numbers on several listings: how many places they need at least. Read a page of numbers at a time, so that no number is cut in two. */
async function countPlaces(db: Database, scope: Scope): Promise<number> {
  let several = 0;
  for (let after = ''; ;) {
    const last = await db.inCommune(scope, async (tx) => {
      const { rows } = await tx.raw(`with shared as (select number_key from registration_check where commune_id = current_commune() and number_key > :after group by number_key having count(*) > 1 order by number_key limit 1000)
        select c.number_key as key, st_x(l.geom) as lon, st_y(l.geom) as lat, l.uncertainty_m as r from shared s join registration_check c on c.commune_id = current_commune() and c.number_key = s.number_key join listing l on l.commune_id = c.commune_id and l.id = c.listing_id
        where not l.gone and l.geom is not null order by c.number_key`, { after }) as Rows<{ key: string; lon: number; lat: number; r: number }>;
      const discs = new Map<string, Disc[]>();
      for (const { key, lon, lat, r } of rows) { const m = metresOfDegree(lat); const list = discs.get(key); const disc = { x: lon * m.x, y: lat * m.y, r }; if (list === undefined) discs.set(key, [disc]); else list.push(disc); }
      const needed = [...discs].map(([key, list]) => ({ key, n: placesNeeded(list) })).filter(({ n }) => n > 1);
      if (needed.length > 0) await tx.raw(`update registration_check c set addresses = n.n from jsonb_to_recordset(cast(:needed as jsonb)) n(key text, n integer) where c.commune_id = current_commune() and c.number_key = n.key`, { needed: JSON.stringify(needed) });
      several += needed.length;
      return rows.at(-1)?.key;
    });
    if (last === undefined) return several;
    after = last;
  }
}

type Scope = { commune: number; person?: string };
/** Checks the number of every present listing against the commune's patterns and list, in slices; then counts the places each shared number needs. */
export async function checkListings(db: Database, scope: Scope, { progress, signal }: { progress: (done: number, total: number | null, stage: string) => void; signal?: AbortSignal }): Promise<NumbersChecked> {
  const { rules, listed, day } = await db.inCommune(scope, async (tx) => ({
    rules: (await readRules(tx)).rules, day: await today(tx), listed: (await tx.raw('select exists (select from registration where commune_id = current_commune()) as some') as Rows<{ some: boolean }>).rows[0]?.some ?? false,
  }));
  let listings = 0;
  for (let after = '0'; ;) {
    const rows = await db.inCommune(scope, async (tx) => {
      const told = await readTold(tx, after);
      if (told.length === 0) return told;
      const keyed = told.map((l) => ({ l, key: l.text === null || l.text.trim() === '' || saysExempt(l.text, rules) ? null : numberKey(l.text) || null }));
      const list = listed ? await readList(tx, [...new Set(keyed.flatMap(({ key }) => key ?? []))]) : new Map<string, OnList>();
      await keep(tx, keyed.map(({ l, key }) => { const on = !listed || key === null ? undefined : list.get(key) ?? null; return { listing: l.id, key, registration: on?.id ?? null, ...judge(l, on, rules ?? NO_RULES, day) }; }));
      return told;
    });
    if (rows.length === 0) break;
    listings += rows.length;
    after = rows.at(-1)?.id ?? after;
    progress(listings, null, 'numbers');
    signal?.throwIfAborted();
  }
  await db.inCommune(scope, (tx) => tx.raw('delete from registration_check c where c.commune_id = current_commune() and not exists (select from listing l where l.commune_id = c.commune_id and l.id = c.listing_id and not l.gone)'));
  return { listings, several: await countPlaces(db, scope) };
}
