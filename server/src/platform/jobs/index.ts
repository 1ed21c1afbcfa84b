export { createJobs } from './runner.ts';
export { queueOnce } from './queue-once.ts';
export { CANCEL_CHANNEL, COLUMNS as JOB_COLUMNS, readJob } from './job.store.ts';
export type { JobContext, JobHandler, JobHandlers, JobRow, Jobs, NewJob } from './types.ts';
