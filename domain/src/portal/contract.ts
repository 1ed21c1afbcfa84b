import { z } from 'zod';
import { PUBLIC, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';
import { Portal, PortalSettings } from './model.ts';

export const getPortal = endpoint({
  id: 'getPortal', method: 'get', path: '/api/communes/{commune}/portal', access: allow('layers.share'), summary: 'What the commune says of its open page',
  params: inCommune, status: 200, reply: Portal, errors: [],
});
/** `If-Match` names the version ("v0" before the first). A paper that is not issued is refused (`portal.paper`). */
export const changePortal = endpoint({
  id: 'changePortal', method: 'put', audit: 'portal.changed', path: '/api/communes/{commune}/portal', access: allow('layers.share'), summary: 'Open, close and word the open page',
  params: inCommune, body: PortalSettings, status: 200, reply: Portal, errors: ['invalid', 'stale', 'rule_refused'],
});
/** The open page itself: one light document and one style sheet, without a script. A closed page and a commune that does not exist answer alike. */
export const openPage = endpoint({
  id: 'openPage', method: 'get', path: '/public/{commune}', access: PUBLIC, summary: 'The open page of a commune', params: inCommune,
  query: z.object({ lang: z.enum(LANGUAGES).optional(), layer: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/).optional() }), status: 200, reply: ['text/html'], errors: ['not_found'],
});
export const openPageStyle = endpoint({
  id: 'openPageStyle', method: 'get', path: '/public/{commune}/style.css', access: PUBLIC, summary: 'The style sheet of the open page', params: inCommune, status: 200, reply: ['text/css'], errors: [],
});
/** A published picture of the ground, whole and small (900 pixels at most), in EPSG:3857; answers 404 for any other layer. */
export const openPagePicture = endpoint({
  id: 'openPagePicture', method: 'get', path: '/public/{commune}/pictures/{name}', access: PUBLIC, summary: 'A public picture of the ground, for the open page', params: inCommune.extend({ name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/) }),
  status: 200, reply: ['image/webp'], errors: ['not_found'],
});
export const endpoints = [getPortal, changePortal, openPage, openPageStyle, openPagePicture] as const;
