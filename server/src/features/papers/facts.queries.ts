import { compareAreas, type Areas, type AssetSheet } from '@sommier/domain/assets';
import type { ActRow } from '@sommier/domain/acts';
import type { HistoryEntry } from '@sommier/domain/history';
import type { Role } from '@sommier/domain/shared';
import type { TitleSheet } from '@sommier/domain/titles';
import type { ValuationRow } from '@sommier/domain/valuations';
import type { Tx } from '../../platform/db/index.ts';
import { readActs } from '../acts/index.ts';
import { readAsset, selectionWhere } from '../assets/index.ts';
import { readDocuments } from '../documents/index.ts';
import { readHistory } from '../history/index.ts';
import { liveOccupations, type LiveOccupation } from '../occupations/index.ts';
import { readCodes, readExtraFields, readSettings, type KnownCode } from '../references/index.ts';
import { titlesOf } from '../titles/index.ts';
import { valuationsOf } from '../valuations/index.ts';
import type { SheetsRequest } from '@sommier/domain/papers';

/** Acts, entries of the history and parts that a sheet lists; the rest is counted. */
export const SHOWN = { acts: 20, history: 12, children: 30, photos: 2 } as const;

/** What all sheets of a file share: the commune's own words and tolerance. */
export interface Words { codes: KnownCode[]; extra: Awaited<ReturnType<typeof readExtraFields>>; tolerance: { percent: number; m2: number }; version: string }
export async function readWords(tx: Tx): Promise<Words> {
  const settings = await readSettings(tx);
  const { rows: [v] } = await tx.raw(`select version from data_version where commune_id = current_commune() and layer = 'assets'`) as { rows: { version: string }[] };
  return { codes: await readCodes(tx), extra: (await readExtraFields(tx)).filter((x) => x.active), tolerance: { percent: settings.areaTolerancePercent, m2: settings.areaToleranceM2 }, version: v?.version ?? '0' };
}

/** The ids of a selection, by code. */
export async function selectedAssets(tx: Tx, selection: SheetsRequest['selection'], most: number): Promise<string[]> {
  const w = selectionWhere(selection);
  return (await tx.raw(`select a.id from asset a where ${w.sql} order by a.code, a.id limit ${String(most)}`, w.bindings) as { rows: { id: string }[] }).rows.map((r) => r.id);
}

export interface Photo { sha256: string; on: string }
export interface SheetFacts {
  asset: AssetSheet; areas: ReturnType<typeof compareAreas>; titles: TitleSheet[]; valuations: ValuationRow[]; acts: { total: number; rows: ActRow[] }; occupations: LiveOccupation[]; history: { total: number; entries: HistoryEntry[] };
  photos: Photo[]; ground: { lon: number; lat: number; width: number; height: number } | null;
}

/** Everything a sheet says of one property; undefined when it is gone since it was selected. */
export async function readSheet(tx: Tx, id: string, words: Words, role: Role, personal: boolean): Promise<SheetFacts | undefined> {
  const asset = await readAsset(tx, id);
  if (asset === undefined) return undefined;
  const areas: Areas = { title: asset.titleAreaM2, contract: asset.contractAreaM2, held: asset.heldAreaM2, register: asset.registerAreaM2, drawn: asset.drawnAreaM2 };
  const { rows: photos } = await readDocuments(tx, { subjectKind: 'asset', subjectId: id, kind: 'photo', bin: 'no', page: 1, size: SHOWN.photos }, role);
  return {
    asset, areas: compareAreas(areas, words.tolerance), titles: await titlesOf(tx, id, personal), valuations: await valuationsOf(tx, id), acts: await readActs(tx, { asset: id, page: 1, size: SHOWN.acts, sort: 'effectiveOn', dir: 'desc' }, personal), occupations: await liveOccupations(tx, [id]),
    history: await readHistory(tx, id, 1, SHOWN.history), photos: photos.filter((d) => d.thumbnail).map((d) => ({ sha256: d.sha256, on: (d.takenAt ?? d.createdAt).slice(0, 10) })), ground: await groundOf(tx, id),
  };
}

/** The middle and the sides, in metres, of the ground a property covers. */
export async function groundOf(tx: Tx, id: string): Promise<SheetFacts['ground']> {
  const { rows: [g] } = await tx.raw(`select (st_xmin(b) + st_xmax(b)) / 2 as lon, (st_ymin(b) + st_ymax(b)) / 2 as lat,
      st_distance(st_setsrid(st_makepoint(st_xmin(b), (st_ymin(b) + st_ymax(b)) / 2), 4326)::geography, st_setsrid(st_makepoint(st_xmax(b), (st_ymin(b) + st_ymax(b)) / 2), 4326)::geography) as width,
      st_distance(st_setsrid(st_makepoint(st_xmin(b), st_ymin(b)), 4326)::geography, st_setsrid(st_makepoint(st_xmin(b), st_ymax(b)), 4326)::geography) as height
    from (select box2d(a.geom) as b from asset a where a.commune_id = current_commune() and a.id = :id and a.geom is not null) q`, { id }) as { rows: NonNullable<SheetFacts['ground']>[] };
  return g ?? null;
}
