import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Day } from '../shared/day.ts';
import { SignedMinor } from '../shared/money.ts';
import { METHODS, ValuationInputs } from './model.ts';

export const PURPOSES = ['inventory', 'sale', 'purchase', 'lease', 'accounting', 'insurance', 'other'] as const;
/** Basis of value (IVS 102), with the register's book value. */
export const VALUE_BASES = ['market_value', 'value_in_use', 'book_value', 'replacement', 'land_value'] as const;
export const VALUATION_STATES = ['draft', 'signed', 'withdrawn'] as const;

/** What a person sends: inputs, never an amount. The currency is the commune's. */
export const NewValuation = z.strictObject({
  purpose: z.enum(PURPOSES), basis: z.enum(VALUE_BASES), valuedOn: Day, inputs: ValuationInputs, evidence: z.string().trim().min(1).max(4000).nullable().default(null),
}).meta({ id: 'NewValuation' });
const By = z.object({ id: Id, name: z.string() });
export const ValuationRow = z.object({
  id: Id, method: z.enum(METHODS), purpose: z.enum(PURPOSES), basis: z.enum(VALUE_BASES), valuedOn: Day, currency: z.string(), value: SignedMinor, low: SignedMinor.nullable(), high: SignedMinor.nullable(),
  inputs: z.record(z.string(), z.unknown()), lines: z.array(z.object({ code: z.string(), formula: z.string(), amount: z.string(), sign: z.enum(['adds', 'takes', 'says']) })), notes: z.array(z.string()), evidence: z.string().nullable(),
  state: z.enum(VALUATION_STATES), author: By, createdAt: z.string(), signedBy: By.nullable(), signedAt: z.string().nullable(), withdrawnBy: By.nullable(), reason: z.string().nullable(), version: z.number().int(),
}).meta({ id: 'ValuationRow' });
export type ValuationRow = z.output<typeof ValuationRow>;

const ofAsset = inCommune.extend({ asset: Id });
const one = inCommune.extend({ id: Id });

export const listValuations = endpoint({
  id: 'listValuations', method: 'get', path: '/api/communes/{commune}/assets/{asset}/valuations', access: allow('register.read'), summary: 'What a property was found to be worth, latest first',
  params: ofAsset, status: 200, reply: z.object({ rows: z.array(ValuationRow) }), errors: ['not_found'],
});
export const createValuation = endpoint({
  id: 'createValuation', method: 'post', audit: 'valuation.created', path: '/api/communes/{commune}/assets/{asset}/valuations', access: allow('register.write'), summary: 'Value a property by a method from its inputs; the server computes',
  params: ofAsset, body: NewValuation, status: 201, reply: ValuationRow, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const signValuation = endpoint({
  id: 'signValuation', method: 'post', audit: 'valuation.signed', path: '/api/communes/{commune}/valuations/{id}/sign', access: allow('register.validate'), summary: 'Second signature, by another person than the author',
  params: one, body: z.strictObject({}), status: 200, reply: ValuationRow, errors: ['not_found', 'rule_refused', 'conflict'],
});
export const withdrawValuation = endpoint({
  id: 'withdrawValuation', method: 'post', audit: 'valuation.withdrawn', path: '/api/communes/{commune}/valuations/{id}/withdraw', access: allow('register.write'), summary: 'Withdraw a valuation with a reason; it stays to be read',
  params: one, body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }), status: 200, reply: ValuationRow, errors: ['invalid', 'not_found', 'rule_refused', 'conflict'],
});
export const endpoints = [listValuations, createValuation, signValuation, withdrawValuation] as const;
