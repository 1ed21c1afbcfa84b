export { routes } from './papers.routes.ts';
export { commands } from './papers.commands.ts';
export { jobs } from './papers.jobs.ts';
export { keepFile, keptPath } from './statements.ts';
export { makeSheets } from './sheets.ts';
export { readingAt, registerAt, type RegisterAt } from './register-at.ts';
export { drawMap, FRAME_MM, openLayers, readMap, type MapPart } from './map-box.ts';
export { groundOf, readWords } from './facts.queries.ts';
export { sheetVoice } from './voice.ts';
