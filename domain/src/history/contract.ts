import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { AssetSheet } from '../assets/model.ts';
import { HistoryPage, OwnActions, RestoreRequest, UndoResult } from './model.ts';

const one = inCommune.extend({ id: Id });

export const getAssetHistory = endpoint({
  id: 'getAssetHistory', method: 'get', path: '/api/communes/{commune}/assets/{id}/history', access: allow('register.read'), summary: 'Every change of a property, latest first, with its fields before and after',
  params: one, query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(50).default(20) }), status: 200, reply: HistoryPage, errors: ['invalid', 'not_found'],
});
/** A new version like an old one: nothing is erased. Refused on a validated property, where it is proposed instead. */
export const restoreAsset = endpoint({
  id: 'restoreAsset', method: 'post', audit: 'asset.restored', path: '/api/communes/{commune}/assets/{id}/restore', access: allow('register.write'),
  summary: 'Bring back one field or a whole earlier state; If-Match names the version read', params: one, body: RestoreRequest, status: 200, reply: AssetSheet,
  errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const getOwnActions = endpoint({
  id: 'getOwnActions', method: 'get', path: '/api/communes/{commune}/history/own', access: allow('register.write'), summary: 'What undo and redo would do for the person who asks',
  params: inCommune, status: 200, reply: OwnActions, errors: [],
});
/** Takes back one's own action, row by row; rows changed since stay and are named. An undo is an action too: undoing it is redoing. */
export const undoAction = endpoint({
  id: 'undoAction', method: 'post', audit: 'asset.undone', path: '/api/communes/{commune}/history/actions/{id}/undo', access: allow('register.write'), summary: 'Undo or redo one of one’s own actions',
  params: one, status: 200, reply: UndoResult, errors: ['not_found', 'forbidden', 'conflict', 'rule_refused'],
});
export const endpoints = [getAssetHistory, restoreAsset, getOwnActions, undoAction] as const;
