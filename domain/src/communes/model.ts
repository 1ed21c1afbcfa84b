import { z } from 'zod';
import { CommuneCode } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';

export const Currency = z.string().regex(/^[A-Z]{3}$/);
export const Commune = z.strictObject({
  code: CommuneCode, name: z.string(), nameAr: z.string().nullable(), currency: Currency, languages: z.array(z.string()),
  timezone: z.string(), srid: z.number().int(), demo: z.boolean(), embedded: z.boolean(),
}).meta({ id: 'Commune' });
export type Commune = z.output<typeof Commune>;

/** What an administrator may change; currency and reference system are what its accounts and plans are written in, and stay. */
export const CommuneChange = z.object({
  name: z.string().trim().min(1).max(120), nameAr: z.string().trim().min(1).max(120).nullable(), languages: z.array(z.enum(LANGUAGES)).min(1).max(3), timezone: z.string().min(1).max(60),
}).partial().refine((c) => Object.keys(c).length > 0, { message: 'nothing_to_change' }).meta({ id: 'CommuneChange' });
export type CommuneChange = z.output<typeof CommuneChange>;

/** What creates a commune. */
export const NewCommune = z.object({
  code: CommuneCode, name: z.string().trim().min(1).max(120), nameAr: z.string().trim().max(120).optional(), currency: Currency,
  languages: z.array(z.enum(LANGUAGES)).min(1).default(['fr']), timezone: z.string().min(1).max(60).default('Africa/Tunis'),
  /** ISO 3166 code; without it the currency and the time zone tell, where they do. Its lists are the commune's first. */
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  srid: z.number().int().min(1024).max(998999).default(4326), demo: z.boolean().default(false),
});
export type NewCommune = z.input<typeof NewCommune>;
