export { isolate, mirrored, visualRuns, type Direction, type Run, type Script } from './bidi.ts';
export { embeddedFont, keepLetters, TURNED, type EmbeddedFont } from './glyph-text.ts';
export { TextPen, type Align, type TextStyle, type Weight } from './text.ts';
export { openPaper, type Paper, type PaperHead } from './paper.ts';
export { drawQr } from './qr.ts';
export type { Grid, GridColumn, GridLine } from './grid.ts';
