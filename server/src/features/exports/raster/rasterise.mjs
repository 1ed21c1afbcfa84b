// One sheet, one picture, then exit: drawing millions of pixels would hold every request in the server's own process.
import { open, readFile, rm } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

/** Pixels drawn at a time: memory does not grow with the paper. */
const STRIP = 8_000_000;
const BGRX = 3;
/** Annotations, and the finest edges. */
const FLAGS = 0x01;

/** Head of an uncompressed TIFF of one strip of RGB rows, which a reader can take row by row. */
const tiffHead = (width, height, dpi) => {
  const entries = [[256, 4, 1, width], [257, 4, 1, height], [258, 3, 3, 0], [259, 3, 1, 1], [262, 3, 1, 2], [273, 4, 1, 0], [277, 3, 1, 3], [278, 4, 1, height], [279, 4, 1, width * height * 3], [282, 5, 1, 0], [283, 5, 1, 0], [296, 3, 1, 2]];
  const after = 8 + 2 + entries.length * 12 + 4;
  const head = Buffer.alloc(after + 6 + 16);
  head.write('II', 0, 'latin1'); head.writeUInt16LE(42, 2); head.writeUInt32LE(8, 4); head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    const held = tag === 258 ? after : tag === 282 ? after + 6 : tag === 283 ? after + 14 : tag === 273 ? head.length : value;
    head.writeUInt16LE(tag, at); head.writeUInt16LE(type, at + 2); head.writeUInt32LE(count, at + 4);
    if (type === 3 && count === 1) head.writeUInt16LE(held, at + 8); else head.writeUInt32LE(held, at + 8);
  });
  for (let i = 0; i < 3; i += 1) head.writeUInt16LE(8, after + i * 2);
  for (const at of [after + 6, after + 14]) { head.writeUInt32LE(dpi, at); head.writeUInt32LE(1, at + 4); }
  return head;
};

/** @param {{ pdf: string; out: string; format: 'png' | 'jpeg'; dpi: number; width: number; height: number }} ask */
const draw = async ({ pdf, out, format, dpi, width, height }) => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await readFile(pdf));
  const page = document.getPage(0);
  const { module } = library;
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP / width)));
  const bitmap = module._FPDFBitmap_CreateEx(width, rows, BGRX, 0, 0);
  if (!bitmap) throw new Error('no memory for a strip');
  const raw = `${out}.tif`;
  const file = await open(raw, 'w');
  try {
    await file.write(tiffHead(width, height, dpi));
    for (let top = 0; top < height; top += rows) {
      const here = Math.min(rows, height - top);
      module._FPDFBitmap_FillRect(bitmap, 0, 0, width, rows, 0xffffffff);
      module._FPDF_RenderPageBitmap(bitmap, page.pageIdx, 0, -top, width, height, 0, FLAGS);
      const pixels = module.HEAPU8;
      const from = module._FPDFBitmap_GetBuffer(bitmap);
      const strip = Buffer.allocUnsafe(width * here * 3);
      for (let i = 0, at = from, to = 0; i < width * here; i += 1, at += 4, to += 3) { strip[to] = pixels[at + 2]; strip[to + 1] = pixels[at + 1]; strip[to + 2] = pixels[at]; }
      await file.write(strip);
      process.send?.({ done: top + here });
    }
  } finally { await file.close(); module._FPDFBitmap_Destroy(bitmap); }
  const read = sharp(raw, { sequentialRead: true, limitInputPixels: false }).withMetadata({ density: dpi });
  await (format === 'png' ? read.png({ compressionLevel: 7 }) : read.jpeg({ quality: 90, chromaSubsampling: '4:4:4' })).toFile(out);
  await rm(raw);
};

process.once('message', (ask) => {
  sharp.concurrency(1);
  sharp.cache(false);
  draw(ask).then(() => process.send?.({ ok: true }, () => process.exit(0)), (error) => process.send?.({ ok: false, error: String(error?.message ?? error) }, () => process.exit(0)));
});
process.on('disconnect', () => process.exit(0));
