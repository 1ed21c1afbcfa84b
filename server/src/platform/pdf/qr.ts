import encodeQR from 'qr';
import type PDFKit from 'pdfkit';

/** Draws a text as a QR code, read without any network, in a square of `side` points with its quiet margin. Plain rectangles: sharp at any scale. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, side: number): void {
  const bits = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const cell = side / bits.length;
  doc.save().fillColor('#000000');
  bits.forEach((row, r) => {
    for (let from = 0; from < row.length;) {
      let to = from;
      while (to < row.length && row[to] === true) to += 1;
      if (to > from) doc.rect(x + from * cell, y + r * cell, (to - from) * cell, cell);
      from = Math.max(to, from) + 1;
    }
  });
  doc.fill().restore();
}
