import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Bookmark, Composition, CompositionShare, NewBookmark, NewComposition } from './model.ts';

const one = inCommune.extend({ id: Id });

/** One's own, then those shared with one's role whose day has not passed. */
export const listCompositions = endpoint({
  id: 'listCompositions', method: 'get', path: '/api/communes/{commune}/compositions', access: allow('register.read'), summary: 'Maps kept under a name: one’s own and the shared ones',
  params: inCommune, status: 200, reply: z.object({ compositions: z.array(Composition) }), errors: [],
});
/** Not shared with her role, or no longer: 403 that names whom to ask (`compositions.ask`, `compositions.expired`, with `who`). */
export const getComposition = endpoint({
  id: 'getComposition', method: 'get', path: '/api/communes/{commune}/compositions/{id}', access: allow('register.read'), summary: 'One composition',
  params: one, status: 200, reply: Composition, errors: ['not_found', 'forbidden'],
});
/** Under a name of one's own that exists already it is kept anew; its sharing stays. */
export const saveComposition = endpoint({
  id: 'saveComposition', method: 'post', audit: 'composition.saved', path: '/api/communes/{commune}/compositions', access: allow('register.read'), summary: 'Keep the map as it stands under a name',
  params: inCommune, body: NewComposition, status: 201, reply: Composition, errors: ['invalid'],
});
/** Its maker alone shares it. `If-Match` names its version. */
export const shareComposition = endpoint({
  id: 'shareComposition', method: 'put', audit: 'composition.shared', path: '/api/communes/{commune}/compositions/{id}/share', access: allow('layers.write'), summary: 'Share a composition with roles, until a day',
  params: one, body: CompositionShare, status: 200, reply: Composition, errors: ['invalid', 'not_found', 'stale'],
});
export const deleteComposition = endpoint({
  id: 'deleteComposition', method: 'delete', audit: 'composition.deleted', path: '/api/communes/{commune}/compositions/{id}', access: allow('register.read'), summary: 'Forget a composition of one’s own',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const listBookmarks = endpoint({
  id: 'listBookmarks', method: 'get', path: '/api/communes/{commune}/bookmarks', access: allow('register.read'), summary: 'Places of the map one comes back to: one’s own and the shared ones',
  params: inCommune, status: 200, reply: z.object({ bookmarks: z.array(Bookmark) }), errors: [],
});
/** A place of the same name of one's own is replaced. Sharing asks for the right to write layers (`compositions.sharing`). */
export const saveBookmark = endpoint({
  id: 'saveBookmark', method: 'post', audit: 'bookmark.saved', path: '/api/communes/{commune}/bookmarks', access: allow('register.read'), summary: 'Keep a place of the map under a name',
  params: inCommune, body: NewBookmark, status: 201, reply: Bookmark, errors: ['invalid', 'forbidden'],
});
export const deleteBookmark = endpoint({
  id: 'deleteBookmark', method: 'delete', audit: 'bookmark.deleted', path: '/api/communes/{commune}/bookmarks/{id}', access: allow('register.read'), summary: 'Forget a place of one’s own',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const endpoints = [listCompositions, getComposition, saveComposition, shareComposition, deleteComposition, listBookmarks, saveBookmark, deleteBookmark] as const;
