import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import type { Permission, Role } from '../shared/permission.ts';
import { can } from '../shared/permission.ts';

/** What a document can be attached to. */
export const SUBJECT_KINDS = ['asset', 'act', 'title', 'occupation', 'party', 'valuation', 'campaign', 'inspection', 'feature'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
export const DOCUMENT_KINDS = ['title', 'plan', 'deed', 'record', 'agreement', 'deliberation', 'publication', 'estimate', 'photo', 'report', 'letter', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
/** Largest file taken. */
export const MAX_DOCUMENT_BYTES = 200_000_000;

/** What a reader of a subject's documents must hold; a restricted one asks `personal.read` beside it. */
const READ: Partial<Record<SubjectKind, Permission>> = { party: 'personal.read' };
export const mayReadDocument = (role: Role, kind: SubjectKind, restricted: boolean): boolean =>
  can(role, 'register.read') && can(role, READ[kind] ?? 'register.read') && (!restricted || can(role, 'personal.read'));
/** Whether the file itself, with the position its camera wrote, is for this role; others get a copy without it. */
export const mayReadOriginal = (role: Role): boolean => can(role, 'personal.read');

const text = (max: number) => z.string().trim().min(1).max(max);
/** In a multipart form an empty field is one not filled. */
const blank = <S extends z.ZodType>(schema: S) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional());
export const DocumentFields = z.object({
  kind: z.enum(DOCUMENT_KINDS), title: text(300), author: text(200).nullable(), dated: z.iso.date().nullable(),
  validFrom: z.iso.date().nullable(), validUntil: z.iso.date().nullable(), restricted: z.boolean(), note: text(2000).nullable(),
});

/** The text fields that travel with a file. `position` is the device's own, "lon,lat", where the photo does not carry one. */
export const DocumentUpload = z.object({
  subjectKind: z.enum(SUBJECT_KINDS), subjectId: Id, kind: z.enum(DOCUMENT_KINDS).default('other'), title: blank(text(300)), author: blank(text(200)),
  dated: blank(z.iso.date()), validFrom: blank(z.iso.date()), validUntil: blank(z.iso.date()), restricted: blank(z.enum(['true', 'false'])), note: blank(text(2000)),
  position: blank(z.string().regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/)),
}).meta({ id: 'DocumentUpload' });
export type DocumentUpload = z.output<typeof DocumentUpload>;

export const DocumentChange = z.strictObject(DocumentFields.shape).partial()
  .refine((c) => Object.keys(c).length > 0, { message: 'nothing_to_change' }).meta({ id: 'DocumentChange' });
export type DocumentChange = z.output<typeof DocumentChange>;

/** How a document stands on a day: `expired` after its last day, `expiring` within 90 days of it. */
export const VALIDITIES = ['none', 'valid', 'expiring', 'expired', 'future'] as const;
export const EXPIRING_DAYS = 90;

/** A document. `sha256` is of the bytes kept; `pixels`, `takenAt` and position are what the photo itself says (position only for who may read originals). */
export const Document = DocumentFields.extend({
  id: Id, subjectKind: z.enum(SUBJECT_KINDS), subjectId: Id, /** what people call it: a code, a reference, a campaign's name; null for a person */ subjectLabel: z.string().nullable(), name: z.string(), media: z.string(), bytes: z.number().int(), sha256: z.string(),
  thumbnail: z.boolean(), width: z.number().int().nullable(), height: z.number().int().nullable(), pages: z.number().int().nullable(),
  takenAt: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable(), validity: z.enum(VALIDITIES),
  /** Other places where the same bytes are attached. */
  alsoOn: z.array(z.object({ id: Id, subjectKind: z.enum(SUBJECT_KINDS), subjectId: Id })),
  version: z.number().int(), createdBy: z.string().nullable(), createdAt: z.string(), deletedAt: z.string().nullable(),
}).meta({ id: 'Document' });
export type Document = z.output<typeof Document>;
/** `duplicate`: the same bytes were attached here already, and that document is answered instead of a second one. */
export const Uploaded = Document.extend({ duplicate: z.boolean() }).meta({ id: 'UploadedDocument' });

export const DocumentFilter = Page.extend({
  subjectKind: z.enum(SUBJECT_KINDS).optional(), subjectId: Id.optional(), kind: z.enum(DOCUMENT_KINDS).optional(), validity: z.enum(['expired', 'expiring']).optional(),
  q: z.string().trim().max(200).optional(), sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(), bin: z.enum(['yes', 'no']).default('no'),
});
export type DocumentFilter = z.output<typeof DocumentFilter>;
/** What may stand in an address: words may be somebody's name and are refused here. */
export const DocumentCodes = DocumentFilter.extend({ q: z.never().optional() });
export const DocumentSearch = z.strictObject(DocumentFilter.omit({ page: true, size: true }).shape);
