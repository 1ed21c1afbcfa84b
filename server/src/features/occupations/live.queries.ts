import type { OccupationStatus, OccupationType } from '@sommier/domain/occupations';
import type { Tx } from '../../platform/db/index.ts';
import { STATUS_ON } from './occupations.sql.ts';
import { today } from './today.ts';

export interface LiveOccupation { assetId: string; occupationId: string; reference: string; type: OccupationType; status: OccupationStatus }
/** Rights and occupations that have not ended (drafts too) on some properties: what stands against taking one away. */
export async function liveOccupations(tx: Tx, assetIds: readonly string[]): Promise<LiveOccupation[]> {
  if (assetIds.length === 0) return [];
  const { rows } = await tx.raw(`select * from (select u.asset_id as "assetId", o.id as "occupationId", o.reference, o.type, o.rank, ${STATUS_ON} as status from occupation_unit u join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id
      where u.commune_id = current_commune() and u.asset_id = any(cast(:ids as bigint[]))) l where l.status <> 'ended' and l.rank <> 'vacancy' order by l."assetId", l.reference`,
  { ids: `{${assetIds.join(',')}}`, on: await today(tx) }) as { rows: (LiveOccupation & { rank: string })[] };
  return rows.map(({ rank: _rank, ...r }) => r);
}
