/** The address of the composer: middle, denominator and turn of the sheet, the layers from the top, and the properties an atlas is of. Codes and numbers alone. */
export interface PrintSearch { at?: string; layers?: string; assets?: string }
/** Most properties the address names. */
export const MOST_NAMED = 100;
const SHAPES = { at: /^-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d{3,7}(,-?\d+(\.\d+)?)?$/, layers: /^[a-z0-9_,-]{1,1300}$/, assets: /^\d{1,19}(,\d{1,19}){0,99}$/ } as const;

export const readPrint = (raw: Record<string, unknown>): PrintSearch => Object.fromEntries(Object.entries(SHAPES).flatMap(([key, shape]) => (typeof raw[key] === 'string' && shape.test(raw[key]) ? [[key, raw[key]]] : [])));
export interface PrintPlace { center: [number, number]; scale: number; rotation: number }
export const readPlace = (at: string | undefined): PrintPlace | null => {
  const [lon, lat, scale, rotation = 0] = (at ?? '').split(',').map(Number);
  return lon === undefined || lat === undefined || scale === undefined || [lon, lat, scale].some(Number.isNaN) ? null : { center: [lon, lat], scale, rotation };
};
export const writePlace = ({ center, scale, rotation }: PrintPlace): string => `${center[0].toFixed(6)},${center[1].toFixed(6)},${scale},${rotation}`;
