import type { Answer, Sheet } from '@sommier/domain/campaigns';
import type { Tx } from '../../platform/db/index.ts';
import { readAsset } from '../assets/index.ts';
import { valuesOf } from './field.queries.ts';

type Rows<T> = { rows: T[] };
export interface SheetState { id: string; campaign: string; asset: string | null; state: Sheet['state']; found: boolean; version: number }
export async function sheetRow(tx: Tx, campaign: string, id: string, lock = false): Promise<SheetState | undefined> {
  const { rows } = await tx.raw(`select s.id, s.campaign_id as campaign, s.asset_id as asset, s.state, s.found, s.version from campaign_sheet s where s.commune_id = current_commune() and s.campaign_id = :campaign and s.id = :id ${lock ? 'for update' : ''}`, { campaign, id }) as Rows<SheetState>;
  return rows[0];
}

export interface Kept { client: string; sheet: string; campaign: string; revision: number; person: string; visitedAt: Date }
export async function visitRow(tx: Tx, client: string): Promise<Kept | undefined> {
  const { rows } = await tx.raw('select v.client_id as client, v.sheet_id as sheet, v.campaign_id as campaign, v.revision, v.person_id as person, v.visited_at as "visitedAt" from campaign_visit v where v.commune_id = current_commune() and v.client_id = ?', [client]) as Rows<Kept>;
  return rows[0];
}

/** A page of sheets: what came back first, then what is still to visit. */
export async function readSheets(tx: Tx, campaign: string, q: { page: number; size: number; state?: string | undefined; zone?: string | undefined; assignee?: string | undefined }) {
  const where = `s.commune_id = current_commune() and s.campaign_id = :campaign ${q.state === undefined ? '' : 'and s.state = :state'} ${q.zone === undefined ? '' : 'and s.zone_id = :zone'} ${q.assignee === undefined ? '' : 'and s.assignee_id = :assignee'}`;
  const bind = { campaign, ...(q.state === undefined ? {} : { state: q.state }), ...(q.zone === undefined ? {} : { zone: q.zone }), ...(q.assignee === undefined ? {} : { assignee: q.assignee }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from campaign_sheet s where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select s.id, s.state, s.found, a.code, coalesce(a.name, v.found_name, '–') as name, a.name_ar as "nameAr", z.label as zone, p.name as assignee, v.outcome, v.visited_at as "visitedAt",
      (select count(*)::integer from jsonb_object_keys(coalesce(v.answers, '{}'::jsonb))) as answers, s.version,
      (select count(*)::integer from campaign_visit o where o.commune_id = s.commune_id and o.sheet_id = s.id) as visits,
      (select count(distinct f.document_id)::integer from campaign_photo f join campaign_visit o on o.commune_id = f.commune_id and o.client_id = f.visit_id where o.commune_id = s.commune_id and o.sheet_id = s.id) as photos
    from campaign_sheet s left join asset a on a.commune_id = s.commune_id and a.id = s.asset_id left join zone z on z.commune_id = s.commune_id and z.id = s.zone_id left join person p on p.id = s.assignee_id
      left join lateral (select * from campaign_visit o where o.commune_id = s.commune_id and o.sheet_id = s.id order by o.received_at desc limit 1) v on true
    where ${where} order by case s.state when 'returned' then 0 when 'assigned' then 1 else 2 end, z.label nulls last, a.code nulls first, s.id limit :size offset :skip`, { ...bind, size: q.size, skip: (q.page - 1) * q.size }) as
    Rows<{ id: string; state: Sheet['state']; found: boolean; code: string | null; name: string; nameAr: string | null; zone: string | null; assignee: string | null; outcome: Sheet['visits'][number]['outcome'] | null; visitedAt: Date | null; answers: number; photos: number; visits: number; version: number }>;
  return { total: n?.total ?? 0, page: q.page, size: q.size, rows: rows.map((r) => ({ ...r, visitedAt: r.visitedAt?.toISOString() ?? null })) };
}

interface VisitRow { client: string; asset: string | null; revision: number; outcome: Sheet['visits'][number]['outcome']; answers: Record<string, Answer>; foundName: string | null; baseVersion: number | null; occupant: string | null; note: string | null; lon: number | null; lat: number | null; accuracyM: number | null; at: Date; by: string; person: string; receivedAt: Date; late: boolean; photos: string[] }

/** A sheet whole: the register beside each visit. The occupant named on the spot is a personal datum. */
export async function readSheet(tx: Tx, campaign: string, id: string, fields: readonly string[], personal: boolean): Promise<Sheet | undefined> {
  const { rows: [s] } = await tx.raw(`select s.id, s.campaign_id as campaign, s.state, s.found, s.asset_id as asset, p.id as pid, p.name as pname, z.label as zone, r.name as "reviewedBy", s.reviewed_at as "reviewedAt", s.review_note as "reviewNote", s.applied, s.proposal_id as proposal, s.version
    from campaign_sheet s left join person p on p.id = s.assignee_id left join person r on r.id = s.reviewed_by left join zone z on z.commune_id = s.commune_id and z.id = s.zone_id where s.commune_id = current_commune() and s.campaign_id = :campaign and s.id = :id`, { campaign, id }) as
    Rows<Omit<Sheet, 'assignee' | 'asset' | 'visits' | 'reviewedAt'> & { asset: string | null; pid: string | null; pname: string | null; reviewedAt: Date | null }>;
  if (s === undefined) return undefined;
  const { asset: assetId, pid, pname, reviewedAt, ...rest } = s;
  const asset = assetId === null ? undefined : await readAsset(tx, assetId);
  const { rows: visits } = await tx.raw(`select v.client_id as client, cast(:asset as bigint) as asset, v.revision, v.outcome, v.answers, v.found_name as "foundName", v.base_version as "baseVersion", v.occupant, v.note, st_x(v.geom) as lon, st_y(v.geom) as lat,
      v.accuracy_m as "accuracyM", v.visited_at as at, p.name as by, v.person_id as person, v.received_at as "receivedAt", v.late,
      array(select f.document_id from campaign_photo f where f.commune_id = v.commune_id and f.visit_id = v.client_id order by f.received_at, f.client_id) as photos
    from campaign_visit v join person p on p.id = v.person_id where v.commune_id = current_commune() and v.sheet_id = :id order by v.received_at desc`, { id, asset: assetId }) as Rows<VisitRow>;
  return {
    ...rest, assignee: pid === null || pname === null ? null : { id: pid, name: pname }, reviewedAt: reviewedAt?.toISOString() ?? null,
    asset: asset === undefined ? null : { id: asset.id, code: asset.code, name: asset.name, nameAr: asset.nameAr, version: asset.version, review: asset.review, located: asset.located, values: valuesOf(asset, [...new Set([...fields, ...visits.flatMap((v) => Object.keys(v.answers))])]) },
    visits: visits.map(({ lon, lat, accuracyM, at, receivedAt, occupant, ...v }) => ({ ...v, occupant: personal ? occupant : null, position: lon === null || lat === null ? null : { lon, lat, accuracyM }, at: at.toISOString(), receivedAt: receivedAt.toISOString() })),
  };
}
