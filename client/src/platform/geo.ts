/** West, south, east, north, in degrees. */
export type Bounds = [number, number, number, number];

/** Metres per CSS pixel at a latitude and a zoom of 512-pixel tiles. */
export const metresPerPixel = (latitude: number, zoom: number): number => (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
/** The denominator of the scale on a screen of 96 dots an inch. */
export const scaleOf = (latitude: number, zoom: number): number => metresPerPixel(latitude, zoom) / (0.0254 / 96);
