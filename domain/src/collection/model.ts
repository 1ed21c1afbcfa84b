import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';
import { LANGUAGES } from '../shared/texts.ts';
import { TaxLine } from '../tax/result.ts';
import { LETTERS, STEP_KINDS, STEP_REFUSALS } from './procedure.ts';
import { DelayRule, FILE_KINDS } from './rule.ts';

export const OUTCOMES = ['paid', 'cancelled', 'irrecoverable', 'declared', 'nothing_found'] as const;
export const APPEAL_OUTCOMES = ['accepted', 'partly', 'rejected'] as const;
export const SERVED_BY = ['registered_letter', 'hand', 'bailiff', 'electronic', 'posting'] as const;
export const CLAIM_STATES = ['all', 'to_notice', 'noticed', 'reminded', 'formal', 'appeal', 'unpaid', 'closed'] as const;
export const ROLL_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
const words = (max: number) => z.string().trim().min(1).max(max);

/** What a step remembers beside its day: the delay it stood on, the appeal's ground and outcome, the lines of an office assessment. */
export const StepDetail = z.object({
  law: z.string(), article: z.string().nullable(), days: z.number().int(), status: z.string(), office: z.string().nullable(), officeAr: z.string().nullable(), by: Day,
  how: z.enum(SERVED_BY), ground: z.string(), contested: SignedMinor, suspends: z.boolean(), outcome: z.string(), amount: SignedMinor, dueId: Id, tax: z.string(), lines: z.array(TaxLine),
}).partial();
export type StepDetail = z.output<typeof StepDetail>;

/** A paper of a step. A batch is one file (`sha256`) of many papers; `page` is where this one begins. */
export const CollectionPaper = z.object({ id: Id, stepId: Id, kind: z.enum(LETTERS), number: z.string(), code: z.string(), day: Day, language: z.enum(LANGUAGES), amount: SignedMinor.nullable(), reference: z.string(), sha256: z.string(), page: z.number().int(), pages: z.number().int(), job: Id.nullable() }).meta({ id: 'CollectionPaper' });
export type CollectionPaper = z.output<typeof CollectionPaper>;
export const CollectionStep = z.object({ id: Id, kind: z.enum(STEP_KINDS), on: Day, servedOn: Day.nullable(), ofStep: Id.nullable(), note: z.string().nullable(), detail: StepDetail, signedBy: z.string(), signedAt: z.string(), paper: CollectionPaper.nullable() }).meta({ id: 'CollectionStep' });
export type CollectionStep = z.output<typeof CollectionStep>;
/** What may come next; where it may not yet, why, and the day from which (or until which) it may. */
export const NextStep = z.object({ kind: z.enum(STEP_KINDS), ok: z.boolean(), reason: z.enum(STEP_REFUSALS).nullable(), day: Day.nullable(), rule: DelayRule.nullable() });
export type NextStep = z.output<typeof NextStep>;

const money = { assessed: SignedMinor, corrected: SignedMinor, penalties: SignedMinor, paid: SignedMinor, open: SignedMinor };
/** A claim: the due of a tax with its corrections and penalties, and where its procedure stands; without `fileId` nothing was noticed yet. */
export const ClaimRow = z.object({
  dueId: Id, fileId: Id.nullable(), number: z.string().nullable(), partyId: Id, party: z.string().nullable(), accountId: Id, tax: z.string(), from: Day, to: Day, dueOn: Day, runId: Id.nullable(), ...money,
  state: z.enum(['none', ...STEP_KINDS]), stateOn: Day.nullable(), served: z.boolean(), suspended: z.boolean(), closed: z.boolean(),
}).meta({ id: 'ClaimRow' });
export type ClaimRow = z.output<typeof ClaimRow>;

