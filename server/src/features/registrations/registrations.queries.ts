import { NO_RULES, numberKey, type CheckedListing, type CheckPage, type CheckQuery, type Registration, type RegistrationRules, type RulesSheet } from '@sommier/domain/registrations';
import type { Tx } from '../../platform/db/index.ts';
import { BY } from '../history/index.ts';

type Rows<T> = { rows: T[] };
/** The commune's rules, or those of a commune that said none (version 0). */
export async function readRules(tx: Tx): Promise<RulesSheet> {
  const { rows: [row] } = await tx.raw(`select r.rules, r.version, ${BY('p', 'r.updated_by')} as "updatedBy", r.updated_at as at from registration_rule r left join person p on p.id = r.updated_by where r.commune_id = current_commune()`) as Rows<{ rules: RegistrationRules; version: number; updatedBy: RulesSheet['updatedBy']; at: Date }>;
  return row === undefined ? { rules: NO_RULES, version: 0, updatedBy: null, updatedAt: null } : { rules: row.rules, version: row.version, updatedBy: row.updatedBy, updatedAt: row.at.toISOString() };
}

const REGISTRATION = `r.id, r.number, case when cast(:personal as boolean) then r.holder end as holder, r.address, r.capacity, r.night_cap as "nightCap", r.valid_from as "validFrom", r.valid_to as "validTo", st_x(r.geom) as lon, st_y(r.geom) as lat, r.source,
  ${BY('p', 'r.added_by')} as "addedBy", r.added_at as "addedAt", (select count(*)::integer from registration_check c where c.commune_id = r.commune_id and c.number_key = r.number_key) as uses from registration r left join person p on p.id = r.added_by`;
type RawRegistration = Omit<Registration, 'addedAt'> & { addedAt: Date };
const toRegistration = ({ addedAt, ...r }: RawRegistration): Registration => ({ ...r, addedAt: addedAt.toISOString() });
/** The list, by number. */
export async function readRegistrations(tx: Tx, q: { q?: string | undefined; page: number; size: number }, personal: boolean): Promise<{ total: number; rows: Registration[] }> {
  const where = `r.commune_id = current_commune()${q.q === undefined || numberKey(q.q) === '' ? '' : ` and r.number_key like :like`}`;
  const bind = { personal, like: `%${numberKey(q.q ?? '')}%`, size: q.size, skip: (q.page - 1) * q.size };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from registration r where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${REGISTRATION} where ${where} order by r.number_key limit :size offset :skip`, bind) as Rows<RawRegistration>;
  return { total: n?.total ?? 0, rows: rows.map(toRegistration) };
}

const CHECK = `jsonb_build_object('id', l.id::text, 'platform', l.platform, 'externalId', l.external_id, 'title', l.name, 'roomType', l.room_type, 'licence', l.license, 'accommodates', l.accommodates, 'estimatedNights', l.estimated_nights, 'neighbourhood', l.neighbourhood, 'lon', st_x(l.geom), 'lat', st_y(l.geom)) as listing,
  c.verdict, c.also, c.facts, c.addresses, c.checked_at as at, c.registration_id as registration from registration_check c join listing l on l.commune_id = c.commune_id and l.id = c.listing_id`;
type RawCheck = Omit<CheckedListing, 'registration' | 'checkedAt'> & { at: Date; registration: string | null };
async function withRegistrations(tx: Tx, rows: readonly RawCheck[], personal: boolean): Promise<CheckedListing[]> {
  const ids = rows.flatMap((r) => r.registration ?? []);
  const found = ids.length === 0 ? [] : ((await tx.raw(`select ${REGISTRATION} where r.commune_id = current_commune() and r.id = any(cast(:ids as bigint[]))`, { ids: `{${ids.join(',')}}`, personal }) as Rows<RawRegistration>).rows);
  const byId = new Map(found.map((r) => [r.id, toRegistration(r)]));
  return rows.map(({ at, registration, ...r }) => ({ ...r, checkedAt: at.toISOString(), registration: registration === null ? null : byId.get(registration) ?? null }));
}

/** Checked listings of one verdict, or of all but the valid ones; and how often each is met. */
export async function readChecks(tx: Tx, q: CheckQuery, personal: boolean): Promise<CheckPage> {
  const { rows: counts } = await tx.raw(`select verdict, count(*)::integer as count, count(*) filter (where addresses > 1)::integer as several, max(checked_at) as at from registration_check where commune_id = current_commune() group by 1 order by 2 desc, 1`) as Rows<{ verdict: CheckedListing['verdict']; count: number; several: number; at: Date }>;
  const { rows: [list] } = await tx.raw('select count(*)::integer as n from registration where commune_id = current_commune()') as Rows<{ n: number }>;
  const where = ['c.commune_id = current_commune()', ...(q.verdict === undefined ? [] : ['c.verdict = :verdict']), ...(q.several === undefined ? [] : ['c.addresses > 1']), ...(q.platform === undefined ? [] : ['l.platform = :platform']),
    ...(q.q === undefined || q.q === '' ? [] : ['(c.number_key = :key or l.external_id = :exact or l.name ilike :like)'])].join(' and ');
  const bind = { verdict: q.verdict ?? null, platform: q.platform ?? null, key: numberKey(q.q ?? ''), exact: q.q ?? '', like: `%${(q.q ?? '').replace(/[\\%_]/g, String.raw`\$&`)}%`, size: q.size, skip: (q.page - 1) * q.size };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from registration_check c join listing l on l.commune_id = c.commune_id and l.id = c.listing_id where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${CHECK} where ${where} order by ${q.several === undefined ? '' : 'c.number_key, '}l.estimated_nights desc, l.id limit :size offset :skip`, bind) as Rows<RawCheck>;
  const last = counts.reduce<Date | null>((a, c) => (a === null || c.at > a ? c.at : a), null);
  return {
    total: n?.total ?? 0, page: q.page, size: q.size, checkedAt: last?.toISOString() ?? null, counts: counts.map(({ verdict, count }) => ({ verdict, count })), several: counts.reduce((s, c) => s + c.several, 0), registrations: list?.n ?? 0,
    rows: await withRegistrations(tx, rows, personal),
  };
}
/** The check of one listing, or null when none was made. */
export async function readCheckOf(tx: Tx, listing: string, personal: boolean): Promise<CheckedListing | null> {
  const { rows } = await tx.raw(`select ${CHECK} where c.commune_id = current_commune() and c.listing_id = :listing`, { listing }) as Rows<RawCheck>;
  return (await withRegistrations(tx, rows, personal))[0] ?? null;
}
