import { type Block, type Counts, legendOf } from './legend.ts';
import { insetBlock } from './inset.ts';
import { drawNorth, drawScaleBar, grouped, inPoints, INK2, rule, scaleText, type Sheet, write } from './sheet.ts';

function figures(sheet: Sheet, counts: Counts): Block {
  const { body, map } = sheet;
  const line = body * 1.7;
  return {
    height: body * 2 + map.layers.length * line + body,
    draw: (x, y, width) => {
      write(sheet, sheet.word('print.figures'), x, y + body * 1.2, width, { size: body * 1.1, weight: 'bold' });
      map.layers.forEach((layer, i) => {
        const at = y + body * 2 + i * line + body;
        const n = layer.cells ? layer.cells.reduce((sum, cell) => sum + cell.n, 0) : counts.get(layer.style.layer)?.get('*') ?? 0;
        const room = width * 0.2;
        write(sheet, sheet.word('print.inFrame', { layer: layer.title }), sheet.rtl ? x + room : x, at, width - room, { size: body * 0.9 });
        write(sheet, grouped(n), sheet.rtl ? x : x + width - room, at, room, { size: body * 0.95, weight: 'bold', direction: 'ltr' }, true);
      });
    },
  };
}

function scale(sheet: Sheet): Block {
  const { body, map } = sheet;
  return {
    height: body * (map.request.scaleBar ? 5.2 : 2.8),
    draw: (x, y, width) => {
      rule(sheet, x, y, width);
      write(sheet, scaleText(map.request.scale), x, y + body * 1.8, width, { size: body * 1.25, weight: 'bold' });
      if (map.request.scaleBar) drawScaleBar(sheet, x, y + body * 2.5, width);
    },
  };
}

function notes(sheet: Sheet, width: number): Block {
  const { body, map } = sheet;
  const style = { size: body * 0.78, colour: INK2 };
  const room = width - (map.request.north ? body * 4.2 : 0);
  const lines = map.notes.flatMap((note) => sheet.pen.wrap(note, room, style, 3));
  const line = body * 1.25;
  return {
    height: Math.max(lines.length * line + body, map.request.north ? body * 6.5 : 0),
    draw: (x, y) => {
      rule(sheet, x, y, width);
      lines.forEach((text, i) => { write(sheet, text, sheet.rtl ? x + width - room : x, y + body * 1.5 + i * line, room, style); });
      if (map.request.north) drawNorth(sheet, sheet.rtl ? x + body * 1.6 : x + width - body * 1.6, y + body * 2.8, body * 3.2);
    },
  };
}

const total = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.height, 0);
const stack = (blocks: readonly Block[], x: number, y: number, width: number): void => {
  let at = y;
  for (const block of blocks) { block.draw(x, at, width); at += block.height; }
};
/** As many blocks as fit, the rest named by their number. */
function fitting(sheet: Sheet, blocks: readonly Block[], height: number): Block[] {
  if (total(blocks) <= height) return [...blocks];
  const kept: Block[] = [];
  const line = sheet.body * 1.6;
  for (const block of blocks) if (total(kept) + block.height <= height - line) kept.push(block); else break;
  const left = blocks.length - kept.length;
  return [...kept, { height: line, draw: (x, y, width) => { write(sheet, sheet.word('print.more', { count: left }), x, y + sheet.body, width, { size: sheet.body * 0.85, colour: INK2 }); } }];
}

/**
 * Figures, legends of the layers shown, scale, sources and north. Beside the map it is one column with the scale at its foot; under an upright
 * map, three. Where the legends do not fit, they are set smaller, then cut with a count.
 */
export function drawPanel(sheet: Sheet, counts: Counts): void {
  const box = inPoints(sheet.map.page.side);
  const { request } = sheet.map;
  const build = (s: Sheet): Block[] => [...(request.figures ? [figures(s, counts)] : []), ...(request.legend ? s.map.layers.map((layer) => legendOf(s, layer, counts.get(layer.style.layer) ?? new Map<string, number>())) : [])];
  const sized = (room: (s: Sheet) => number, columns: number): Sheet => {
    for (let factor = 1; factor > 0.68; factor -= 0.08) {
      const smaller = { ...sheet, body: sheet.body * factor };
      if (total(build(smaller)) <= room(smaller) * columns) return smaller;
    }
    return { ...sheet, body: sheet.body * 0.68 };
  };
  if (!sheet.map.page.stacked) {
    const foot = (s: Sheet): Block[] => [...insetBlock(s, box.width), scale(s), notes(s, box.width)];
    const fixed = foot(sheet);
    const room = box.height - total(fixed) - sheet.body;
    const fit = sized(() => room, 1);
    rule(sheet, box.x, box.y, box.width);
    stack(fitting(fit, build(fit), room), box.x, box.y + sheet.body * 0.8, box.width);
    stack(fixed, box.x, box.y + box.height - total(fixed), box.width);
    return;
  }
  const gap = sheet.body * 2;
  const width = (box.width - 2 * gap) / 3;
  const fit = sized(() => box.height * 0.86, 2);
  const blocks = build(fit);
  const first: Block[] = [];
  while (blocks.length > 0 && (first.length === 0 || total(first) + (blocks[0]?.height ?? 0) <= box.height)) first.push(...blocks.splice(0, 1));
  const place = (column: number): number => sheet.rtl ? box.x + (width + gap) * (2 - column) : box.x + (width + gap) * column;
  rule(sheet, place(0), box.y, width);
  stack(first, place(0), box.y + sheet.body * 0.8, width);
  if (blocks.length > 0) rule(sheet, place(1), box.y, width);
  stack(fitting(fit, blocks, box.height), place(1), box.y + sheet.body * 0.8, width);
  stack([scale(sheet), notes(sheet, width), ...insetBlock(sheet, width)], place(2), box.y, width);
}