export const Evidence = z.object({ declaredNights: z.number().nullable(), reportedNights: z.number().nullable(), estimatedNights: z.number().nullable(), estimatedLow: z.number().nullable(), estimatedHigh: z.number().nullable(), gapNights: z.number(), gapFrom: z.string(), expectedMinor: SignedMinor.nullable(), model: z.string(), on: z.string() }).partial();
export const FileSheet = z.object({
  id: Id, kind: z.enum(FILE_KINDS), number: z.string(), partyId: Id.nullable(), party: z.string().nullable(), accountId: Id.nullable(), tax: z.string(), from: Day, to: Day, runId: Id.nullable(), dueId: Id.nullable(), dueOn: Day.nullable(), unitId: Id.nullable(), label: z.string().nullable(),
  evidence: Evidence, foundNights: z.number().int().nullable(), foundMinor: SignedMinor.nullable(), costMinor: SignedMinor, outcome: z.enum(OUTCOMES).nullable(), openedBy: z.string(), openedAt: z.string(), ...money,
  suspended: z.boolean(), day: Day, steps: z.array(CollectionStep), next: z.array(NextStep), reference: z.string(), lines: z.array(TaxLine),
}).meta({ id: 'CollectionFile' });
export type FileSheet = z.output<typeof FileSheet>;

const language = z.enum(LANGUAGES).default('fr');
const note = words(2000).nullable().default(null);
export const NewStep = z.strictObject({ kind: z.enum(['notice', 'request', 'reminder', 'formal_notice', 'enforcement']), language, note }).meta({ id: 'NewCollectionStep' });
export const NewService = z.strictObject({ stepId: Id, on: Day, how: z.enum(SERVED_BY) }).meta({ id: 'NewService' });
/** An appeal as it was received. `contested` is the part of the claim it is about; all of it when absent. */
export const NewAppeal = z.strictObject({ filedOn: Day, ground: words(2000), contested: PositiveMinor.optional() }).meta({ id: 'NewAppeal' });
export const AppealDecision = z.strictObject({ outcome: z.enum(APPEAL_OUTCOMES), /** By how much the claim falls; only where it is partly accepted. */ amount: PositiveMinor.optional(), reason: words(2000), language })
  .refine((d) => (d.outcome === 'partly') === (d.amount !== undefined), { path: ['amount'], message: 'only_partly' }).meta({ id: 'AppealDecision' });
/** An assessment by office as it is proposed: what was done, by the best evidence, and the reasons, which the letter states. */
export const OfficeProposal = z.strictObject({
  /** So many stays of so many nights each. */ stays: z.number().int().positive().max(366).default(1), nights: z.number().int().positive().max(366), guests: z.number().int().positive().max(1000), rooms: z.number().int().positive().max(1000).optional(), arrival: Day.optional(), class: words(100).optional(), /** In which zone, where the tariff asks: the author's word. */ zone: words(200).optional(), nationality: words(60).optional(), priceMinor: PositiveMinor.optional(),
  reason: words(2000), language }).meta({ id: 'OfficeProposal' });
export type OfficeProposal = z.output<typeof OfficeProposal>;
export const CloseFile = z.strictObject({ outcome: z.enum(OUTCOMES), note: words(2000) }).meta({ id: 'CloseFile' });
/** `run` names the articles; those noticed before are left out. */
export const NoticeBatch = z.strictObject({ run: Id, language }).meta({ id: 'NoticeBatch' });
export type NoticeBatch = z.output<typeof NoticeBatch>;

export const RollRow = z.object({ no: z.number().int(), article: z.string().nullable(), dueId: Id, partyId: Id, party: z.string().nullable(), tax: z.string(), from: Day, to: Day, dueOn: Day, ...money }).meta({ id: 'RollRow' });
export type RollRow = z.output<typeof RollRow>;
/** The roll of a tax over some days with its sums, and the same sums read from the journal another way: they must agree, or no roll leaves. */
export const Roll = z.object({ tax: z.string().nullable(), from: Day, to: Day, day: Day, currency: z.string(), total: z.number().int(), sums: z.object(money), ledger: z.object(money), balanced: z.boolean(), rows: z.array(RollRow) }).meta({ id: 'TaxRoll' });
export type Roll = z.output<typeof Roll>;

/** What is open of claims, from the four sums it is made of. */
export const claimTotals = (s: Omit<Roll['sums'], 'open'>): Roll['sums'] => ({ ...s, open: String(BigInt(s.assessed) + BigInt(s.corrected) + BigInt(s.penalties) - BigInt(s.paid)) });
