import { z } from 'zod';
import { CONDITIONS } from '../assets/words.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { PositiveMinor, SignedMinor } from '../shared/money.ts';
import { FciScale } from './fci.ts';
import { COMPONENTS, FCI_BANDS, WORK_STATES } from './words.ts';

const note = z.string().trim().min(1).max(2000).nullable();
const By = z.object({ id: Id, name: z.string() });
export const Seen = z.strictObject({ component: z.enum(COMPONENTS), class: z.enum(CONDITIONS), note: z.string().trim().min(1).max(500).nullable().default(null) });
/** One class at least: the whole, and what was looked at. A component is seen once. */
export const NewInspection = z.strictObject({
  on: Day, class: z.enum(CONDITIONS), components: z.array(Seen).max(COMPONENTS.length).default([]).refine((c) => new Set(c.map((x) => x.component)).size === c.length, { message: 'component_twice' }), note: note.default(null),
}).meta({ id: 'NewInspection' });
export const Inspection = z.object({
  id: Id, on: Day, class: z.enum(CONDITIONS), components: z.array(z.object({ component: z.enum(COMPONENTS), class: z.enum(CONDITIONS), note: z.string().nullable() })), note: z.string().nullable(), author: By, createdAt: z.string(),
  photos: z.number().int(), withdrawnBy: By.nullable(), reason: z.string().nullable(),
}).meta({ id: 'Inspection' });
export type Inspection = z.output<typeof Inspection>;
/** An inspection just written. `proposal`: of a validated property, what waits for a second person before the register follows. */
export const InspectionKept = Inspection.extend({ proposal: Id.nullable() }).meta({ id: 'InspectionKept' });
export type InspectionKept = z.output<typeof InspectionKept>;

const workFields = { component: z.enum(COMPONENTS), title: z.string().trim().min(1).max(300), note: note.default(null), cost: PositiveMinor.nullable().default(null), priority: z.number().int().min(1).max(4), wanted: z.number().int().min(1900).max(2200).nullable().default(null), inspection: Id.nullable().default(null) };
export const NewWork = z.strictObject({ ...workFields, openedOn: Day.optional() }).meta({ id: 'NewWork' });
export const WorkChange = z.strictObject({ title: workFields.title, note, cost: PositiveMinor.nullable(), priority: workFields.priority, wanted: z.number().int().min(1900).max(2200).nullable(), state: z.enum(WORK_STATES) }).partial().refine((c) => Object.keys(c).length > 0, { message: 'nothing' }).meta({ id: 'WorkChange' });
export const Work = z.object({
  id: Id, assetId: Id, assetCode: z.string(), assetName: z.string(), assetNameAr: z.string().nullable(), component: z.enum(COMPONENTS), title: z.string(), note: z.string().nullable(), cost: SignedMinor.nullable(), priority: z.number().int(), wanted: z.number().int().nullable(),
  state: z.enum(WORK_STATES), openedOn: Day, closedOn: Day.nullable(), inspection: Id.nullable(), version: z.number().int(),
}).meta({ id: 'Work' });
export type Work = z.output<typeof Work>;
/** `from`: where the amount comes from; the land is not in it. */
export const Replacement = z.object({ amount: SignedMinor, on: Day, source: z.string().nullable(), from: z.enum(['stated', 'valuation']) }).meta({ id: 'ReplacementValue' });
export const FciReply = z.union([z.object({ kind: z.literal('computed'), bp: z.number().int(), band: z.enum(FCI_BANDS) }), z.object({ kind: z.literal('not_computable'), reason: z.literal('no_replacement_value') })]).meta({ id: 'Fci' });
export const AssetCondition = z.object({ day: Day, fci: FciReply, scale: z.array(z.object({ band: z.enum(FCI_BANDS), upToBp: z.number().int().nullable() })), deferred: SignedMinor, uncosted: z.number().int(), replacement: Replacement.nullable(), inspections: z.array(Inspection), works: z.array(Work) }).meta({ id: 'AssetCondition' });
export type AssetCondition = z.output<typeof AssetCondition>;
/** A property in the portfolio's list. */
export const ConditionRow = z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), district: z.string().nullable(), class: z.enum(CONDITIONS).nullable(), inspectedOn: Day.nullable(), works: z.number().int(), deferred: SignedMinor, replacement: SignedMinor.nullable(), fci: FciReply }).meta({ id: 'ConditionRow' });
export type ConditionRow = z.output<typeof ConditionRow>;
const sums = { index: FciReply, computable: z.number().int(), notComputable: z.number().int(), deferred: SignedMinor, replacement: SignedMinor, deferredOutside: SignedMinor };
export const ConditionReport = z.object({ day: Day, scale: AssetCondition.shape.scale, ...sums, properties: z.number().int(), inspected: z.number().int(), bands: z.array(z.object({ band: z.enum([...FCI_BANDS, 'none']), count: z.number().int() })), districts: z.array(z.object({ district: z.string().nullable(), properties: z.number().int(), ...sums })), total: z.number().int(), rows: z.array(ConditionRow) }).meta({ id: 'ConditionReport' });
export type ConditionReport = z.output<typeof ConditionReport>;

export const NewPlan = z.strictObject({ name: z.string().trim().min(1).max(200), firstYear: z.number().int().min(2000).max(2200), budgets: z.array(z.string().regex(/^\d{1,15}$/)).min(1).max(15) }).meta({ id: 'NewWorksPlan' });
export const PlanPins = z.strictObject({ pins: z.record(Id, z.union([z.number().int().min(2000).max(2200), z.literal('off')])) }).meta({ id: 'WorksPlanPins' });
const Placed = z.object({ year: z.number().int(), budget: SignedMinor, spent: SignedMinor, works: z.array(Id) });
export const PlanHead = z.object({ id: Id, name: z.string(), firstYear: z.number().int(), budgets: z.array(SignedMinor), state: z.enum(['draft', 'adopted']), author: By, adoptedBy: By.nullable(), adoptedAt: z.string().nullable(), version: z.number().int() }).meta({ id: 'WorksPlanHead' });
export const WorksPlan = PlanHead.extend({
  pins: z.record(z.string(), z.union([z.number().int(), z.literal('off')])), years: z.array(Placed), putOff: z.array(z.object({ id: Id, reason: z.enum(['budget', 'no_cost', 'by_hand', 'pin_over', 'pin_outside']) })), late: z.array(Id), works: z.array(Work),
}).meta({ id: 'WorksPlan' });
export type WorksPlan = z.output<typeof WorksPlan>;
export const ScaleSetting = z.strictObject({ scale: FciScale }).meta({ id: 'FciScaleSetting' });
