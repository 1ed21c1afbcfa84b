import type { AssetChange, AssetSheet } from '@sommier/domain/assets';
import type { Sheet, SheetReview } from '@sommier/domain/campaigns';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { checkValues, correctAsset, insertAsset, lockAsset, nextCode, readAsset, todayOf } from '../assets/index.ts';
import { moveDocuments } from '../documents/index.ts';
import { drawAsset } from '../geometries/index.ts';
import { lockStates } from '../history/index.ts';
import { propose } from '../reviews/index.ts';

type Seen = Sheet['visits'][number];

/** The fields taken, as a change of the register; a condition takes the day of the visit along. */
function changeOf(visit: Seen, fields: readonly string[]): AssetChange {
  const change: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  for (const field of fields.filter((f) => f !== 'position')) {
    if (!(field in visit.answers)) throw new AppError('rule_refused', 'not answered', { reason: 'campaigns.not_answered', field });
    if (field.startsWith('extra.')) extra[field.slice(6)] = visit.answers[field];
    else change[field] = visit.answers[field];
  }
  if (Object.keys(extra).length > 0) change['extra'] = extra;
  if ('conditionClass' in change) change['conditionOn'] = visit.at.slice(0, 10);
  return change as AssetChange;
}
const pointOf = (visit: Seen) => (visit.position === null ? null : { geometry: { type: 'Point' as const, coordinates: [visit.position.lon, visit.position.lat] as [number, number] }, crs: 4326, accuracyM: visit.position.accuracyM, acknowledged: true });

/** Writes what the office takes of a visit: a correction, a proposal where the property is validated, or the property that was found. */
export async function applyVisit(tx: Tx, sheet: Sheet, visit: Seen, { fields }: SheetReview, person: string, language: Language): Promise<{ asset: string | null; proposal: string | null }> {
  const change = changeOf(visit, fields);
  const place = fields.includes('position') ? pointOf(visit) : null;
  if (sheet.asset === null) return { asset: await makeFound(tx, visit, change, pointOf(visit), person, language), proposal: null };
  if (await lockAsset(tx, sheet.asset.id) === undefined) throw new AppError('not_found', `No property ${sheet.asset.id}`);
  const before = await readAsset(tx, sheet.asset.id) as AssetSheet;
  const written = Object.keys(change).length > 0;
  if (before.review === 'validated' && (written || place)) {
    const state = (await lockStates(tx, [before.id])).get(before.id);
    if (state === undefined) throw new AppError('not_found', `No property ${before.id}`);
    return { asset: before.id, proposal: await propose(tx, before, state, person, { ...(written ? { change } : {}), ...(place ? { geometry: place.geometry } : {}), crs: 4326, accuracyM: place?.accuracyM ?? null }, language) };
  }
  if (written) await correctAsset(tx, before, change, person, language);
  if (place) await drawAsset(tx, before, place);
  return { asset: before.id, proposal: null };
}

async function makeFound(tx: Tx, visit: Seen, change: AssetChange, place: ReturnType<typeof pointOf>, person: string, language: Language): Promise<string> {
  const values = { ...change, name: change.name ?? visit.foundName ?? '–' };
  await checkValues(tx, values, {}, false, language);
  const today = await todayOf(tx);
  const code = await nextCode(tx, { level: values.level ?? null, nature: values.nature ?? null, district: values.district ?? null, parentCode: null, year: Number(today.slice(0, 4)) });
  const id = await insertAsset(tx, code, values, { person, today });
  if (place) await drawAsset(tx, { id, parentId: null, level: values.level ?? null }, place);
  if (visit.photos.length > 0) await moveDocuments(tx, visit.photos, 'asset', id);
  return id;
}
