import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Commune, CommuneChange } from './model.ts';

export const getCommune = endpoint({
  id: 'getCommune', method: 'get', path: '/api/communes/{commune}', access: allow('register.read'), summary: 'One commune; `embedded` is true when its data lives on the embedded database',
  params: inCommune, status: 200, reply: Commune, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const changeCommune = endpoint({
  id: 'changeCommune', method: 'patch', audit: 'commune.changed', path: '/api/communes/{commune}', access: allow('users.manage'), stepUp: 'always', summary: 'Change the commune’s names, languages or time zone',
  params: inCommune, body: CommuneChange, status: 200, reply: Commune, errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'not_found'],
});
export const endpoints = [getCommune, changeCommune] as const;
