import { LIGHT, zonesStyle } from '@sommier/domain/style';
import type { Block } from './legend.ts';
import { pathOf } from './paint.ts';
import { INK2, scaleText, type Sheet, write } from './sheet.ts';

/** The small map of the commune with the sheet's frame on it; nothing where the sheet has none. */
export function insetBlock(sheet: Sheet, room: number): Block[] {
  const { inset } = sheet.map;
  if (!inset) return [];
  const { doc, body } = sheet;
  const factor = Math.min(1, room / inset.width);
  return [{
    height: inset.height * factor + body * 2.2,
    draw: (x, y, width) => {
      const left = sheet.rtl ? x + width - inset.width * factor : x;
      doc.save().translate(left, y).scale(factor);
      doc.save().rect(0, 0, inset.width, inset.height).fill(LIGHT.halo).restore();
      doc.save().rect(0, 0, inset.width, inset.height).clip();
      for (const { shape } of inset.shapes) {
        const path = pathOf(shape);
        if (path !== '') doc.save().lineWidth(0.5).fillColor(LIGHT.block).strokeColor(LIGHT[zonesStyle.rules[0]?.symbol.line?.colour ?? 'ink']).addContent(`${path} B*`).restore();
      }
      const ring = inset.here.map(([px, py], i) => `${px.toFixed(2)} ${py.toFixed(2)} ${i === 0 ? 'm' : 'l'}`).join(' ');
      doc.save().lineWidth(1.4).strokeColor(LIGHT.select).addContent(`${ring} h S`).restore();
      doc.restore();
      doc.save().lineWidth(0.8).strokeColor(LIGHT.ink).rect(0, 0, inset.width, inset.height).stroke().restore();
      doc.restore();
      write(sheet, sheet.word('print.inset', { scale: scaleText(inset.scale) }), x, y + inset.height * factor + body * 1.1, width, { size: body * 0.78, colour: INK2 });
    },
  }];
}
