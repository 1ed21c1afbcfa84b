import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Example, RulePack, StoredPack } from '../tax/pack.ts';
import { TaxLine } from '../tax/result.ts';
import { TaxRule } from '../tax/rule.ts';
import { KeptExample, RULE_STATES, RuleVersion } from './model.ts';

const at = '/api/communes/{commune}/rules' as const;
const one = inCommune.extend({ id: Id });
const Tax = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,99}$/);

const Title = z.object({ fr: z.string().optional(), ar: z.string().optional(), en: z.string().optional() });

/** A tax of the commune: how many versions hold on the day, how many drafts wait. */
export const TaxSummary = z.object({ tax: z.string(), label: Title, currency: z.string(), inForce: z.number().int(), published: z.number().int(), drafts: z.number().int(), examples: z.number().int() }).meta({ id: 'TaxSummary' });
export type TaxSummary = z.output<typeof TaxSummary>;
export const Template = z.object({
  pack: z.string(), title: Title, country: z.string().nullable(), currencies: z.array(z.string()),
  rules: z.array(z.object({ key: z.string(), tax: z.string(), label: Title, legalRef: z.string(), status: z.enum(['bill', 'law', 'council']), from: Day.nullable(), to: Day.nullable(), toConfirm: z.array(z.string()) })), examples: z.number().int(),
}).meta({ id: 'RuleTemplate' });
export type Template = z.output<typeof Template>;
/** An example tried: what it expects, what the rules give, and how. */
export const TriedExample = z.object({ id: z.string(), passed: z.boolean(), expected: z.string(), found: z.string().nullable(), lines: z.array(TaxLine), refusals: z.array(z.object({ ref: z.string(), code: z.string(), field: z.string().nullable(), message: z.string() })) }).meta({ id: 'TriedExample' });
export type TriedExample = z.output<typeof TriedExample>;
const Taken = z.object({ drafts: z.array(Id), examples: z.number().int() });

export const listTaxes = endpoint({ id: 'listTaxes', method: 'get', path: `${at}/taxes`, access: allow('rules.read'), summary: 'Taxes of the commune, with what holds and what waits', params: inCommune, query: z.object({ day: DayAsked.optional() }), status: 200, reply: z.object({ day: Day, taxes: z.array(TaxSummary) }), errors: ['invalid'] });
export const listRules = endpoint({ id: 'listRules', method: 'get', path: at, access: allow('rules.read'), summary: 'Versions of the rules, by key and date', params: inCommune, query: z.object({ tax: Tax.optional(), state: z.enum(RULE_STATES).optional() }), status: 200, reply: z.object({ rules: z.array(RuleVersion) }), errors: ['invalid'] });
export const getRule = endpoint({ id: 'getRule', method: 'get', path: `${at}/{id}`, access: allow('rules.read'), summary: 'One version', params: one, status: 200, reply: RuleVersion, errors: ['not_found'] });
export const createRule = endpoint({ id: 'createRule', method: 'post', audit: 'rule.drafted', path: at, access: allow('rules.write'), summary: 'A new draft', params: inCommune, body: z.strictObject({ rule: TaxRule }), status: 201, reply: RuleVersion, errors: ['invalid', 'rule_refused'] });
export const changeRule = endpoint({ id: 'changeRule', method: 'put', audit: 'rule.changed', path: `${at}/{id}`, access: allow('rules.write'), summary: 'Change a draft; its verification is to be made again', params: one, body: z.strictObject({ rule: TaxRule }), status: 200, reply: RuleVersion, errors: ['invalid', 'not_found', 'rule_refused', 'stale'] });
export const dropRule = endpoint({ id: 'dropRule', method: 'delete', audit: 'rule.dropped', path: `${at}/{id}`, access: allow('rules.write'), summary: 'Throw a draft away', params: one, status: 204, reply: z.undefined(), errors: ['not_found', 'rule_refused'] });
export const verifyRule = endpoint({ id: 'verifyRule', method: 'post', audit: 'rule.verified', path: `${at}/{id}/verify`, access: allow('rules.publish'), summary: 'Say that a draft was read against its text, and what was confirmed', params: one, body: z.strictObject({ note: z.string().trim().min(5).max(2000) }), status: 200, reply: RuleVersion, errors: ['invalid', 'not_found', 'rule_refused'] });
export const publishRules = endpoint({ id: 'publishRules', method: 'post', audit: 'rule.published', path: `${at}/publish`, access: allow('rules.publish'), stepUp: 'always', summary: 'Publish drafts together; the examples of their taxes must pass', params: inCommune, body: z.strictObject({ ids: z.array(Id).min(1).max(500), /** End the version before each draft on the draft’s first day. */ closePrevious: z.boolean().default(false) }), status: 200, reply: z.object({ rules: z.array(RuleVersion) }), errors: ['invalid', 'not_found', 'rule_refused'] });
export const closeRule = endpoint({ id: 'closeRule', method: 'post', audit: 'rule.closed', path: `${at}/{id}/close`, access: allow('rules.publish'), summary: 'Give a published version its end', params: one, body: z.strictObject({ on: Day, reason: z.string().trim().min(3).max(1000) }), status: 200, reply: RuleVersion, errors: ['invalid', 'not_found', 'rule_refused'] });

