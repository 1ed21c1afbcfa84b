import { gapOf, yearlyMarket, type GapReport, type GapRow } from '@sommier/domain/revenue';
import type { RuleUse } from '@sommier/domain/revisions';
import type { Tx } from '../../platform/db/index.ts';
import { ENOUGH_DEALS, marketRents } from '../comparables/index.ts';
import { heldRules, indexValues, leasesOn, simulateOne } from '../revisions/index.ts';

interface Unit { asset: string; code: string; name: string; nameAr: string | null; district: string | null; occupation: string; type: string; activity: string | null; free: boolean; num: number; den: number; contractM2: number | null; registerM2: number | null; drawnM2: number | null; yearly: string | null; claim: string | null; lon: number | null; lat: number | null }
interface Market { use: RuleUse; district: string | null; from: string; perM2: bigint }

const MONTHS = `case x.period when 'month' then 12 when 'quarter' then 4 when 'semester' then 2 else 1 end`;
/** Units let, given free or held without title on a day, each with the yearly rent of its right by share. */
async function unitsOn(tx: Tx, day: string): Promise<Unit[]> {
  const { rows } = await tx.raw(`select a.id as asset, a.code, a.name, a.name_ar as "nameAr", a.district, o.id as occupation, o.type, o.activity_kind as activity, o.free_of_charge as free, u.share_num as num, u.share_den as den,
      u.area_m2::float8 as "contractM2", coalesce(a.built_area_m2, a.land_area_m2)::float8 as "registerM2", a.drawn_area_m2 as "drawnM2", t.yearly::text as yearly, o.claimable_minor * case o.claimable_period when 'month' then 12 when 'quarter' then 4 when 'semester' then 2 else 1 end as claim,
      st_x(st_pointonsurface(a.geom)) as lon, st_y(st_pointonsurface(a.geom)) as lat
    from occupation o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id join asset a on a.commune_id = u.commune_id and a.id = u.asset_id
      left join lateral (select x.amount_minor * ${MONTHS} as yearly from occupation_term x where x.commune_id = o.commune_id and x.occupation_id = o.id and x.from_on <= cast(:day as date) and (x.to_on is null or x.to_on > cast(:day as date)) limit 1) t on true
    where o.commune_id = current_commune() and o.validated_at is not null and o.status not in ('draft','ended') and (o.starts_on is null or o.starts_on <= cast(:day as date)) and (o.ended_on is null or o.ended_on > cast(:day as date))
      and (o.rank = 'without_title' or (o.rank = 'principal' and o.type <> 'affectation')) order by a.code, o.id`, { day }) as { rows: Unit[] };
  return rows;
}
const marketOn = async (tx: Tx, day: string): Promise<Market[]> =>
  ((await tx.raw(`select m.use_kind as use, m.district, m.from_on as "from", m.minor_per_m2_month as per from market_rent m where m.commune_id = current_commune() and m.from_on <= ? order by m.from_on desc`, [day])) as { rows: { use: RuleUse; district: string | null; from: string; per: string }[] }).rows.map((m) => ({ use: m.use, district: m.district, from: m.from, perM2: BigInt(m.per) }));

interface Seen { use: string; zone: string | null; count: number; median: string }
/** The use under which rents are seen on the market. */
const seenUse = (use: RuleUse, activity: string | null): string => (use === 'dwelling' ? 'dwelling' : activity === 'professional' ? 'office' : activity === 'craft' || activity === 'industrial' ? 'workshop' : activity === 'agricultural' ? 'land' : use === 'business' ? 'shop' : 'other');
interface Rent { perM2: bigint; from: 'set' | 'seen'; count: number }
/** What a square metre brings a month: the commune's own figure for the district, else the middle of what was seen there, else the same for the whole commune. */
function rentFor(set: readonly Market[], seen: readonly Seen[], use: RuleUse, activity: string | null, district: string | null): Rent | undefined {
  for (const zone of district === null ? [null] : [district, null]) {
    const own = set.find((m) => m.use === use && m.district === zone);
    if (own !== undefined) return { perM2: own.perM2, from: 'set', count: 0 };
    const deals = seen.find((m) => m.use === seenUse(use, activity) && m.zone === zone && m.count >= ENOUGH_DEALS);
    if (deals !== undefined) return { perM2: BigInt(deals.median), from: 'seen', count: deals.count };
  }
  return undefined;
}

/** The use a market rent is looked up by, for any kind of right. */
const marketUse = (type: string, activity: string | null): RuleUse => (type === 'bail_habitation' || activity === 'housing' ? 'dwelling' : ['agricultural', 'association', 'public_service', 'cultural', 'sport'].includes(activity ?? '') || type === 'bail_rural' ? 'other' : 'business');
const partOf = (amount: bigint, num: number, den: number): bigint => (2n * amount * BigInt(num) + BigInt(den)) / (2n * BigInt(den));

