import { allow, endpoint, Id, inCommune } from '../shared/endpoint.ts';
import { failedEndpoints } from './failed.ts';
import { Job, JobPage, JobQuery } from './model.ts';

const ofJob = inCommune.extend({ id: Id });

export const listJobs = endpoint({
  id: 'listJobs', method: 'get', path: '/api/communes/{commune}/jobs', access: allow('jobs.read'), summary: 'The jobs of the commune, latest first',
  params: inCommune, query: JobQuery, status: 200, reply: JobPage, errors: ['invalid', 'unauthenticated', 'forbidden', 'not_found'],
});
export const getJob = endpoint({
  id: 'getJob', method: 'get', path: '/api/communes/{commune}/jobs/{id}', access: allow('jobs.read'), summary: 'One job with its progress',
  params: ofJob, status: 200, reply: Job, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const cancelJob = endpoint({
  id: 'cancelJob', method: 'post', path: '/api/communes/{commune}/jobs/{id}/cancel', access: allow('jobs.read'), audit: 'job.cancelled',
  summary: 'Ask a job to stop; one’s own, or any for a manager or an administrator', params: ofJob, status: 200, reply: Job,
  errors: ['unauthenticated', 'forbidden', 'not_found', 'conflict'],
});
export const endpoints = [listJobs, getJob, cancelJob, ...failedEndpoints] as const;
