import { z } from 'zod';
import { DOMAIN_CLASSES, STATUSES, type DomainClass } from '../assets/model.ts';
import { GUARD_CODES, Overrides, ShownFinding, type ActEffect } from '../guards/index.ts';
import { Id, Page } from '../shared/endpoint.ts';

/** Decisions over property (LADM: LA_Source and the change of right it carries). `cancellation` takes another act back; none is ever deleted. */
export const ACT_KINDS = ['assignment', 'unassignment', 'classification', 'declassification', 'acquisition', 'disposal', 'exchange', 'donation', 'expropriation', 'demolition',
  'deliberation', 'approval', 'cancellation'] as const;
export type ActKind = (typeof ACT_KINDS)[number];
/** What the act does with a property: it comes in, goes out, or is what the act is about. */
export const ACT_SIDES = ['in', 'out', 'about'] as const;
export type ActSide = (typeof ACT_SIDES)[number];
/** The sides a kind of act may have; the first is meant when nothing is said. */
export const SIDES_OF: Readonly<Record<ActKind, readonly ActSide[]>> = {
  assignment: ['about'], unassignment: ['about'], classification: ['about'], declassification: ['about'], acquisition: ['in'], disposal: ['out'], exchange: ['out', 'in'], donation: ['in', 'out'],
  expropriation: ['in'], demolition: ['about'], deliberation: ['about'], approval: ['about'], cancellation: [],
};

/** Minor units of the commune's currency, as text. */
const minor = z.string().regex(/^\d{1,15}$/);
const text = (max: number) => z.string().trim().min(1).max(max);
const day = z.iso.date();
/** The file of an acquisition or disposal, as kept by land agents (domain study, Compiègne `foncier`): three deliberations and three estimates at most. */
export const Deed = z.strictObject({
  deliberations: z.array(day).max(3).default([]), estimates: z.array(z.strictObject({ amount: minor, by: text(200).nullable().default(null), on: day.nullable().default(null) })).max(3).default([]),
  promisedOn: day.nullable().default(null), deedOn: day.nullable().default(null), deedReference: text(200).nullable().default(null), notary: text(200).nullable().default(null),
  priceNet: minor.nullable().default(null), priceGross: minor.nullable().default(null), fees: minor.nullable().default(null),
  initialParcels: text(500).nullable().default(null), finalParcels: text(500).nullable().default(null), lots: text(500).nullable().default(null),
});
export type Deed = z.output<typeof Deed>;

/** One property of an act. `domainClass` is what a classification, a declassification or an entry makes of it; without it the kind's own. */
export const ActProperty = z.strictObject({ assetId: Id, side: z.enum(ACT_SIDES).optional(), domainClass: z.enum(DOMAIN_CLASSES).optional() });

const said = {
  reference: text(120), subject: text(400), authority: text(200).nullable(), signedOn: day, publication: text(200).nullable(), publishedOn: day.nullable(),
  deliberatedOn: day.nullable(), deliberationReference: text(120).nullable(), approvedOn: day.nullable(), approvalReference: text(120).nullable(), service: text(200).nullable(),
  recordOn: day.nullable(), partyId: Id.nullable(), deed: Deed.nullable(), note: text(2000).nullable(),
};
const orNothing = <S extends z.ZodType>(schema: z.ZodNullable<S>) => schema.prefault(null);
/** An act as it is recorded. It takes effect on `effectiveOn`; `cancels` names the act that a cancellation takes back. */
export const NewAct = z.strictObject({
  kind: z.enum(ACT_KINDS), reference: said.reference, subject: said.subject, signedOn: said.signedOn, effectiveOn: day,
  authority: orNothing(said.authority), publication: orNothing(said.publication), publishedOn: orNothing(said.publishedOn), deliberatedOn: orNothing(said.deliberatedOn), deliberationReference: orNothing(said.deliberationReference),
  approvedOn: orNothing(said.approvedOn), approvalReference: orNothing(said.approvalReference), service: orNothing(said.service), recordOn: orNothing(said.recordOn), partyId: orNothing(said.partyId), deed: orNothing(said.deed), note: orNothing(said.note),
  properties: z.array(ActProperty).max(500).default([]), cancels: Id.nullable().default(null), overrides: Overrides,
}).superRefine((a, context) => {
  const issue = (path: string, message: string): void => { context.addIssue({ code: 'custom', path: [path], message }); };
  if ((a.kind === 'cancellation') !== (a.cancels !== null)) issue('cancels', 'cancellation_names_an_act');
  if (a.kind !== 'cancellation' && a.properties.length === 0) issue('properties', 'no_property');
  if (a.kind === 'cancellation' && a.properties.length > 0) issue('properties', 'cancellation_has_no_property');
  if (new Set(a.properties.map((p) => p.assetId)).size !== a.properties.length) issue('properties', 'property_twice');
  if (a.properties.some((p) => p.side !== undefined && !SIDES_OF[a.kind].includes(p.side))) issue('properties', 'side');
  if (a.kind === 'declassification' && a.properties.some((p) => p.domainClass?.startsWith('public'))) issue('properties', 'declassified_is_private');
  if (a.kind === 'classification' && a.properties.some((p) => p.domainClass !== undefined && !p.domainClass.startsWith('public'))) issue('properties', 'classified_is_public');
}).meta({ id: 'NewAct' });
export type NewAct = z.output<typeof NewAct>;

