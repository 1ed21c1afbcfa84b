export { routes } from './exports.routes.ts';
export { exportsCommands as commands } from './exports.commands.ts';
export { jobs } from './exports.jobs.ts';
export { sendSheets, writeWorkbook, type PlainSheet, type Sheet, type SheetFormat } from './write/sheet.ts';
// For papers that carry a map at a true scale.
export { openDrawn, openSource, type LayerSource } from './source.ts';
export { printLayer } from './print-layer.ts';
export { communeFacts, groundFrame, type CommuneFacts } from './print.queries.ts';
export { Painter, pathOf, pointsOf } from './pdf/paint.ts';
export { POINTS_PER_MM, type GroundFrame, type MapDocument, type Shape } from './pdf/map-document.ts';
export { grouped, roundBelow } from './pdf/sheet.ts';
export { fileOf, KEPT_MS, sender } from './file.ts';
// For atlases: the same sheets, many in one file.
export { composeSheet, openSheet, type OnePage } from './compose.ts';
export { renderSheets } from './pdf/render.ts';
export { type PrintSteps } from './print.ts';
export { readLogo } from './logo.queries.ts';
