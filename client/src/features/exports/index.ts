export { ExportDialog } from './export-dialog.tsx';
export { ExtractDialog } from './extract-dialog.tsx';
export { FileJob } from './file-job.tsx';