/** What may be corrected of an act: what it says, not what it does. To change that, it is cancelled and another recorded. */
export const ActChange = z.strictObject(said).partial().refine((c) => Object.keys(c).length > 0, { message: 'nothing_to_change' }).meta({ id: 'ActChange' });
export type ActChange = z.output<typeof ActChange>;

const Related = z.object({ id: Id, kind: z.enum(ACT_KINDS), reference: z.string() });
export const ActRow = z.object({
  id: Id, kind: z.enum(ACT_KINDS), ...said, effectiveOn: day, cancels: Related.nullable(), cancelledBy: Related.nullable(), partyName: z.string().nullable(),
  properties: z.array(z.object({ assetId: Id, code: z.string(), name: z.string(), side: z.enum(ACT_SIDES), domainClass: z.enum(DOMAIN_CLASSES).nullable() })), propertyCount: z.number().int(),
  /** Rules gone past, with who answered for it and why; and those it was warned of. */
  overridden: z.array(z.object({ guard: z.enum(GUARD_CODES), reason: z.string(), by: z.string().nullable() })), warned: z.array(z.enum(GUARD_CODES)),
  documents: z.number().int(), version: z.number().int(), createdBy: z.string().nullable(), createdAt: z.string(),
}).meta({ id: 'Act' });
export type ActRow = z.output<typeof ActRow>;
/** The reply of a recording: the act, and what each rule met said. */
export const RecordedAct = ActRow.extend({ findings: z.array(ShownFinding) }).meta({ id: 'RecordedAct' });

/** Before recording: the rules an act would meet, and what each property would become. */
export const ActCheck = z.object({
  findings: z.array(ShownFinding), refused: z.boolean(), mayOverride: z.boolean(),
  properties: z.array(z.object({ assetId: Id, code: z.string(), before: z.object({ domainClass: z.enum(DOMAIN_CLASSES).nullable(), status: z.enum(STATUSES).nullable() }), after: z.object({ domainClass: z.enum(DOMAIN_CLASSES).nullable(), status: z.enum(STATUSES).nullable() }) })),
}).meta({ id: 'ActCheck' });

export const ActFilter = Page.extend({
  q: z.string().trim().max(200).optional(), kind: z.enum(ACT_KINDS).optional(), asset: Id.optional(), from: day.optional(), to: day.optional(), state: z.enum(['standing', 'cancelled', 'overridden']).optional(),
  sort: z.enum(['effectiveOn', 'signedOn', 'reference', 'kind']).default('effectiveOn'), dir: z.enum(['asc', 'desc']).default('desc'),
});
export type ActFilter = z.output<typeof ActFilter>;
/** What may stand in an address: words may be somebody's name, so they travel in a body alone and are refused here rather than passed over. */
export const ActCodes = ActFilter.extend({ q: z.never().optional() });
export const ActSearch = z.strictObject(ActFilter.omit({ page: true, size: true }).shape);

/** What follows from acts. Null is "nobody has said". */
export type Status = (typeof STATUSES)[number];
export interface LegalState { domainClass: DomainClass | null; status: Status | null }
export type { ActEffect };
