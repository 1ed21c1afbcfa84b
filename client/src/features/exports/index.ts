export { ExportDialog } from './export-dialog.tsx';
export { FileJob } from './file-job.tsx';
