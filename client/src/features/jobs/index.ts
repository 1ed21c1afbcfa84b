export { JobsPage } from './jobs-page.tsx';
export { FailedJobsPage } from './failed-page.tsx';
export { JobLine } from './job-line.tsx';
export { useJob } from './use-job.ts';
