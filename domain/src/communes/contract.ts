import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Commune } from './model.ts';

export const getCommune = endpoint({
  id: 'getCommune', method: 'get', path: '/api/communes/{commune}', access: allow('register.read'), summary: 'One commune; `embedded` is true when its data lives on the embedded database',
  params: inCommune, status: 200, reply: Commune, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const endpoints = [getCommune] as const;
