export { routes } from './exports.routes.ts';
export { exportsCommands as commands } from './exports.commands.ts';
export { jobs } from './exports.jobs.ts';
export { sendSheets, type Sheet, type SheetFormat } from './write/sheet.ts';
