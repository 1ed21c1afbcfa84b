import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id, Page } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';

/** The statutory papers: sommier de consistance (two registers), état de l'actif (accounts of the M57 nomenclature), inventory statement (by district). */
export const STATEMENTS = ['sommier', 'etat_actif', 'inventory'] as const;
export type StatementKind = (typeof STATEMENTS)[number];
/** All papers that are issued, numbered and kept: the statutory ones, and the reconciliation with the accountant's file, which is of the day it is issued. */
export const ISSUED_KINDS = [...STATEMENTS, 'reconciliation'] as const;
export type IssuedKind = (typeof ISSUED_KINDS)[number];
/** The series of numbers of each, without a gap within a year. */
export const STATEMENT_SERIES: Readonly<Record<IssuedKind, string>> = { sommier: 'SC', etat_actif: 'EA', inventory: 'IN', reconciliation: 'RA' };
export const STATEMENT_FORMATS = ['pdf', 'xlsx'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];
export const statementNumber = (kind: IssuedKind, year: number, no: number): string => `${STATEMENT_SERIES[kind]}-${String(year)}-${String(no).padStart(4, '0')}`;
/** Most properties of one paper. */
export const MOST_LINES = 200_000;

/** `day` is the cut-off: the register as it stood at that day's end. Today when absent; a day to come is refused, and a past one for a reconciliation. */
export const StatementRequest = z.strictObject({ kind: z.enum(ISSUED_KINDS), day: Day.optional(), language: z.enum(LANGUAGES).default('fr'), format: z.enum(STATEMENT_FORMATS).default('pdf') }).meta({ id: 'StatementRequest' });
export type StatementRequest = z.output<typeof StatementRequest>;

/** Square metres with four decimals kept; amounts in whole minor units of the commune's currency. `valued` counts the lines with a gross value. */
export const StatementTotals = z.object({
  n: z.number().int(), registerAreaM2: z.number(), builtAreaM2: z.number(), footprintM2: z.number(), valued: z.number().int(),
  grossMinor: z.string(), previousMinor: z.string(), yearMinor: z.string(), netMinor: z.string(),
}).meta({ id: 'StatementTotals' });
export type StatementTotals = z.output<typeof StatementTotals>;
export const MissingCount = z.object({ field: z.string(), /** Properties that should state it. */ of: z.number().int(), n: z.number().int(), mandatory: z.boolean() }).meta({ id: 'MissingCount' });
export const STATEMENT_LEFT = ['out', 'others'] as const;
export const STATEMENT_CHECKS = ['address_without_number', 'built_area_of_one', 'part_of_another'] as const;
/** What a paper of that day says in sum: the same figures stand on the screen and on the paper. `register = listed + left`. */
export const StatementSummary = z.object({
  kind: z.enum(STATEMENTS), day: Day, version: z.string(), currency: z.string(), register: z.number().int(), listed: z.number().int(),
  left: z.array(z.object({ reason: z.enum(STATEMENT_LEFT), n: z.number().int() })),
  parts: z.array(StatementTotals.extend({ key: z.string() })), total: StatementTotals,
  missing: z.array(MissingCount), filled: z.number().int(), required: z.number().int(), checks: z.array(z.object({ key: z.enum(STATEMENT_CHECKS), n: z.number().int() })),
}).meta({ id: 'StatementSummary' });
export type StatementSummary = z.output<typeof StatementSummary>;

export const ISSUED_STATES = ['making', 'issued', 'void'] as const;
export const IssuedPaper = z.object({
  id: Id, kind: z.enum(ISSUED_KINDS), number: z.string(), state: z.enum(ISSUED_STATES), day: Day, language: z.enum(LANGUAGES), format: z.enum(STATEMENT_FORMATS), rows: z.number().int().nullable(), pages: z.number().int().nullable(),
  sha256: z.string().nullable(), bytes: z.number().int().nullable(), code: z.string().nullable(), job: Id.nullable(), createdAt: z.string(), issuedAt: z.string().nullable(), createdBy: z.string().nullable(),
}).meta({ id: 'IssuedPaper' });
export type IssuedPaper = z.output<typeof IssuedPaper>;
export const IssuedList = z.object({ total: z.number().int(), rows: z.array(IssuedPaper) });
export const IssuedQuery = Page.extend({ kind: z.enum(ISSUED_KINDS).optional() });

/** Eighty bits in Crockford's base 32: no I, L, O or U, which the eye confuses. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;
/** A code as somebody typed it: spaces, hyphens, case and look-alikes forgiven; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return CODE.test(code) ? code : null;
}
export const showCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');
/** Ten bytes of chance as a code. */
export function codeOfBytes(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return Array.from({ length: 16 }, (_, i) => signs[Number((bits >> BigInt(75 - 5 * i)) & 31n)] ?? '0').join('');
}

/** By the code printed on a paper, or by the SHA-256 of the file itself. */
export const VerifyRequest = z.strictObject({ code: z.string().max(40).optional(), sha256: z.string().regex(/^[0-9a-fA-F]{64}$/).optional() })
  .refine((v) => (v.code === undefined) !== (v.sha256 === undefined), { message: 'one' }).meta({ id: 'PaperVerifyRequest' });
export const VerifiedPaper = z.object({
  found: z.boolean(),
  paper: z.object({
    kind: z.string(), number: z.string().nullable(), day: Day, language: z.enum(LANGUAGES), format: z.enum(STATEMENT_FORMATS), issuedAt: z.string(), rows: z.number().int().nullable(), pages: z.number().int().nullable(), sha256: z.string(),
    commune: z.string(), communeAr: z.string().nullable(),
  }).nullable(),
}).meta({ id: 'VerifiedPaper' });
export type VerifiedPaper = z.output<typeof VerifiedPaper>;
