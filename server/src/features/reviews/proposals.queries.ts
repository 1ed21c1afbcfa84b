import { fieldOf, sameValue, SHAPE_COLUMNS } from '@sommier/domain/history';
import type { Proposal, ProposalRow } from '@sommier/domain/reviews';
import { AppError } from '@sommier/domain/shared';
import { BY, lockStates, type Values } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const WITH_SHAPE: readonly string[] = SHAPE_COLUMNS.filter((c) => c !== 'geom');
/** The fields a proposal is about: what comes with a shape is the shape. */
export const fieldsOf = (change: Values): string[] => Object.keys(change).filter((c) => !('geom' in change && WITH_SHAPE.includes(c))).map(fieldOf).sort();
/** The columns that one field of a proposal stands for. */
export const columnsOf = (change: Values, field: string): string[] => Object.keys(change).filter((c) => fieldOf(c) === field || (field === 'geometry' && 'geom' in change && WITH_SHAPE.includes(c)));

const ROW = `o.id, jsonb_build_object('id', a.id::text, 'code', a.code, 'name', a.name, 'nameAr', a.name_ar) as asset, o.state, ${BY('p', 'o.requested_by')} as "requestedBy", o.requested_at as "requestedAt", o.comment, o.change,
  ${BY('d', 'o.decided_by')} as "decidedBy", o.decided_at as "decidedAt", o.reason, o.accepted, o.requested_by = current_person() as own, o.base_version as "baseVersion", a.version > o.base_version as outdated`;
const FROM = `from asset_proposal o join asset a on a.commune_id = o.commune_id and a.id = o.asset_id left join person p on p.id = o.requested_by left join person d on d.id = o.decided_by where o.commune_id = current_commune()`;
type Raw = Omit<ProposalRow, 'requestedAt' | 'decidedAt' | 'fields'> & { requestedAt: Date; decidedAt: Date | null; change: Values };
const toRow = ({ change, requestedAt, decidedAt, ...r }: Raw): ProposalRow => ({ ...r, requestedAt: requestedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, fields: fieldsOf(change) });

export async function readProposals(tx: Tx, { state, asset, page, size }: { state?: ProposalRow['state'] | undefined; asset?: string | undefined; page: number; size: number }): Promise<{ total: number; rows: ProposalRow[] }> {
  const more = `${state === undefined ? '' : ' and o.state = :state'}${asset === undefined ? '' : ' and o.asset_id = :asset'}`;
  const bind = { ...(state === undefined ? {} : { state }), ...(asset === undefined ? {} : { asset }) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from asset_proposal o join asset a on a.commune_id = o.commune_id and a.id = o.asset_id where o.commune_id = current_commune()${more}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} ${FROM}${more} order by o.state <> 'open', case when o.state = 'open' then o.requested_at end, o.decided_at desc, o.id limit :size offset :skip`, { ...bind, size, skip: (page - 1) * size }) as Rows<Raw>;
  return { total: n?.total ?? 0, rows: rows.map(toRow) };
}

export interface Held { id: string; assetId: string; state: ProposalRow['state']; requestedBy: string; base: Values; change: Values }
/** A proposal held for a decision. Throws not_found, and conflict when it was decided. */
export async function lockProposal(tx: Tx, id: string): Promise<Held> {
  const { rows: [row] } = await tx.raw(`select o.id, o.asset_id as "assetId", o.state, o.requested_by as "requestedBy", o.base, o.change from asset_proposal o where o.commune_id = current_commune() and o.id = :id for update`, { id }) as Rows<Held>;
  if (row === undefined) throw new AppError('not_found', `no proposal ${id}`);
  if (row.state !== 'open') throw new AppError('conflict', `proposal ${id} is ${row.state}`, { reason: 'reviews.decided' });
  return row;
}

/** A proposal against what stands now: once decided, what stood does not matter any more and its base is shown. Throws not_found. */
export async function readProposal(tx: Tx, id: string): Promise<Proposal> {
  const { rows: [row] } = await tx.raw(`select ${ROW}, o.base, a.version as "assetVersion" ${FROM} and o.id = :id`, { id }) as Rows<Raw & { base: Values; assetVersion: number }>;
  if (row === undefined) throw new AppError('not_found', `no proposal ${id}`);
  const { base, assetVersion, ...rest } = row;
  const state = (await lockStates(tx, [row.asset.id])).get(row.asset.id);
  if (state === undefined) throw new AppError('not_found', `no property ${row.asset.id}`);
  const current = row.state === 'open' ? state.values : base;
  const shape = async (hex: unknown): Promise<unknown> => (typeof hex !== 'string' ? null
    : (await tx.raw('select st_asgeojson(cast(:hex as geometry), 8)::jsonb as g', { hex }) as Rows<{ g: unknown }>).rows[0]?.g ?? null);
  const shown = async (column: string, value: unknown): Promise<unknown> => (column === 'geom' ? shape(value) : value ?? null);
  const diff: Proposal['diff'] = [];
  for (const field of fieldsOf(rest.change)) {
    const column = field === 'geometry' ? 'geom' : columnsOf(rest.change, field)[0] ?? field;
    diff.push({ field, base: await shown(column, base[column]), current: await shown(column, current[column]), proposed: await shown(column, rest.change[column]), conflict: row.state === 'open' && !sameValue(base[column], current[column]) });
  }
  return { ...toRow(rest), assetVersion, diff };
}
