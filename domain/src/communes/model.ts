import { z } from 'zod';
import { CommuneCode } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';

export const Currency = z.string().regex(/^[A-Z]{3}$/);
export const Commune = z.strictObject({
  code: CommuneCode, name: z.string(), nameAr: z.string().nullable(), currency: Currency, languages: z.array(z.string()),
  timezone: z.string(), srid: z.number().int(), demo: z.boolean(), embedded: z.boolean(),
}).meta({ id: 'Commune' });
export type Commune = z.output<typeof Commune>;

/** What creates a commune, from the command. */
export const NewCommune = z.object({
  code: CommuneCode, name: z.string().trim().min(1).max(120), nameAr: z.string().trim().max(120).optional(), currency: Currency,
  languages: z.array(z.enum(LANGUAGES)).min(1).default(['fr']), timezone: z.string().min(1).max(60).default('Africa/Tunis'),
  /** ISO 3166 code; without it the currency and the time zone tell, where they do. Its lists are the commune's first. */
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  srid: z.number().int().min(1024).max(998999).default(4326), demo: z.boolean().default(false),
});
export type NewCommune = z.input<typeof NewCommune>;
