import type { AssetSheet } from '@sommier/domain/assets';
import { shapeOf, type Shape } from '../../map/index.ts';

/** What is drawn: the ground of a property that stands in the register, or of one to be made (within another, when its sheet was open). */
export type Subject = { kind: 'asset'; asset: AssetSheet } | { kind: 'new'; parent: AssetSheet | null };

interface Draft { shape: Shape; at: string }
const keyOf = (commune: string, s: Subject): string => `sommier.draft.shape.${commune}.${s.kind === 'asset' ? s.asset.id : 'new'}`;

/** The outline one left without saving, kept on this device: geometry only, nothing of a person. */
export const readDraft = (commune: string, s: Subject): Draft | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(commune, s)) ?? 'null') as { geometry: Parameters<typeof shapeOf>[0]; at: string } | null;
    const shape = kept && shapeOf(kept.geometry);
    return kept && shape && shape.length ? { shape, at: kept.at } : null;
  } catch { return null; }
};
/** A shape too large for the device's store is simply not kept: the session itself holds it. */
export const keepDraft = (commune: string, s: Subject, shape: Shape, at: string): void => {
  try { localStorage.setItem(keyOf(commune, s), JSON.stringify({ geometry: { type: 'MultiPolygon', coordinates: shape }, at })); } catch { /* full */ }
};
export const dropDraft = (commune: string, s: Subject): void => localStorage.removeItem(keyOf(commune, s));
