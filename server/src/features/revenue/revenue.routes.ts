import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/revenue';
import { texts as revisions } from '@sommier/domain/revisions';
import { AppError } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { today } from '../ledger/index.ts';
import { gapRows, sumsOf } from './gap.ts';

type Shape = z.output<typeof contract.GapMap>['features'][number]['geometry'];
type Rent = z.output<typeof contract.MarketRent>;
const RENT = `select m.id, m.use_kind as use, m.district, m.from_on as "from", m.minor_per_m2_month as "perM2Month", m.source from market_rent m where m.commune_id = current_commune()`;
const value = (r: contract.GapRow, by: 'marketGap' | 'legalGap'): bigint => BigInt(r[by] ?? '-1');

/** Shapes of the properties asked for, in slices the embedded engine bears. */
const shapes = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Shape>> => {
  const { rows } = await tx.raw(`select a.id, st_asgeojson(a.geom, 6)::jsonb as geometry from asset a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[])) and a.geom is not null`, { ids }) as { rows: { id: string; geometry: Shape }[] };
  return new Map(rows.map((r) => [r.id, r.geometry]));
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.revenueGap, async ({ query }, { tx }) => {
    const day = query.day ?? await today(tx);
    const all = await gapRows(tx, day);
    const districts = [...new Set(all.map((x) => x.district))].map((district) => ({ district, ...sumsOf(all.filter((x) => x.district === district)) })).sort((a, b) => (BigInt(b.marketGap) > BigInt(a.marketGap) ? 1 : -1));
    const shown = all.filter((x) => (query.district === undefined || x.district === query.district) && (query.inDistrict === undefined || (x.district !== null) === (query.inDistrict === 'yes')) && (query.band === undefined || x.band === query.band));
    const by = query.sort;
    if (by !== 'code') shown.sort((a, b) => (value(b, by) > value(a, by) ? 1 : value(b, by) < value(a, by) ? -1 : 0));
    return { day, ...sumsOf(all), districts, total: shown.length, rows: shown.slice((query.page - 1) * query.size, query.page * query.size) };
  });
  mount(r, deps, contract.revenueGapMap, async ({ query }, { tx }) => {
    const rows = (await gapRows(tx, query.day ?? await today(tx))).slice(0, 5000);
    const drawn = await shapes(tx, rows.map((x) => x.assetId));
    return { type: 'FeatureCollection' as const, features: rows.flatMap((x) => { const geometry = drawn.get(x.assetId); return geometry === undefined ? [] : [{ type: 'Feature' as const, id: x.assetId, geometry, properties: { code: x.code, band: x.band, kind: x.kind, marketGap: x.marketGap } }]; }) };
  });
  mount(r, deps, contract.exportRevenueGap, async ({ query }, { tx, language, commune }) => {
    const day = query.day ?? await today(tx);
    const t = contract.texts[language];
    const rows = await gapRows(tx, day);
    const bytes = await writeSheet({
      name: t['revenue.sheet'], currency: commune.currency, rightToLeft: language === 'ar',
      columns: (['code', 'name', 'district', 'kind', 'use', 'area', 'contract', 'legal', 'legalGap', 'market', 'marketGap', 'missed'] as const).map((c) => ({ head: t[`revenue.col.${c}`], ...(['contract', 'legal', 'legalGap', 'market', 'marketGap', 'missed'].includes(c) ? { kind: 'money' as const } : c === 'area' ? { kind: 'number' as const } : {}) })),
      rows: rows.map((x) => [x.code, language === 'ar' ? x.nameAr ?? x.name : x.name, x.district, t[`revenue.kind.${x.kind}`], revisions[language][`revisions.use.${x.use}`], x.areaM2, x.contract, x.legal, x.legalGap, x.market, x.marketGap, x.missed]),
    }, query.format);
    return (res: Response) => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="revenue-gap-${day}.${query.format}"`);
      res.end(bytes);
    };
  });
  mount(r, deps, contract.listMarketRents, async (_input, { tx }) => ({
    rows: (await tx.raw(`${RENT} order by m.use_kind, m.district nulls first, m.from_on desc`) as { rows: Rent[] }).rows,
    districts: (await tx.raw(`select distinct a.district from asset a where a.commune_id = current_commune() and a.district is not null order by 1 limit 500`) as { rows: { district: string }[] }).rows.map((x) => x.district),
  }));
  mount(r, deps, contract.setMarketRent, async ({ body }, { tx, person, record }) => {
    await tx.raw(`insert into market_rent (commune_id, use_kind, district, from_on, minor_per_m2_month, source, created_by) values (current_commune(), :use, :district, :from, :perM2Month, :source, :person)
      on conflict (commune_id, use_kind, district, from_on) do update set minor_per_m2_month = excluded.minor_per_m2_month, source = excluded.source, created_by = excluded.created_by`, { ...body, person: person.id });
    const { rows: [rent] } = await tx.raw(`${RENT} and m.use_kind = :use and m.district is not distinct from cast(:district as text) and m.from_on = :from`, { use: body.use, district: body.district, from: body.from }) as { rows: Rent[] };
    if (rent === undefined) throw new Error('no market rent');
    record(`market_rent:${rent.id}`, { ...body });
    return rent;
  });
  mount(r, deps, contract.dropMarketRent, async ({ params }, { tx, record }) => {
    const { rows } = await tx.raw('delete from market_rent m where m.commune_id = current_commune() and m.id = ? returning m.id', [params.id]) as { rows: unknown[] };
    if (rows.length === 0) throw new AppError('not_found', 'No market rent');
    record(`market_rent:${params.id}`);
    return undefined;
  });
  return r;
}
