import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { AccessKey, MadeAccessKey, NewAccessKey } from './model.ts';

const one = inCommune.extend({ id: Id });

export const listKeys = endpoint({
  id: 'listKeys', method: 'get', path: '/api/communes/{commune}/keys', access: allow('keys.own'), summary: 'One’s own access keys, latest first',
  params: inCommune, status: 200, reply: z.array(AccessKey), errors: [],
});
/** The secret is in this answer and nowhere else: what is kept is its SHA-256. A key that writes is refused to whom the register may not be written by. */
export const makeKey = endpoint({
  id: 'makeKey', method: 'post', audit: 'key.made', path: '/api/communes/{commune}/keys', access: allow('keys.own'), stepUp: 'always', summary: 'A new access key for QGIS, ogr2ogr and scripts; its secret is answered once',
  params: inCommune, body: NewAccessKey, status: 201, reply: MadeAccessKey, errors: ['invalid', 'rule_refused'],
});
export const revokeKey = endpoint({
  id: 'revokeKey', method: 'delete', audit: 'key.revoked', path: '/api/communes/{commune}/keys/{id}', access: allow('keys.own'), summary: 'Revoke one of one’s own access keys, from this moment',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const listAllKeys = endpoint({
  id: 'listAllKeys', method: 'get', path: '/api/communes/{commune}/all-keys', access: allow('users.manage'), summary: 'The access keys of everybody in the commune',
  params: inCommune, status: 200, reply: z.array(AccessKey), errors: [],
});
export const revokeAnyKey = endpoint({
  id: 'revokeAnyKey', method: 'delete', audit: 'key.revoked', path: '/api/communes/{commune}/all-keys/{id}', access: allow('users.manage'), summary: 'Revoke anybody’s access key',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const endpoints = [listKeys, makeKey, revokeKey, listAllKeys, revokeAnyKey] as const;
