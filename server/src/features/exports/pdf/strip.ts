import { LIGHT } from '@sommier/domain/style';
import type { Box } from '@sommier/domain/exports';
import type { MapDocument } from './map-document.ts';
import { grouped, INK2, inPoints, rule, type Sheet, write } from './sheet.ts';

/** Parts of the table's width: code, name, legal status, area. */
const COLUMNS = [0.18, 0.4, 0.27, 0.15] as const;

function drawTable(sheet: Sheet, table: NonNullable<MapDocument['table']>, box: Box): void {
  const { body } = sheet;
  const line = body * 1.5;
  const cells = (values: readonly string[], y: number, head: boolean): void => {
    let from = 0;
    COLUMNS.forEach((part, i) => {
      const w = part * box.width;
      write(sheet, values[i] ?? '', sheet.rtl ? box.x + box.width - from - w : box.x + from, y, w - body * 0.6, { size: body * 0.85, ...(head ? { weight: 'bold' as const } : {}) }, i === 3);
      from += w;
    });
  };
  let y = box.y + body * 1.2;
  cells([sheet.word('print.table.code'), sheet.word('print.table.name'), sheet.word('print.table.legal'), sheet.word('print.table.area')], y, true);
  rule(sheet, box.x, y + body * 0.5, box.width);
  const fits = Math.max(0, Math.floor((box.height - body * 2) / line) - (table.total > table.rows.length ? 1 : 0));
  const shown = table.rows.slice(0, table.rows.length > fits ? Math.max(0, fits - 1) : fits);
  for (const row of shown) { y += line; cells([row.code, row.name, row.legal, row.area], y, false); }
  if (shown.length < table.total) write(sheet, sheet.word('print.table.more', { count: grouped(table.total - shown.length) }), box.x, y + line, box.width, { size: body * 0.85, colour: INK2 });
}

function drawPhotos(sheet: Sheet, photos: NonNullable<MapDocument['photos']>, box: Box): void {
  const { doc, body } = sheet;
  const gap = body;
  const width = Math.min(box.height * 1.25, (box.width - gap * (photos.length - 1)) / Math.max(1, photos.length));
  photos.forEach((photo, i) => {
    const x = sheet.rtl ? box.x + box.width - (width + gap) * i - width : box.x + (width + gap) * i;
    doc.image(photo.bytes, x, box.y, { fit: [width, box.height - body * 1.6], align: 'center', valign: 'center' });
    write(sheet, photo.caption, x, box.y + box.height - body * 0.3, width, { size: body * 0.8, colour: INK2 });
  });
}

/** What stands under the map: the properties of the frame, and their photographs beside them. */
export function drawStrip(sheet: Sheet): void {
  const { map } = sheet;
  if (!map.page.strip) return;
  const box = inPoints(map.page.strip);
  sheet.doc.fillColor(LIGHT.ink);
  const photos = map.photos ?? [];
  const half = map.table && photos.length > 0 ? 0.6 : 1;
  const start: Box = { ...box, width: box.width * half - (half < 1 ? sheet.body * 2 : 0), x: sheet.rtl && half < 1 ? box.x + box.width * (1 - half) + sheet.body * 2 : box.x };
  const end: Box = half < 1 ? { ...box, width: box.width * (1 - half), x: sheet.rtl ? box.x : box.x + box.width * half } : box;
  if (map.table) drawTable(sheet, map.table, start);
  if (photos.length > 0) drawPhotos(sheet, photos, end);
  else if (!map.table) write(sheet, sheet.word('print.noPhoto'), box.x, box.y + sheet.body * 1.5, box.width, { size: sheet.body, colour: INK2 });
}
