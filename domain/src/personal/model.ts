import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';

/** What the commune may hold on a person, by why it holds it. */
export const CATEGORIES = ['identity', 'rights', 'accounts', 'taxes', 'activity', 'acts', 'calls', 'documents', 'portal', 'trail'] as const;
export type Category = (typeof CATEGORIES)[number];
/**
 * What an erasure does with a category. `erased`: the values go. `pseudonymised`: an obligation keeps the rows, which from then on name nobody.
 * `kept`: an obligation keeps them as they are, since a person's name is what they are about or inside a sealed file (issued papers, deeds).
 */
export const FATES = ['erased', 'pseudonymised', 'kept'] as const;
export type Fate = (typeof FATES)[number];
export const FATE: Readonly<Record<Category, Fate>> = {
  identity: 'erased', rights: 'pseudonymised', accounts: 'pseudonymised', taxes: 'pseudonymised', activity: 'pseudonymised', acts: 'pseudonymised', calls: 'erased', documents: 'kept', portal: 'erased', trail: 'erased',
};
/** Years after the last use before a category may be forgotten; null is never by itself. `basis` is the text that says so, as the commune wrote it. */
export const RetentionRule = z.strictObject({ category: z.enum(CATEGORIES), years: z.number().int().min(0).max(100).nullable(), basis: z.string().trim().max(300).nullable() }).meta({ id: 'RetentionRule' });
export type RetentionRule = z.output<typeof RetentionRule>;
/** Before a commune says otherwise: nothing is forgotten by itself, but what a candidate wrote and accounts of the portal nobody opens. */
export const FIRST_RULES: readonly RetentionRule[] = CATEGORIES.map((category) => ({ category, years: category === 'calls' || category === 'portal' ? 5 : null, basis: null }));

export const PersonExport = z.strictObject({ format: z.enum(['json', 'pdf']), language: z.enum(LANGUAGES).default('fr') }).meta({ id: 'PersonExport' });
export type PersonExport = z.output<typeof PersonExport>;

/** Why a person cannot be erased yet: a right that runs, money owed either way, a file that is open, a return that was begun. */
export const OPEN_MATTERS = ['right', 'balance', 'file', 'draft'] as const;
export type OpenMatter = (typeof OPEN_MATTERS)[number];
export const ErasurePlan = z.strictObject({
  party: Id, pseudonym: z.string(), version: z.number().int(),
  parts: z.array(z.strictObject({ category: z.enum(CATEGORIES), fate: z.enum(FATES), rows: z.number().int(), /** The last day of its obligation, where one runs. */ until: z.iso.date().nullable() })),
  open: z.array(z.enum(OPEN_MATTERS)), /** Nothing that is kept names her: her row itself goes too. */ whole: z.boolean(),
}).meta({ id: 'ErasurePlan' });
export type ErasurePlan = z.output<typeof ErasurePlan>;
export const Erasure = z.strictObject({ reason: z.string().trim().min(3).max(500) }).meta({ id: 'Erasure' });

/** What stands for a name that was forgotten. */
export const pseudonymOf = (id: string): string => `Personne effacée n° ${id}`;
export const pseudonymArOf = (id: string): string => `شخص محذوف رقم ${id}`;

export const RetentionRun = z.strictObject({ dryRun: z.boolean().default(true) }).meta({ id: 'RetentionRun' });
export const RetentionDone = z.strictObject({
  dryRun: z.boolean(), /** Persons whose last use is past the years of all that holds them. */ persons: z.number().int(), /** Accounts of the portal. */ accounts: z.number().int(),
  /** What candidates wrote. */ candidates: z.number().int(), /** Values of the trail with their salts. */ values: z.number().int(),
}).meta({ id: 'RetentionDone' });
export type RetentionDone = z.output<typeof RetentionDone>;

/** Actions of the trail that are readings of personal data: the values in full, or a file that holds them. */
export const READING_ACTIONS = ['party.identifiers_read', 'listing.host_read', 'person.exported', 'exports.create', 'exports.package', 'personal.file_taken', 'readings.exported', 'audit.exported'] as const;
const day = z.iso.date();
export const ReadingsAsked = z.object({ party: Id.optional(), reader: Id.optional(), from: day.optional(), to: day.optional() });
export const ReadingsQuery = Page.extend(ReadingsAsked.shape);
export const Reading = z.strictObject({
  seq: Id, at: z.iso.datetime(), reader: Id.nullable(), readerName: z.string().nullable(), action: z.string(), subject: z.string(),
  /** The person read, as this reader may see her; null where it was a file of many. */
  party: Id.nullable(), partyName: z.string().nullable(), detail: z.record(z.string(), z.unknown()),
}).meta({ id: 'Reading' });
export type Reading = z.output<typeof Reading>;
export const ReadingPage = z.strictObject({ total: z.number().int(), rows: z.array(Reading), readers: z.array(z.strictObject({ id: Id, name: z.string() })) }).meta({ id: 'ReadingPage' });
export type ReadingPage = z.output<typeof ReadingPage>;
