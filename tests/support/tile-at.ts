/** "z/x/y" of the tile of that zoom over a place (web Mercator, y from the north). */
export function tileAt(lon: number, lat: number, z: number): string {
  const n = 2 ** z, x = Math.floor((lon + 180) / 360 * n), y = Math.floor((1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * n);
  return `${String(z)}/${String(x)}/${String(y)}`;
}