/** Every property that is let, given or held without title, with what it brings and could bring in a year. */
export async function gapRows(tx: Tx, day: string): Promise<GapRow[]> {
  const units = await unitsOn(tx, day);
  const market = await marketOn(tx, day), seen = await marketRents(tx, { day });
  const rules = (await heldRules(tx)).rules.map((r) => r.rule);
  const values = await indexValues(tx);
  const leases = new Map((await leasesOn(tx, day)).map((l) => [l.id, simulateOne({ ...l, open: false }, rules, values, day)]));
  const found = new Map<string, GapRow & { legalSum: bigint | null; missedSum: bigint | null; contractSum: bigint; marketSum: bigint | null }>();
  for (const u of units) {
    const use = marketUse(u.type, u.activity);
    const kind = u.type === 'sans_titre' ? 'without_title' as const : u.free ? 'free' as const : 'let' as const;
    const contract = kind === 'let' ? partOf(BigInt(u.yearly ?? '0'), u.num, u.den) : 0n;
    const revision = kind === 'let' ? leases.get(u.occupation) : undefined;
    const months = revision === undefined ? 1n : BigInt({ month: 12, quarter: 4, semester: 2, year: 1 }[revision.period]);
    // A rule that gives no ceiling in figures ("to the rental value") leaves the legal rent unknown: it is not the contract's.
    const legal = revision?.state !== 'due' ? contract : revision.ceiling === null ? null : partOf(BigInt(revision.ceiling) * months, u.num, u.den);
    const missed = revision === undefined ? null : partOf(BigInt(revision.missed) * months, u.num, u.den);
    const [areaM2, areaFrom] = u.contractM2 !== null ? [u.contractM2, 'contract' as const] : u.registerM2 !== null ? [u.registerM2 * u.num / u.den, 'register' as const] : u.drawnM2 !== null ? [u.drawnM2 * u.num / u.den, 'drawn' as const] : [null, 'none' as const];
    const rent = rentFor(market, seen, use, u.activity, u.district);
    // What an occupant without title is asked, where somebody has put a figure on it, goes before the market.
    const worth = kind === 'without_title' && u.claim !== null ? BigInt(u.claim) : rent === undefined || areaM2 === null ? null : yearlyMarket(rent.perM2, areaM2);
    const before = found.get(u.asset);
    const sum = (a: bigint | null | undefined, b: bigint | null): bigint | null => (a === undefined ? b : a === null || b === null ? null : a + b);
    found.set(u.asset, {
      assetId: u.asset, code: u.code, name: u.name, nameAr: u.nameAr, district: u.district, use, kind: before === undefined || before.kind === kind ? kind : kind === 'without_title' || before.kind === 'without_title' ? 'without_title' : 'let', occupations: (before?.occupations ?? 0) + 1,
      marketFrom: kind === 'without_title' && u.claim !== null ? 'claim' : rent?.from ?? 'none', deals: rent?.count ?? 0, areaM2: before === undefined ? areaM2 : areaM2 === null ? before.areaM2 : (before.areaM2 ?? 0) + areaM2, areaFrom, lon: u.lon, lat: u.lat,
      contractSum: (before?.contractSum ?? 0n) + contract, legalSum: sum(before?.legalSum, legal), missedSum: sum(before?.missedSum, missed), marketSum: sum(before?.marketSum, worth),
      contract: '0', legal: null, legalGap: null, market: null, marketGap: null, share: null, band: 'unknown', missed: null,
    });
  }
  return [...found.values()].map(({ contractSum, legalSum, missedSum, marketSum, ...r }): GapRow => {
    const gap = gapOf({ contract: contractSum, legal: legalSum, market: marketSum });
    const text = (n: bigint | null): string | null => (n === null ? null : String(n));
    return { ...r, contract: String(contractSum), legal: text(legalSum), legalGap: text(gap.legalGap), market: text(marketSum), marketGap: text(gap.marketGap), share: gap.share, band: gap.band, missed: text(missedSum) };
  });
}

/** Sums of rows; an estimate of what occupations without title would pay stands apart from what is lost on contracts. */
export function sumsOf(rows: readonly GapRow[]): Omit<GapReport, 'day' | 'districts' | 'total' | 'rows'> {
  const add = (pick: (r: GapRow) => string | null): string => String(rows.reduce((n, r) => n + BigInt(pick(r) ?? '0'), 0n));
  const without = rows.filter((r) => r.kind === 'without_title');
  return {
    properties: rows.length, contract: add((r) => r.contract), legalGap: add((r) => r.legalGap), marketGap: add((r) => (r.kind === 'without_title' ? null : r.marketGap)), withoutTitle: without.length,
    withoutTitleFee: String(without.reduce((n, r) => n + BigInt(r.marketGap ?? '0'), 0n)), unknown: rows.filter((r) => r.band === 'unknown').length, legalUnknown: rows.filter((r) => r.legal === null).length,
  };
}
