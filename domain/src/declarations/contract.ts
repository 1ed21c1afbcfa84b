import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';
import { endpoints as own } from './own-contract.ts';
import { CHANNELS, Correction, DECLARATION_STATES, DeclarantAccount, Declaration, DeclarationRow, KnownUnit, MissingReturn, NewDeclaration, TaxCode, TaxForm } from './model.ts';

const at = '/api/communes/{commune}/declarations' as const;
const one = inCommune.extend({ id: Id });
const SHEETS = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;
const filter = { tax: TaxCode.optional(), party: Id.optional(), state: z.enum(DECLARATION_STATES).optional(), channel: z.enum(CHANNELS).optional(), from: Day.optional(), to: Day.optional(), late: z.enum(['yes', 'no']).optional(), zero: z.enum(['yes', 'no']).optional() };
const format = z.enum(['csv', 'xlsx']).default('csv');
const paged = <T extends z.ZodType>(row: T) => z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(row) });

/** Taxes whose rules in force ask for a return, with what their forms ask; with `party`, the lodgings known of her. */
export const declarationForms = endpoint({ id: 'declarationForms', method: 'get', path: `${at}/forms`, access: allow('activity.read'), summary: 'What may be declared, and what each form asks', params: inCommune, query: z.object({ party: Id.optional(), on: DayAsked.optional() }), status: 200, reply: z.object({ forms: z.array(TaxForm), units: z.array(KnownUnit), day: Day }), errors: ['invalid'] });
export const listDeclarations = endpoint({ id: 'listDeclarations', method: 'get', path: at, access: allow('activity.read'), summary: 'Returns, latest first', params: inCommune, query: Page.extend(filter), status: 200, reply: paged(DeclarationRow), errors: ['invalid'] });
export const exportDeclarations = endpoint({ id: 'exportDeclarations', method: 'get', path: `${at}/sheet`, access: allow('export.run'), stepUp: 'personal', summary: 'The same as a sheet', params: inCommune, query: z.object({ ...filter, format }), status: 200, reply: SHEETS, errors: ['invalid'] });
const asked = { tax: TaxCode.optional(), /** The day looked from; today when absent. */ on: Day.optional(), /** Periods that began before are left out; a year before the day when absent. */ since: Day.optional() };
export const missingDeclarations = endpoint({ id: 'missingDeclarations', method: 'get', path: `${at}/missing`, access: allow('activity.read'), summary: 'Who should have declared and did not', params: inCommune, query: Page.extend(asked), status: 200, reply: paged(MissingReturn), errors: ['invalid'] });
export const exportMissing = endpoint({ id: 'exportMissing', method: 'get', path: `${at}/missing/sheet`, access: allow('export.run'), stepUp: 'personal', summary: 'The same as a sheet', params: inCommune, query: z.object({ ...asked, format }), status: 200, reply: SHEETS, errors: ['invalid'] });
export const createDeclaration = endpoint({ id: 'createDeclaration', method: 'post', audit: 'declaration.created', path: at, access: allow('activity.write'), summary: 'Enter a return for a taxpayer: filed at once, or kept as a draft', params: inCommune, body: NewDeclaration, status: 201, reply: Declaration, errors: ['invalid', 'not_found', 'rule_refused'] });
export const getDeclaration = endpoint({ id: 'getDeclaration', method: 'get', path: `${at}/{id}`, access: allow('activity.read'), summary: 'One return with its lines and versions', params: one, status: 200, reply: Declaration, errors: ['not_found'] });
export const changeDeclaration = endpoint({ id: 'changeDeclaration', method: 'put', audit: 'declaration.changed', path: `${at}/{id}`, access: allow('activity.write'), summary: 'Write a draft anew; If-Match names the revision read', params: one, body: NewDeclaration, status: 200, reply: Declaration, errors: ['invalid', 'not_found', 'stale', 'rule_refused'] });
export const dropDeclaration = endpoint({ id: 'dropDeclaration', method: 'delete', audit: 'declaration.dropped', path: `${at}/{id}`, access: allow('activity.write'), summary: 'Throw a draft away', params: one, status: 204, reply: z.undefined(), errors: ['not_found', 'rule_refused'] });
export const correctDeclaration = endpoint({ id: 'correctDeclaration', method: 'post', audit: 'declaration.corrected', path: `${at}/{id}/correct`, access: allow('activity.write'), summary: 'A new version that replaces this one; its facts replace the former ones, which stay on record', params: one, body: Correction, status: 201, reply: Declaration, errors: ['invalid', 'not_found', 'rule_refused'] });
export const declarationReceipt = endpoint({ id: 'declarationReceipt', method: 'get', path: `${at}/{id}/receipt.pdf`, access: allow('activity.read'), summary: 'The receipt, with the digest of what was declared', params: one, query: z.object({ language: z.enum(LANGUAGES).optional() }), status: 200, reply: ['application/pdf'], errors: ['not_found', 'rule_refused'] });
export const enrolParty = endpoint({ id: 'enrolParty', method: 'post', audit: 'declaration.enrolled', path: `${at}/enrolments`, access: allow('activity.write'), summary: 'Put down that a taxpayer declares a tax from a day on, or until one', params: inCommune, body: z.strictObject({ partyId: Id, tax: TaxCode, since: Day, until: Day.nullable().default(null) }).refine((e) => e.until === null || e.until > e.since, { path: ['until'], message: 'ends_before_it_begins' }), status: 201, reply: z.object({ id: Id }), errors: ['invalid', 'not_found'] });

export const listDeclarants = endpoint({ id: 'listDeclarants', method: 'get', path: `${at}/accounts`, access: allow('activity.read'), summary: 'Accounts of hosts and operators', params: inCommune, query: Page, status: 200, reply: paged(DeclarantAccount), errors: ['invalid'] });
/** The code is told once; with it the party opens her account, or sets a new password on the one she has. */
export const inviteDeclarant = endpoint({ id: 'inviteDeclarant', method: 'post', audit: 'declarant.invited', path: `${at}/accounts/invite`, access: allow('activity.write'), summary: 'An invitation code bound to a party, good once', params: inCommune, body: z.strictObject({ partyId: Id }), status: 201, reply: z.object({ code: z.string(), expiresAt: z.iso.datetime() }), errors: ['invalid', 'not_found'] });
export const disableDeclarant = endpoint({ id: 'disableDeclarant', method: 'post', audit: 'declarant.disabled', path: `${at}/accounts/{id}/disable`, access: allow('activity.write'), summary: 'Close an account of a declarant, or open it again', params: one, body: z.strictObject({ disabled: z.boolean() }), status: 200, reply: z.object({ id: Id, disabled: z.boolean() }), errors: ['invalid', 'not_found'] });

export const endpoints = [
  declarationForms, listDeclarations, exportDeclarations, missingDeclarations, exportMissing, createDeclaration, enrolParty, listDeclarants, inviteDeclarant, disableDeclarant, getDeclaration, changeDeclaration, dropDeclaration, correctDeclaration, declarationReceipt, ...own,
] as const;
