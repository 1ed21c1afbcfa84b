/** An uncompressed RGB or 16 bit GeoTIFF of one strip: `paint` answers a pixel's bands. Its upper left corner lies at `at` in the system `epsg` (none when null), a pixel covers `step` of its units. */
export function geotiff({ width, height, epsg, at, step, paint, bits = 8 }: { width: number; height: number; epsg: number | null; at: readonly [number, number]; step: number; paint: (x: number, y: number) => readonly number[]; bits?: 8 | 16 }): Buffer {
  const bands = paint(0, 0).length, bytes = bits / 8, size = width * height * bands * bytes;
  const extra: Buffer[] = [];
  const HEAD = 8;
  let after = HEAD + size;
  const keep = (data: Buffer): number => { const here = after; extra.push(data); after += data.length; return here; };
  const doubles = (list: readonly number[]): Buffer => { const b = Buffer.alloc(list.length * 8); list.forEach((v, i) => b.writeDoubleLE(v, i * 8)); return b; };
  const shorts = (list: readonly number[]): Buffer => { const b = Buffer.alloc(list.length * 2); list.forEach((v, i) => b.writeUInt16LE(v, i * 2)); return b; };
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, 4, 1, width], [257, 4, 1, height], [258, 3, bands, bands === 1 ? bits : keep(shorts(Array(bands).fill(bits)))], [259, 3, 1, 1], [262, 3, 1, bands >= 3 ? 2 : 1], [273, 4, 1, HEAD], [277, 3, 1, bands], [278, 4, 1, height], [279, 4, 1, size],
    [33550, 12, 3, keep(doubles([step, step, 0]))], [33922, 12, 6, keep(doubles([0, 0, 0, at[0], at[1], 0]))],
  ];
  const geographic = epsg === 4326;
  if (epsg !== null) entries.push([34735, 3, 16, keep(shorts([1, 1, 0, 3, 1024, 0, 1, geographic ? 2 : 1, 1025, 0, 1, 1, geographic ? 2048 : 3072, 0, 1, epsg]))]);
  const file = Buffer.alloc(after + 2 + entries.length * 12 + 4);
  file.write('II', 0, 'latin1');
  file.writeUInt16LE(42, 2);
  file.writeUInt32LE(after, 4);
  for (let y = 0, to = HEAD; y < height; y += 1) for (let x = 0; x < width; x += 1) for (const v of paint(x, y)) { if (bits === 8) file.writeUInt8(v, to); else file.writeUInt16LE(v, to); to += bytes; }
  let to = HEAD + size;
  for (const data of extra) { data.copy(file, to); to += data.length; }
  file.writeUInt16LE(entries.length, after);
  entries.forEach(([tag, type, count, value], i) => {
    const here = after + 2 + i * 12;
    file.writeUInt16LE(tag, here);
    file.writeUInt16LE(type, here + 2);
    file.writeUInt32LE(count, here + 4);
    if (type === 3 && count === 1) file.writeUInt16LE(value, here + 8); else file.writeUInt32LE(value, here + 8);
  });
  return file;
}
