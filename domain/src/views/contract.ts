import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { NewView, SavedView, VIEW_SCREENS } from './model.ts';

/** One's own, and those that others share. */
export const listViews = endpoint({
  id: 'listViews', method: 'get', path: '/api/communes/{commune}/views', access: allow('register.read'), summary: 'Saved views of a screen',
  params: inCommune, query: z.object({ screen: z.enum(VIEW_SCREENS) }), status: 200, reply: z.object({ views: z.array(SavedView) }), errors: ['invalid'],
});
/** A view of the same name and screen of one's own is replaced. Sharing asks for the right to write the register (`views.sharing`). */
export const saveView = endpoint({
  id: 'saveView', method: 'post', audit: 'view.saved', path: '/api/communes/{commune}/views', access: allow('register.read'), summary: 'Keep a filter and an order under a name',
  params: inCommune, body: NewView, status: 201, reply: SavedView, errors: ['invalid', 'forbidden'],
});
export const deleteView = endpoint({
  id: 'deleteView', method: 'delete', audit: 'view.deleted', path: '/api/communes/{commune}/views/{id}', access: allow('register.read'), summary: 'Forget a view of one’s own',
  params: inCommune.extend({ id: Id }), status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const endpoints = [listViews, saveView, deleteView] as const;
