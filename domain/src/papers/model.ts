import { z } from 'zod';
import { AssetSelection } from '../assets/contract.ts';
import { LANGUAGES } from '../shared/texts.ts';

/** Sheets of some properties in one PDF, in the order of their codes. `history` adds who changed what, for who may read the register's history. */
export const SheetsRequest = z.strictObject({ selection: AssetSelection, language: z.enum(LANGUAGES).default('fr') }).meta({ id: 'SheetsRequest' });
export type SheetsRequest = z.output<typeof SheetsRequest>;
/** Most sheets of one file. */
export const MOST_SHEETS = 20_000;
/** The scales a sheet's map may have: the first at which the property fits. */
export const SHEET_SCALES = [200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000] as const;
/** A property that is a point on the map is shown with its surroundings at this scale. */
export const POINT_SCALE = 1000;

/**
 * The denominator at which a ground of so many metres fits a frame of so many millimetres, with a fifth of it left as surroundings.
 * Beyond the last round scale the ground is not shown whole.
 */
export const sheetScale = (ground: { width: number; height: number }, frame: { width: number; height: number }): number => {
  if (ground.width <= 0 && ground.height <= 0) return POINT_SCALE;
  const needed = Math.max(ground.width / frame.width, ground.height / frame.height) * 1000 * 1.25;
  return SHEET_SCALES.find((scale) => scale >= needed) ?? SHEET_SCALES[SHEET_SCALES.length - 1]!;
};
