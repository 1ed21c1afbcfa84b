import { z } from 'zod';
import { allow, endpoint, inCommune, SIGNED_IN } from '../shared/endpoint.ts';
import { DeployedCommune, NewDeployedCommune, Storage } from './model.ts';

export const getStorage = endpoint({
  id: 'getStorage', method: 'get', path: '/api/communes/{commune}/storage', access: allow('users.manage'), summary: 'What the commune’s files weigh, by kind; what nothing refers to; the disk', params: inCommune, status: 200, reply: Storage, errors: [],
});
/** Removes the files nothing refers to any more; a file younger than a day stays, since somebody may be at it. */
export const sweepStorage = endpoint({
  id: 'sweepStorage', method: 'post', audit: 'storage.swept', path: '/api/communes/{commune}/storage/sweep', access: allow('users.manage'), stepUp: 'always', summary: 'Remove orphaned files', params: inCommune, status: 200, reply: Storage, errors: [],
});
/** For who runs the deployment (`sommier user operator`), who is no member of these communes by that. */
export const listDeployment = endpoint({
  id: 'listDeployment', method: 'get', path: '/api/deployment/communes', access: SIGNED_IN, summary: 'The communes of this deployment, with counts and sizes; for its operator', status: 200, reply: z.array(DeployedCommune), errors: ['unauthenticated', 'forbidden'],
});
export const addToDeployment = endpoint({
  id: 'addToDeployment', method: 'post', audit: 'none', path: '/api/deployment/communes', access: SIGNED_IN, stepUp: 'always', summary: 'A new commune with its first administrator; written on the new commune’s own trail',
  body: NewDeployedCommune, status: 201, reply: z.object({ code: z.string() }), errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'conflict'],
});
export const endpoints = [getStorage, sweepStorage, listDeployment, addToDeployment] as const;
