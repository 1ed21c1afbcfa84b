import { metresPerPixel } from '../../platform/geo.ts';

/** The zoom at which a CSS pixel, 1/96 of an inch of paper, is so much ground at that latitude (§ true scale of the domain study). */
export const zoomAt = (scale: number, latitude: number): number => Math.log2(metresPerPixel(latitude, 0) / (scale * 0.0254 / 96));
