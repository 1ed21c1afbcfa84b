import { z } from 'zod';
import { Evidence, OUTCOMES } from '../collection/model.ts';
import { STEP_KINDS } from '../collection/procedure.ts';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';

const base = '/api/communes/{commune}/controls' as const;
const ends = (b: { from: string; to: string }): boolean => b.to > b.from;
const Tax = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,99}$/);

export const ControlRow = z.object({
  id: Id, number: z.string(), tax: z.string(), from: Day, to: Day, partyId: Id.nullable(), party: z.string().nullable(), label: z.string().nullable(), evidence: Evidence, foundNights: z.number().int().nullable(), foundMinor: SignedMinor.nullable(), assessed: SignedMinor, collected: SignedMinor, costMinor: SignedMinor,
  state: z.enum(['none', ...STEP_KINDS]), stateOn: Day.nullable(), outcome: z.enum(OUTCOMES).nullable(), openedBy: z.string(), openedAt: z.string(),
}).meta({ id: 'ControlRow' });
export type ControlRow = z.output<typeof ControlRow>;
/** What a control of some files came to. `collected` is what was paid of what was assessed; `net` is that less the cost. */
const Result = z.object({ files: z.number().int(), open: z.number().int(), foundNights: z.number().int(), found: SignedMinor, assessed: SignedMinor, collected: SignedMinor, cost: SignedMinor, net: SignedMinor });
export const ControlResults = z.object({ from: Day, to: Day, total: Result, months: z.array(Result.extend({ key: z.string() })), officers: z.array(Result.extend({ key: z.string() })), outcomes: z.array(z.object({ outcome: z.enum(OUTCOMES).nullable(), files: z.number().int() })) }).meta({ id: 'ControlResults' });
export type ControlResults = z.output<typeof ControlResults>;

/** Nights of a zone over a period, by who says them; never added to each other. `doubtful` are stays whose zone is only possible. */
export const NightZone = z.object({ zone: z.string().nullable(), units: z.number().int(), stays: z.number().int(), declared: z.number().int(), reported: z.number().int(), observed: z.number().int(), personNights: z.number().int(), exempt: z.number().int(), doubtful: z.number().int() }).meta({ id: 'NightZone' });
export type NightZone = z.output<typeof NightZone>;
export const NightRow = z.object({ factId: Id, zone: z.string().nullable(), certainty: z.string().nullable(), unit: z.string().nullable(), class: z.string().nullable(), taxpayer: z.string().nullable(), source: z.enum(['declared', 'reported', 'observed']), platform: z.string().nullable(), from: Day, to: Day, nights: z.number().int().nullable(), guests: z.number().int().nullable(), exempt: z.number().int() }).meta({ id: 'NightRow' });
export type NightRow = z.output<typeof NightRow>;
const nightsAsked = z.object({ from: Day, to: Day, set: Id.optional() });

/** One click on a gap (or on several, or on the greatest): the figures are read again when the file is opened, and kept as its evidence. */
export const openControls = endpoint({ id: 'openControls', method: 'post', audit: 'control.opened', path: base, access: allow('collect.write'), summary: 'Open a control file for each gap named, or for the greatest ones; a gap that has its file keeps it', params: inCommune,
  body: z.strictObject({ tax: Tax, from: Day, to: Day, gaps: z.array(z.strictObject({ unitId: Id.nullable(), listingId: Id.nullable() })).min(1).max(500).optional(), most: z.number().int().min(1).max(500).optional() }).refine(ends, { path: ['to'], message: 'ends_before_it_begins' }).refine((b) => (b.gaps === undefined) !== (b.most === undefined), { path: ['gaps'], message: 'one' }),
  status: 201, reply: z.object({ opened: z.number().int(), there: z.number().int(), files: z.array(z.object({ id: Id, number: z.string() })) }), errors: ['invalid', 'rule_refused'] });
export const listControls = endpoint({ id: 'listControls', method: 'get', path: base, access: allow('collect.read'), summary: 'Control files, latest first', params: inCommune, query: Page.extend({ open: z.enum(['yes', 'no']).optional() }), status: 200, reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(ControlRow) }), errors: ['invalid'] });
export const changeControl = endpoint({ id: 'changeControl', method: 'patch', audit: 'control.changed', path: `${base}/{id}`, access: allow('collect.write'), summary: 'Name the taxpayer, state what was found and what it cost', params: inCommune.extend({ id: Id }),
  body: z.strictObject({ partyId: Id.optional(), foundNights: z.number().int().min(0).max(10_000_000).optional(), foundMinor: z.string().regex(/^\d{1,15}$/).optional(), costMinor: z.string().regex(/^\d{1,15}$/).optional() }), status: 200, reply: ControlRow, errors: ['invalid', 'not_found', 'rule_refused'] });
export const controlResults = endpoint({ id: 'controlResults', method: 'get', path: `${base}/results`, access: allow('collect.read'), summary: 'What control came to: found, assessed, collected, cost', params: inCommune, query: z.object({ from: DayAsked, to: DayAsked }), status: 200, reply: ControlResults, errors: ['invalid'] });
export const nightRegister = endpoint({ id: 'nightRegister', method: 'get', path: `${base}/nights`, access: allow('collect.read'), summary: 'The register of nights of a period by zone', params: inCommune, query: nightsAsked, status: 200, reply: z.object({ from: Day, to: Day, zoneSet: z.string().nullable(), zones: z.array(NightZone), total: NightZone }), errors: ['invalid'] });
export const nightSheet = endpoint({ id: 'nightSheet', method: 'get', path: `${base}/nights/file`, access: allow('collect.read'), stepUp: 'personal', summary: 'The same, stay by stay, as CSV or XLSX', params: inCommune, query: nightsAsked.extend({ format: z.enum(['csv', 'xlsx']) }), status: 200, reply: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'] });
export const endpoints = [openControls, listControls, changeControl, controlResults, nightRegister, nightSheet] as const;
