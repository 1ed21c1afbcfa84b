import { z } from 'zod';

export const LEVELS = ['site', 'building', 'unit', 'room'] as const;
export const NATURES = ['land', 'building', 'unit', 'road', 'equipment', 'cemetery', 'market', 'other'] as const;
export const DOMAIN_CLASSES = ['public_naturel', 'public_artificiel', 'public_par_affectation', 'prive_affecte', 'prive_patrimonial',
  'etat_mis_a_disposition', 'tiers_occupe_par_commune', 'indetermine'] as const;
export const TITLE_STATES = ['titre_foncier', 'requisition', 'non_immatricule', 'sans_document'] as const;
export const STATUSES = ['project', 'active', 'dormant', 'surplus', 'disposed', 'demolished', 'deactivated'] as const;
/** A draft is anybody's to correct; submitted waits for a second person; validated has been seen by one, and changes only by an accepted proposal. */
export const REVIEWS = ['draft', 'submitted', 'validated'] as const;
export type Review = (typeof REVIEWS)[number];
export const LOCATED_BY = ['import', 'parcel', 'address', 'click', 'drawing'] as const;
/** The surveyor's scale, best first (Patrimoine-bati, Parc national des Écrins). */
export const CONDITIONS = ['very_good', 'good', 'bad', 'very_bad', 'ruin'] as const;
export const CHARGE_KINDS = ['servitude', 'mortgage', 'seizure', 'undivided', 'other'] as const;
export type Level = (typeof LEVELS)[number];
export type Nature = (typeof NATURES)[number];
export type DomainClass = (typeof DOMAIN_CLASSES)[number];
export type TitleState = (typeof TITLE_STATES)[number];

/** The legend's three rows: public, private, and what nobody has decided (a null class counts there). */
export const DOMAIN_GROUPS = ['public', 'private', 'other', 'undetermined'] as const;
export type DomainGroup = (typeof DOMAIN_GROUPS)[number];
export const domainGroup = (c: DomainClass | null): DomainGroup =>
  c === null || c === 'indetermine' ? 'undetermined' : c.startsWith('public') ? 'public' : c.startsWith('prive') ? 'private' : 'other';

/** What weighs on a property. An undivided one says the commune's share as a fraction. An empty list is "nobody has found any", not "there is none". */
export const Charge = z.strictObject({
  kind: z.enum(CHARGE_KINDS), detail: z.string().trim().min(1).max(400).nullable().default(null), reference: z.string().trim().min(1).max(200).nullable().default(null), since: z.iso.date().nullable().default(null),
  share: z.string().regex(/^[1-9]\d{0,6}\/[1-9]\d{0,6}$/).nullable().default(null),
}).refine((c) => c.kind !== 'undivided' || c.share !== null, { path: ['share'], message: 'share' })
  .refine((c) => { const [n = 1, d = 1] = (c.share ?? '1/1').split('/').map(Number); return n <= d; }, { path: ['share'], message: 'share' });
export type Charge = z.output<typeof Charge>;
export const Charges = z.array(Charge).max(30);
