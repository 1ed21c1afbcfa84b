/** Round denominators of a page, finest first. */
export const ROUND_SCALES = [200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000] as const;
/** Part of the frame a subject may fill. */
const FILL = 0.86;

/**
 * The finest round scale at which ground of so many metres stands whole in a frame of so many millimetres, with room round it.
 * @returns a denominator; the coarsest there is where nothing fits
 */
export function fittingScale(ground: { width: number; height: number }, frame: { width: number; height: number }): number {
  const need = Math.max(ground.width / (frame.width * FILL), ground.height / (frame.height * FILL)) * 1000;
  return ROUND_SCALES.find((scale) => scale >= need) ?? ROUND_SCALES[ROUND_SCALES.length - 1] ?? 1_000_000;
}

/** Width and height of what encloses a rectangle of ground once the sheet is turned by so many degrees. */
export function turnedSize({ width, height }: { width: number; height: number }, degrees: number): { width: number; height: number } {
  const [sin, cos] = [Math.abs(Math.sin(degrees * Math.PI / 180)), Math.abs(Math.cos(degrees * Math.PI / 180))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}
