import { z } from 'zod';

/** Reference systems offered by name, with the accuracy in metres of their shift to WGS 84 as PROJ applies it (EPSG:1538 for Carthage, one shift for Merchich). */
export const CRS_CHOICES = [
  { code: 4326, name: 'WGS 84 (longitude, latitude)', accuracyM: 0 }, { code: 3857, name: 'WGS 84 / Pseudo-Mercator', accuracyM: 0 },
  { code: 22391, name: 'Carthage / Nord Tunisie', accuracyM: 1 }, { code: 22392, name: 'Carthage / Sud Tunisie', accuracyM: 1 }, { code: 22332, name: 'Carthage / UTM 32N', accuracyM: 1 },
  { code: 26191, name: 'Merchich / Nord Maroc', accuracyM: 7 }, { code: 26192, name: 'Merchich / Sud Maroc', accuracyM: 7 },
  { code: 26194, name: 'Merchich / Sahara Nord', accuracyM: 7 }, { code: 26195, name: 'Merchich / Sahara Sud', accuracyM: 7 },
  { code: 2154, name: 'RGF93 v1 / Lambert-93', accuracyM: 1 }, { code: 32628, name: 'WGS 84 / UTM 28N', accuracyM: 0 }, { code: 32629, name: 'WGS 84 / UTM 29N', accuracyM: 0 },
  { code: 32630, name: 'WGS 84 / UTM 30N', accuracyM: 0 }, { code: 32631, name: 'WGS 84 / UTM 31N', accuracyM: 0 }, { code: 32632, name: 'WGS 84 / UTM 32N', accuracyM: 0 },
  { code: 32633, name: 'WGS 84 / UTM 33N', accuracyM: 0 }, { code: 31028, name: 'Yoff / UTM 28N', accuracyM: null }, { code: 25231, name: 'Lome / UTM 31N', accuracyM: null },
] as const;

const MORE: Readonly<Record<number, number>> = { 4979: 0, 4223: 1, 4261: 7, 4258: 1, 4171: 1 };

/** Metres the shift of a system to WGS 84 may be off: 0 where none is needed, null where it is not known to us. */
export function shiftAccuracy(code: number | null): number | null {
  if (code === null) return null;
  if (code >= 32601 && code <= 32660 || code >= 32701 && code <= 32760) return 0;
  return CRS_CHOICES.find((c) => c.code === code)?.accuracyM ?? MORE[code] ?? null;
}
export const isGeographic = (code: number): boolean => [4326, 4979, 4223, 4261, 4258, 4171].includes(code);

/** Where a country lies, roughly (west, south, east, north): what a commune that has drawn nothing yet can still be held to. */
export const COUNTRY_BOUNDS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  TN: [7.4, 30.1, 11.7, 37.7], MA: [-17.3, 20.6, -0.9, 36.1], BJ: [0.7, 6.1, 3.9, 12.5], FR: [-5.3, 41.2, 9.7, 51.2],
};

/** Rows of a file that land far from the commune: read in the wrong zone, most often. `km` is how far, `tries` the systems in which they would land in it. */
export const OutsideCommune = z.object({ rows: z.number().int(), placed: z.number().int(), km: z.number(), of: z.enum(['commune', 'country']), tries: z.array(z.number().int()) });
export type OutsideCommune = z.output<typeof OutsideCommune>;