export const listTemplates = endpoint({ id: 'listTemplates', method: 'get', path: `${at}/templates`, access: allow('rules.read'), summary: 'The templates shipped, with their sources and what a city must confirm', params: inCommune, status: 200, reply: z.object({ templates: z.array(Template) }), errors: [] });
export const takeTemplate = endpoint({ id: 'takeTemplate', method: 'post', audit: 'rule.imported', path: `${at}/templates/{pack}`, access: allow('rules.write'), summary: 'Take rules of a template as drafts, with their examples', params: inCommune.extend({ pack: z.string().regex(/^[a-z0-9-]{1,60}$/) }), body: z.strictObject({ keys: z.array(z.string()).min(1).optional() }), status: 201, reply: Taken, errors: ['invalid', 'not_found', 'rule_refused'] });
export const importRules = endpoint({ id: 'importRules', method: 'post', audit: 'rule.imported', path: `${at}/import`, access: allow('rules.write'), summary: 'Bring a pack of another commune in as drafts', params: inCommune, body: RulePack, status: 201, reply: Taken, errors: ['invalid', 'rule_refused'] });
export const exportRules = endpoint({ id: 'exportRules', method: 'get', path: `${at}/pack`, access: allow('rules.read'), summary: 'The rules of a tax with their examples, as one file for another commune', params: inCommune, query: z.object({ tax: Tax }), status: 200, reply: StoredPack, errors: ['invalid', 'rule_refused'] });

export const listExamples = endpoint({ id: 'listExamples', method: 'get', path: `${at}/examples`, access: allow('rules.read'), summary: 'The bench of examples', params: inCommune, query: z.object({ tax: Tax.optional() }), status: 200, reply: z.object({ examples: z.array(KeptExample) }), errors: ['invalid'] });
export const addExample = endpoint({ id: 'addExample', method: 'post', audit: 'rule.example', path: `${at}/examples`, access: allow('rules.write'), summary: 'Add an example computed by hand', params: inCommune, body: z.strictObject({ tax: Tax, example: Example }), status: 201, reply: KeptExample, errors: ['invalid', 'conflict'] });
export const dropExample = endpoint({ id: 'dropExample', method: 'delete', audit: 'rule.example', path: `${at}/examples/{id}`, access: allow('rules.write'), summary: 'Take an example away', params: one, status: 204, reply: z.undefined(), errors: ['not_found'] });
export const tryRules = endpoint({ id: 'tryRules', method: 'post', audit: 'none', path: `${at}/try`, access: allow('rules.read'), summary: 'Try the bench of a tax on what is published, with drafts put in its place; nothing is kept', params: inCommune, body: z.strictObject({ tax: Tax, ids: z.array(Id).max(500).default([]), rules: z.array(TaxRule).max(200).default([]), /** Published or drafted versions left out, each replaced by one of `rules`. */ without: z.array(Id).max(500).default([]) }), status: 200, reply: z.object({ tried: z.array(TriedExample), overlaps: z.array(z.string()) }), errors: ['invalid', 'not_found'] });

export const endpoints = [listTaxes, listTemplates, takeTemplate, importRules, exportRules, listExamples, addExample, dropExample, tryRules, publishRules, listRules, createRule, getRule, changeRule, dropRule, verifyRule, closeRule] as const;
