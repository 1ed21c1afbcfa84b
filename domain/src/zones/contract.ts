import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Zone, ZoneAnswer, ZoneQuestion, ZoneReport, ZoneSet, NewZoneSet } from './model.ts';

export const listZoneSets = endpoint({
  id: 'listZoneSets', method: 'get', path: '/api/communes/{commune}/zone-sets', access: allow('activity.read'), summary: 'Sets of zones',
  params: inCommune, status: 200, reply: z.object({ rows: z.array(ZoneSet) }), errors: [],
});
/** A map file of polygons becomes a set, or redraws the set of that name; the job ends with the counts of an import, or `{refused_file}`. */
export const addZones = endpoint({
  id: 'addZones', method: 'post', audit: 'zones.sent', path: '/api/communes/{commune}/zone-sets', access: allow('zones.write'), summary: 'Draw a set of zones from a map file',
  params: inCommune, upload: { maxBytes: 500_000_000 }, body: NewZoneSet, status: 202, reply: z.object({ job: Id }), errors: ['invalid', 'too_large'],
});
export const listZones = endpoint({
  id: 'listZones', method: 'get', path: '/api/communes/{commune}/zone-sets/{id}/zones', access: allow('activity.read'), summary: 'The zones of a set, by label',
  params: inCommune.extend({ id: Id }), query: z.object({ geometry: z.enum(['yes', 'no']).default('no') }), status: 200, reply: z.object({ rows: z.array(Zone) }), errors: ['not_found', 'invalid'],
});
/** `set` is the set's name; `captured` reads the listings as they stood that day. */
export const reportZones = endpoint({
  id: 'reportZones', method: 'get', path: '/api/communes/{commune}/zones/report', access: allow('activity.read'), summary: 'Listings and estimated nights by zone',
  params: inCommune, query: z.object({ set: z.string().min(1).max(200), captured: z.iso.date().optional() }), status: 200, reply: ZoneReport, errors: ['not_found', 'invalid'],
});
/** A reading that needs a body: nothing is written. Rows come by falling share, then by nights. */
export const askZone = endpoint({
  id: 'askZone', method: 'post', audit: 'none', path: '/api/communes/{commune}/zones/ask', access: allow('activity.read'), summary: 'Certain, possible and expected listings of a zone',
  params: inCommune, query: Page, body: ZoneQuestion, status: 200, reply: ZoneAnswer, errors: ['invalid', 'not_found'],
});
export const endpoints = [listZoneSets, addZones, listZones, reportZones, askZone] as const;
