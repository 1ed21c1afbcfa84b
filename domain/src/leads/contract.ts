import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { JobStarted } from '../jobs/model.ts';
import { FILE_OUTCOMES, FILE_SIDES, GroundDecision, Lead, LeadDecision, LeadFile, LeadPage, LeadQuery, LeadSheet, ListingLinks, VacantPotential } from './model.ts';

const one = inCommune.extend({ id: Id });

/** A job: numbers checked, pairs of listings and leads looked for again, from the latest captures. What was decided stays decided. */
export const identifyListings = endpoint({
  id: 'identifyListings', method: 'post', audit: 'leads.sought', path: '/api/communes/{commune}/leads/search', access: allow('activity.write'), heavy: true, summary: 'Cross listings with the register again', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const listLeads = endpoint({
  id: 'listLeads', method: 'get', path: '/api/communes/{commune}/leads', access: allow('activity.read'), summary: 'Listings that may stand on municipal property, the likeliest first, with their reasons', params: inCommune, query: LeadQuery, status: 200, reply: LeadPage, errors: ['invalid'],
});
export const getLead = endpoint({
  id: 'getLead', method: 'get', path: '/api/communes/{commune}/leads/{id}', access: allow('activity.read'), summary: 'One lead with its ground and its files', params: one, status: 200, reply: LeadSheet, errors: ['not_found'],
});
/** A confirmation opens two files, the agent's and the officer's, and writes what the agent will look at: an occupation without title as a draft, or a subletting found on the right that stands. */
export const decideLead = endpoint({
  id: 'decideLead', method: 'post', audit: 'lead.decided', path: '/api/communes/{commune}/leads/{id}/decision', access: allow('activity.write'), summary: 'Confirm a lead, reject it, put it aside, or take that back', params: one, body: LeadDecision, status: 200, reply: LeadSheet,
  errors: ['invalid', 'not_found', 'conflict', 'rule_refused'],
});
export const listLeadFiles = endpoint({
  id: 'listLeadFiles', method: 'get', path: '/api/communes/{commune}/lead-files', access: allow('activity.read'), summary: 'Files opened by confirmed leads: the agent’s and the officer’s', params: inCommune, query: Page.extend({ side: z.enum(FILE_SIDES).optional(), state: z.enum(['open', 'closed']).default('open') }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(LeadFile) }), errors: ['invalid'],
});
/** The agent closes the property's file, the officer the tax's: who may do both may close both. */
export const closeLeadFile = endpoint({
  id: 'closeLeadFile', method: 'post', audit: 'lead.file_closed', path: '/api/communes/{commune}/lead-files/{id}/close', access: allow('occupation.write'), summary: 'Close a file with its outcome', params: one, body: z.strictObject({ outcome: z.enum(FILE_OUTCOMES), note: z.string().trim().max(2000).optional() }), status: 200, reply: LeadFile,
  errors: ['invalid', 'not_found', 'conflict', 'forbidden'],
});
export const getListingLinks = endpoint({
  id: 'getListingLinks', method: 'get', path: '/api/communes/{commune}/listings/{id}/links', access: allow('activity.read'), summary: 'What a listing is tied to: dwelling, number, the ground it may stand on', params: one, status: 200, reply: ListingLinks, errors: ['not_found'],
});
export const decideGround = endpoint({
  id: 'decideGround', method: 'post', audit: 'listing.ground', path: '/api/communes/{commune}/listings/{id}/ground', access: allow('activity.write'), summary: 'Say that a listing stands on a parcel or property, or that it does not', params: one, body: GroundDecision, status: 200, reply: ListingLinks, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const listAssetLeads = endpoint({
  id: 'listAssetLeads', method: 'get', path: '/api/communes/{commune}/assets/{id}/leads', access: allow('activity.read'), summary: 'Leads on one property and its parts, and what it might bring if vacant', params: one, status: 200, reply: z.object({ rows: z.array(Lead), potential: VacantPotential.nullable() }), errors: ['not_found'],
});
export const listVacantPotential = endpoint({
  id: 'listVacantPotential', method: 'get', path: '/api/communes/{commune}/leads/vacant', access: allow('activity.read'), summary: 'Vacant premises by what the activity round them suggests', params: inCommune, query: Page, status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(VacantPotential) }), errors: ['invalid'],
});
export const endpoints = [identifyListings, listVacantPotential, listLeads, getLead, decideLead, listLeadFiles, closeLeadFile, getListingLinks, decideGround, listAssetLeads] as const;
