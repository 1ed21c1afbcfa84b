import { z } from 'zod';
import { ClaimRow, CollectionPaper, FileSheet } from '../collection/model.ts';
import { STEP_KINDS } from '../collection/procedure.ts';
import { FILE_KINDS } from '../collection/rule.ts';
import { RefundRow } from '../ledger/deposits.ts';
import { AccountRow, DueRow, PaymentRow } from '../ledger/model.ts';
import { Day } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';

const base = '/api/communes/{commune}/taxpayers' as const;
/** What a party was asked, of taxes and rents together: `asked` with corrections, `penalties` among them, what came, what went back, what is open (past its day: `pastDue`), what is free. asked = paid − refunded − advance + open. */
const Figures = z.object({ taxes: SignedMinor, rents: SignedMinor, penalties: SignedMinor, asked: SignedMinor, paid: SignedMinor, refunded: SignedMinor, open: SignedMinor, pastDue: SignedMinor, advance: SignedMinor, suspended: SignedMinor });
export const TaxpayerRow = Figures.extend({ id: Id, name: z.string().nullable(), nameAr: z.string().nullable(), files: z.number().int() }).meta({ id: 'TaxpayerRow' });
export type TaxpayerRow = z.output<typeof TaxpayerRow>;
export const TaxpayerSheet = TaxpayerRow.extend({
  day: Day, accounts: z.array(AccountRow), dues: z.array(DueRow.extend({ accountId: Id, penalises: Id.nullable(), held: z.boolean() })), payments: z.array(PaymentRow), refunds: z.array(RefundRow.extend({ accountId: Id })), claims: z.array(ClaimRow),
  steps: z.array(z.object({ id: Id, fileId: Id, file: z.string(), fileKind: z.enum(FILE_KINDS), kind: z.enum(STEP_KINDS), on: Day, signedBy: z.string(), paper: CollectionPaper.nullable() })), controls: z.array(FileSheet.pick({ id: true, number: true, tax: true, from: true, to: true, outcome: true })),
}).meta({ id: 'TaxpayerSheet' });
export type TaxpayerSheet = z.output<typeof TaxpayerSheet>;

export const findTaxpayers = endpoint({ id: 'findTaxpayers', method: 'post', audit: 'none', path: `${base}/search`, access: allow('collect.read'), summary: 'Taxpayers with what they owe of all taxes and rents, the largest unpaid first', params: inCommune, body: z.strictObject({ q: z.string().trim().max(200).default(''), owing: z.boolean().default(false), page: Page.shape.page, size: Page.shape.size }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), sums: z.object({ open: SignedMinor, pastDue: SignedMinor, advance: SignedMinor }), rows: z.array(TaxpayerRow) }), errors: ['invalid'] });
export const getTaxpayer = endpoint({ id: 'getTaxpayer', method: 'get', path: `${base}/{id}`, access: allow('collect.read'), summary: 'The account of a taxpayer over all taxes and rents: dues, payments, penalties, steps, papers', params: inCommune.extend({ id: Id }), status: 200, reply: TaxpayerSheet, errors: ['not_found'] });
export const endpoints = [findTaxpayers, getTaxpayer] as const;
