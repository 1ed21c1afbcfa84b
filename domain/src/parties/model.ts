import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** A natural person or a body; what is written of the first is personal data. */
export const PARTY_KINDS = ['natural', 'legal'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];
export const IDENTIFIER_KINDS = ['national_id', 'passport', 'residence_permit', 'tax_id', 'trade_register', 'association_number', 'phone', 'email', 'address', 'bank_account', 'other'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** The form two writings of one number share: capitals, without spaces, points, dashes, slashes and brackets. */
export const identifierKey = (value: string): string => value.normalize('NFKC').toUpperCase().replace(/[\s.\-/()+]/g, '');

/** What stands for a value whose reader may not see it: its last two characters, when it is long enough to keep the rest. */
export const maskValue = (value: string): string => `••••${value.length >= 6 ? value.slice(-2) : ''}`;
/** The name of a person for who may not read personal data: initials. A body's name is public. */
export const shownName = (kind: PartyKind, name: string, personal: boolean): string =>
  (personal || kind === 'legal' ? name : name.split(/\s+/).filter(Boolean).map((w) => `${[...w][0] ?? ''}.`).join(' '));

export const Identifier = z.object({ id: Id, kind: z.enum(IDENTIFIER_KINDS), value: z.string() }).meta({ id: 'PartyIdentifier', description: 'A number or contact; masked but in the answer of revealParty' });
/** `masked`: the name is shown by its initials, because the reader may not see personal data. */
export const PartyRow = z.object({
  id: Id, kind: z.enum(PARTY_KINDS), name: z.string(), nameAr: z.string().nullable(), legalForm: z.string().nullable(), activity: z.string().nullable(),
  masked: z.boolean(), mergedInto: Id.nullable(), version: z.number().int(),
}).meta({ id: 'PartyRow' });
export type PartyRow = z.output<typeof PartyRow>;
export const PartySheet = PartyRow.extend({
  note: z.string().nullable(), identifiers: z.array(Identifier),
  /** Where the party is named: rows by table. */
  uses: z.array(z.object({ table: z.string(), count: z.number().int() })), createdAt: z.string(), updatedAt: z.string(),
}).meta({ id: 'PartySheet' });
export type PartySheet = z.output<typeof PartySheet>;

const text = (max: number) => z.string().trim().min(1).max(max);
/** A number or contact as typed; an e-mail address must be one, a telephone number holds six digits at least. */
export const NewIdentifier = z.strictObject({ kind: z.enum(IDENTIFIER_KINDS), value: text(300) })
  .refine((i) => i.kind !== 'email' || z.email().safeParse(i.value).success, { path: ['value'], message: 'email' })
  .refine((i) => i.kind !== 'phone' || i.value.replace(/\D/g, '').length >= 6, { path: ['value'], message: 'phone' })
  .refine((i) => identifierKey(i.value) !== '', { path: ['value'], message: 'empty' });
const fields = { name: text(300), nameAr: text(300).nullable(), legalForm: text(120).nullable(), activity: text(300).nullable(), note: text(2000).nullable() };
export const NewParty = z.strictObject({ kind: z.enum(PARTY_KINDS), ...fields, nameAr: fields.nameAr.default(null), legalForm: fields.legalForm.default(null), activity: fields.activity.default(null), note: fields.note.default(null), identifiers: z.array(NewIdentifier).max(30).default([]) })
  .refine((p) => p.kind === 'legal' || p.legalForm === null, { path: ['legalForm'], message: 'natural_has_no_form' }).meta({ id: 'NewParty' });
export type NewParty = z.output<typeof NewParty>;
/** Numbers are added and taken away one by one: nobody sends back what he could not read. */
export const PartyChange = z.strictObject({ ...fields, add: z.array(NewIdentifier).max(30), remove: z.array(Id).max(100) }).partial()
  .refine((change) => Object.keys(change).length > 0, { message: 'nothing_to_change' }).meta({ id: 'PartyChange' });
export type PartyChange = z.output<typeof PartyChange>;
