import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { AssetSheet } from '../assets/model.ts';
import { Decision, NewProposal, Proposal, ProposalQuery, ProposalRow, QueueQuery, QueueRow, Return, ReviewCounts, ReviewState, Submission, SubmissionResult, Validation } from './model.ts';

const one = inCommune.extend({ id: Id });

export const submitAssets = endpoint({
  id: 'submitAssets', method: 'post', audit: 'review.submitted', path: '/api/communes/{commune}/reviews', access: allow('register.write'), summary: 'Hand in drafts for a second person to validate',
  params: inCommune, body: Submission, status: 200, reply: SubmissionResult, errors: ['invalid', 'not_found', 'conflict'],
});
export const listReviews = endpoint({
  id: 'listReviews', method: 'get', path: '/api/communes/{commune}/reviews', access: allow('register.read'), summary: 'Properties that wait for validation, the oldest first', params: inCommune,
  query: QueueQuery, status: 200, reply: z.strictObject({ total: z.number().int(), rows: z.array(QueueRow) }), errors: ['invalid'],
});
export const countReviews = endpoint({
  id: 'countReviews', method: 'get', path: '/api/communes/{commune}/reviews/counts', access: allow('register.read'), summary: 'What waits: submitted properties, open proposals, what came back to me',
  params: inCommune, status: 200, reply: ReviewCounts, errors: [],
});
export const getReview = endpoint({
  id: 'getReview', method: 'get', path: '/api/communes/{commune}/assets/{id}/review', access: allow('register.read'), summary: 'Where a property stands between draft and validated',
  params: one, status: 200, reply: ReviewState, errors: ['not_found'],
});
/** Refused to whoever submitted it (`reviews.own`), in the database too. */
export const validateAsset = endpoint({
  id: 'validateAsset', method: 'post', audit: 'review.validated', path: '/api/communes/{commune}/assets/{id}/validate', access: allow('register.validate'),
  summary: 'Validate a submitted property; If-Match names the version read', params: one, body: Validation, status: 200, reply: AssetSheet, errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const returnAsset = endpoint({
  id: 'returnAsset', method: 'post', audit: 'review.returned', path: '/api/communes/{commune}/assets/{id}/return', access: allow('register.validate'), summary: 'Give a submitted property back with a comment',
  params: one, body: Return, status: 200, reply: AssetSheet, errors: ['invalid', 'not_found', 'conflict', 'rule_refused'],
});
export const withdrawSubmission = endpoint({
  id: 'withdrawSubmission', method: 'post', audit: 'review.withdrawn', path: '/api/communes/{commune}/assets/{id}/withdraw', access: allow('register.write'), summary: 'Take one’s own submission back',
  params: one, status: 200, reply: AssetSheet, errors: ['not_found', 'conflict', 'rule_refused'],
});
export const proposeChange = endpoint({
  id: 'proposeChange', method: 'post', audit: 'proposal.made', path: '/api/communes/{commune}/assets/{id}/proposals', access: allow('register.write'),
  summary: 'Ask to change a validated property; If-Match names the version read', params: one, body: NewProposal, status: 201, reply: Proposal, errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const listProposals = endpoint({
  id: 'listProposals', method: 'get', path: '/api/communes/{commune}/proposals', access: allow('register.read'), summary: 'Proposals, the oldest open first', params: inCommune, query: ProposalQuery, status: 200,
  reply: z.strictObject({ total: z.number().int(), rows: z.array(ProposalRow) }), errors: ['invalid'],
});
export const getProposal = endpoint({
  id: 'getProposal', method: 'get', path: '/api/communes/{commune}/proposals/{id}', access: allow('register.read'), summary: 'A proposal field by field against what stands now', params: one, status: 200, reply: Proposal, errors: ['not_found'],
});
/** Refused to whoever asked for it (`reviews.own_proposal`). 412 when the property moved since the decider read it. */
export const decideProposal = endpoint({
  id: 'decideProposal', method: 'post', audit: 'proposal.decided', path: '/api/communes/{commune}/proposals/{id}/decision', access: allow('register.validate'), summary: 'Accept a proposal whole or by field, or refuse it with a reason',
  params: one, body: Decision, status: 200, reply: Proposal, errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const withdrawProposal = endpoint({
  id: 'withdrawProposal', method: 'post', audit: 'proposal.withdrawn', path: '/api/communes/{commune}/proposals/{id}/withdraw', access: allow('register.write'), summary: 'Take one’s own proposal back',
  params: one, status: 200, reply: Proposal, errors: ['not_found', 'conflict', 'rule_refused'],
});
export const endpoints = [submitAssets, listReviews, countReviews, getReview, validateAsset, returnAsset, withdrawSubmission, proposeChange, listProposals, getProposal, decideProposal, withdrawProposal] as const;
