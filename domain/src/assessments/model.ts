import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { StoredRule } from '../tax/rule.ts';
import { TaxLine } from '../tax/result.ts';

/** The arithmetic's edition, frozen with each run: another one may give other lines for the same facts. */
export const MODEL = 'sommier-tax/1';
/** `computing` belongs to its job; a draft waits for a second person; what is issued stays for ever. */
export const RUN_STATES = ['computing', 'draft', 'reviewed', 'issued', 'dropped'] as const;
export type RunState = (typeof RUN_STATES)[number];
/** A supplementary run issues what the present facts and rules make beyond what was issued; a cancelling one takes it all back. */
export const RUN_KINDS = ['first', 'supplementary', 'cancelling'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
const By = z.object({ id: Id.nullable(), name: z.string(), at: z.string() });

export const RunFigures = z.object({
  facts: z.number().int(), assessed: z.number().int(), waiting: z.number().int(), total: SignedMinor,
  /** Why lines wait, and how many of each. */
  reasons: z.record(z.string(), z.number().int()), cases: z.number().int(), articles: z.number().int(), articlesTotal: SignedMinor,
}).meta({ id: 'AssessmentFigures' });
export type RunFigures = z.output<typeof RunFigures>;
export const RunCheck = z.object({ ok: z.boolean(), checkedAt: z.string(), cases: z.number().int(), faults: z.array(z.object({ what: z.string(), expected: z.string(), found: z.string() })), /** Facts corrected or withdrawn since: grounds for a supplementary run, no fault. */ changed: z.number().int() }).meta({ id: 'AssessmentCheck' });
export type RunCheck = z.output<typeof RunCheck>;

export const AssessmentRun = z.object({
  id: Id, tax: z.string(), kind: z.enum(RUN_KINDS), state: z.enum(RUN_STATES), from: Day, to: Day, day: Day, zoneSet: z.string().nullable(), population: z.number().int().nullable(), currency: z.string(), model: z.string(),
  figures: RunFigures.nullable(), rulesHash: z.string().nullable(), inputsHash: z.string().nullable(), resultHash: z.string().nullable(), dueOn: Day.nullable(), job: Id.nullable(), note: z.string().nullable(),
  created: By, reviewed: By.nullable(), issued: By.nullable(), check: RunCheck.nullable(), version: z.number().int(),
}).meta({ id: 'AssessmentRun' });
export type AssessmentRun = z.output<typeof AssessmentRun>;

/** A line and the trace that explains it. `reason` says why it waits; then nothing of it is issued. */
export const AssessmentLine = z.object({
  factId: Id, factVersion: z.number().int(), kind: z.string().nullable(), from: Day.nullable(), to: Day.nullable(), class: z.string().nullable(), unitId: Id.nullable(), unit: z.string().nullable(), platform: z.string().nullable(),
  partyId: Id.nullable(), party: z.string().nullable(), zone: z.string().nullable(), certainty: z.string().nullable(), amount: SignedMinor, reason: z.string().nullable(), reasonText: z.string().nullable(), lines: z.array(TaxLine),
}).meta({ id: 'AssessmentLine' });
export type AssessmentLine = z.output<typeof AssessmentLine>;
/** What one taxpayer owes of a run: an article of the roll, and its due in the ledger once issued. */
export const AssessmentArticle = z.object({ no: z.number().int(), partyId: Id, party: z.string().nullable(), lines: z.number().int(), amount: SignedMinor, dueId: Id.nullable() }).meta({ id: 'AssessmentArticle' });
export type AssessmentArticle = z.output<typeof AssessmentArticle>;

/** Amounts are expected ones: a fact whose zone is in doubt counts by the shares of its disc. */
const Sum = z.object({ facts: z.number().int(), present: SignedMinor, proposed: SignedMinor, /** Waiting for a zone or a fact under each. */ waitingPresent: z.number().int(), waitingProposed: z.number().int(), presentRange: z.tuple([SignedMinor, SignedMinor]), proposedRange: z.tuple([SignedMinor, SignedMinor]) });
export type SimulatedSum = z.output<typeof Sum>;
/** The present beside a proposal over the same facts; ranges are what an uncertain zone could make, lowest and highest. Nothing is written. */
export const Simulation = z.object({
  tax: z.string(), from: Day, to: Day, zoneSet: z.string().nullable(), currency: z.string(), total: Sum, zones: z.array(Sum.extend({ zone: z.string().nullable(), zoneId: Id.nullable() })), classes: z.array(Sum.extend({ class: z.string().nullable() })), operators: z.array(Sum.extend({ operator: z.string().nullable() })),
  rules: z.object({ present: z.array(StoredRule), proposed: z.array(StoredRule) }),
}).meta({ id: 'TaxSimulation' });
export type Simulation = z.output<typeof Simulation>;
