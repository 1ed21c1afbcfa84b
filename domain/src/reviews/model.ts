import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { AssetChange } from '../assets/model.ts';
import { REVIEWS } from '../assets/words.ts';
import { DrawnGeometry } from '../geometries/model.ts';
import { ByPerson } from '../history/model.ts';


const Words = z.string().trim().min(1).max(2000);
const Named = z.strictObject({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable() });

export const Submission = z.strictObject({ assets: z.array(Id).min(1).max(2000), note: Words.optional() }).meta({ id: 'Submission' });
/** `already` were submitted or validated before, `unknown` are not in the register. The three add up to what was asked. */
export const SubmissionResult = z.strictObject({ submitted: z.number().int(), already: z.number().int(), unknown: z.number().int() }).meta({ id: 'SubmissionResult' });
export type SubmissionResult = z.output<typeof SubmissionResult>;

/** A line of the queue: what waits, who handed it in, and whether the reader may decide (never her own). */
export const QueueRow = z.strictObject({
  asset: Named, version: z.number().int(), level: z.string().nullable(), district: z.string().nullable(), submittedBy: ByPerson, submittedAt: z.iso.datetime(), note: z.string().nullable(), own: z.boolean(),
}).meta({ id: 'ReviewQueueRow' });
export type QueueRow = z.output<typeof QueueRow>;
export const QueueQuery = Page.extend({ own: z.enum(['yes', 'no']).optional() });
/** Figures of the badge: what waits for somebody, and what came back to the reader with a comment. */
export const ReviewCounts = z.strictObject({ submitted: z.number().int(), proposals: z.number().int(), returned: z.number().int() }).meta({ id: 'ReviewCounts' });
export type ReviewCounts = z.output<typeof ReviewCounts>;

/** Where a property stands: its state, by whom, and what was said the last time. */
export const ReviewState = z.strictObject({
  state: z.enum(REVIEWS), submittedBy: ByPerson, submittedAt: z.iso.datetime().nullable(), validatedBy: ByPerson, validatedAt: z.iso.datetime().nullable(),
  returned: z.strictObject({ by: ByPerson, at: z.iso.datetime(), comment: z.string() }).nullable(), openProposals: z.number().int(),
}).meta({ id: 'ReviewState' });
export type ReviewState = z.output<typeof ReviewState>;

export const Validation = z.strictObject({ comment: Words.optional() }).meta({ id: 'Validation' });
export const Return = z.strictObject({ comment: Words }).meta({ id: 'ReviewReturn' });

export const PROPOSAL_STATES = ['open', 'accepted', 'partly', 'refused', 'withdrawn'] as const;
/** What somebody asks to change on a validated property: fields, a shape, or both. */
export const NewProposal = z.strictObject({ change: AssetChange.optional(), geometry: DrawnGeometry.optional(), crs: z.number().int().min(1024).max(999_999).default(4326), accuracyM: z.number().min(0).max(10_000).nullable().default(null), comment: Words.optional() })
  .refine((p) => p.change !== undefined || p.geometry !== undefined, { message: 'nothing_to_change' }).meta({ id: 'NewProposal' });
export type NewProposal = z.output<typeof NewProposal>;
export const ProposalRow = z.strictObject({
  id: Id, asset: Named, state: z.enum(PROPOSAL_STATES), requestedBy: ByPerson, requestedAt: z.iso.datetime(), comment: z.string().nullable(), fields: z.array(z.string()),
  decidedBy: ByPerson, decidedAt: z.iso.datetime().nullable(), reason: z.string().nullable(), accepted: z.array(z.string()), own: z.boolean(), baseVersion: z.number().int(), outdated: z.boolean(),
}).meta({ id: 'ProposalRow' });
export type ProposalRow = z.output<typeof ProposalRow>;
/** `conflict`: the field was changed since the proposal was made. Shapes are GeoJSON. */
export const ProposalField = z.strictObject({ field: z.string(), base: z.unknown(), current: z.unknown(), proposed: z.unknown(), conflict: z.boolean() });
export const Proposal = ProposalRow.extend({ assetVersion: z.number().int(), diff: z.array(ProposalField) }).meta({ id: 'Proposal' });
export type Proposal = z.output<typeof Proposal>;
export const ProposalQuery = Page.extend({ state: z.enum(PROPOSAL_STATES).optional(), asset: Id.optional() });

/**
 * `accept` names the fields taken, the rest is refused; `version` is the property's as the decider saw it. A field changed since the proposal was
 * made is taken only when `confirmed` names it too. A reason is asked as soon as something is refused.
 */
export const Decision = z.strictObject({ version: z.number().int(), accept: z.array(z.string().max(63)).max(200), confirmed: z.array(z.string().max(63)).max(200).default([]), reason: Words.optional() }).meta({ id: 'ProposalDecision' });
export type Decision = z.output<typeof Decision>;
