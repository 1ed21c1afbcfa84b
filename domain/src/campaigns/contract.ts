import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Campaign, CampaignChange, CampaignRow, ClientId, FieldPack, MAX_PHOTO_BYTES, NewCampaign, Perimeter, PhotoSent, SHEET_STATES, Sheet, SheetReview, SheetRow, Visit, VisitKept } from './model.ts';

const AT = '/api/communes/{commune}/campaigns';
const one = inCommune.extend({ id: Id });
const visit = one.extend({ client: ClientId });

export const listCampaigns = endpoint({
  id: 'listCampaigns', method: 'get', path: AT, access: allow('register.read'), summary: 'Campaigns of inventory with their counts', params: inCommune, status: 200, reply: z.object({ rows: z.array(CampaignRow) }), errors: [],
});
export const listSurveyors = endpoint({
  id: 'listSurveyors', method: 'get', path: `${AT}/surveyors`, access: allow('campaign.manage'), summary: 'Who may be sent to the ground', params: inCommune, status: 200, reply: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }), errors: [],
});
/** A reading that needs a body: nothing is written. */
export const previewCampaign = endpoint({
  id: 'previewCampaign', method: 'post', audit: 'none', path: `${AT}/preview`, access: allow('campaign.manage'), summary: 'How many properties a perimeter holds, by zone', params: inCommune,
  body: z.strictObject({ perimeter: Perimeter, set: Id.nullable().default(null) }), status: 200, reply: z.object({ total: z.number().int(), zones: z.array(z.object({ zone: Id.nullable(), label: z.string().nullable(), count: z.number().int() })) }), errors: ['invalid'],
});
export const createCampaign = endpoint({
  id: 'createCampaign', method: 'post', audit: 'campaign.created', path: AT, access: allow('campaign.manage'), summary: 'A campaign with a sheet for each property of its perimeter', params: inCommune, body: NewCampaign, status: 201, reply: Campaign, errors: ['invalid', 'rule_refused'],
});
export const getCampaign = endpoint({
  id: 'getCampaign', method: 'get', path: `${AT}/{id}`, access: allow('register.read'), summary: 'A campaign with its progress by zone, person and week', params: one, status: 200, reply: Campaign, errors: ['not_found'],
});
/** A new team shares out the sheets that nobody has visited yet. */
export const changeCampaign = endpoint({
  id: 'changeCampaign', method: 'patch', audit: 'campaign.changed', path: `${AT}/{id}`, access: allow('campaign.manage'), summary: 'Change a campaign; If-Match names the version read', params: one, body: CampaignChange, status: 200, reply: Campaign,
  errors: ['invalid', 'not_found', 'stale', 'conflict'],
});
export const moveCampaign = endpoint({
  id: 'moveCampaign', method: 'post', audit: 'campaign.moved', path: `${AT}/{id}/state`, access: allow('campaign.manage'), summary: 'Open a campaign, or close it', params: one, body: z.strictObject({ to: z.enum(['open', 'closed']) }), status: 200, reply: Campaign,
  errors: ['invalid', 'not_found', 'conflict'],
});
export const listSheets = endpoint({
  id: 'listSheets', method: 'get', path: `${AT}/{id}/sheets`, access: allow('register.read'), summary: 'The sheets of a campaign, by page', params: one,
  query: Page.extend({ state: z.enum(SHEET_STATES).optional(), zone: Id.optional(), assignee: Id.optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(SheetRow) }), errors: ['invalid', 'not_found'],
});
export const getSheet = endpoint({
  id: 'getSheet', method: 'get', path: `${AT}/{id}/sheets/{sheet}`, access: allow('register.read'), summary: 'A sheet: the register beside what came back', params: one.extend({ sheet: Id }), status: 200, reply: Sheet, errors: ['not_found'],
});
/** Accepted fields are written as a correction, or as a proposal where the property is validated; a found property is made. */
export const reviewSheet = endpoint({
  id: 'reviewSheet', method: 'post', audit: 'campaign.reviewed', path: `${AT}/{id}/sheets/{sheet}/review`, access: allow('campaign.review'), summary: 'Take or refuse what came back; If-Match names the version read', params: one.extend({ sheet: Id }), body: SheetReview,
  status: 200, reply: Sheet, errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const getFieldPack = endpoint({
  id: 'getFieldPack', method: 'get', path: `${AT}/field`, access: allow('campaign.survey'), summary: 'What this person’s device takes along: her sheets, their questions and the map round them', params: inCommune, status: 200, reply: FieldPack, errors: [],
});
/** Under the number the device gave it: the same revision sent again changes nothing and is answered alike. */
export const sendVisit = endpoint({
  id: 'sendVisit', method: 'put', audit: 'campaign.visited', path: `${AT}/{id}/visits/{client}`, access: allow('campaign.survey'), summary: 'Bring back a visit', params: visit, body: Visit, status: 200, reply: VisitKept,
  errors: ['invalid', 'not_found', 'conflict', 'rule_refused'],
});
/** Known by its own number and its hash: sent again it is answered `duplicate` and kept once. */
export const sendVisitPhoto = endpoint({
  id: 'sendVisitPhoto', method: 'post', audit: 'campaign.photographed', path: `${AT}/{id}/visits/{client}/photos`, access: allow('campaign.survey'), summary: 'Bring back a photo of a visit', params: visit, body: PhotoSent, upload: { maxBytes: MAX_PHOTO_BYTES }, status: 201,
  reply: z.object({ photo: ClientId, document: Id, duplicate: z.boolean() }), errors: ['invalid', 'not_found', 'conflict', 'too_large', 'unsupported_file'],
});
export const endpoints = [listCampaigns, listSurveyors, previewCampaign, createCampaign, getFieldPack, getCampaign, changeCampaign, moveCampaign, listSheets, getSheet, reviewSheet, sendVisit, sendVisitPhoto] as const;
