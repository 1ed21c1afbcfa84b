import { z } from 'zod';

/** Countries whose law the guards cite (ISO 3166-1). Elsewhere the same guards stand on general principle alone, to confirm. */
export const COUNTRIES = ['MA', 'TN', 'FR', 'BJ'] as const;
export type Country = (typeof COUNTRIES)[number];

/** Every rule a write may meet. The code is stable: it stands in audits, overrides and tests. */
export const GUARD_CODES = [
  'lease_on_public_domain', 'lease_domain_unknown', 'lease_without_publicity', 'lease_not_owned', 'long_lease_without_approval',
  'permit_on_private_domain', 'permit_without_end', 'permit_too_long', 'real_rights_without_end', 'free_for_commerce', 'convention_without_end', 'assignment_without_record',
  'transfer_of_public_domain', 'transfer_domain_unknown', 'transfer_not_owned', 'transfer_of_assigned', 'transfer_without_deliberation', 'transfer_without_estimate', 'transfer_without_approval',
  'declassification_without_deliberation', 'declassification_of_private', 'classification_of_public', 'property_gone', 'price_without_deed', 'title_unknown',
] as const;
export const GuardCode = z.enum(GUARD_CODES);
export type GuardCode = z.output<typeof GuardCode>;
export const GUARD_OUTCOMES = ['refuse', 'warn'] as const;
export type GuardOutcome = (typeof GUARD_OUTCOMES)[number];

/** A text the rule stands on. `law` is cited as it is published; `confirmed` false means: have a lawyer of the country read it before relying on it. */
export const Basis = z.object({
  law: z.string(), article: z.string().nullable(), country: z.enum(COUNTRIES).nullable(), confirmed: z.boolean(),
}).meta({ id: 'GuardBasis' });
export type Basis = z.output<typeof Basis>;

/** A rule met by a write: what it says, whether it refuses or warns, and what it stands on. `message` is a key of the catalogue (`guards.<code>`). */
export interface Finding { code: GuardCode; outcome: GuardOutcome; basis: readonly Basis[]; message: `guards.${GuardCode}`; /** Which properties or later act it is about, where a write touches several. */ about?: string }

/** A finding as a reply carries it: `text` in the reader's language, `overridden` with the reason of who answered for it. */
export const ShownFinding = z.object({
  code: GuardCode, outcome: z.enum(GUARD_OUTCOMES), text: z.string(), basis: z.array(Basis), overridden: z.string().nullable(), about: z.string().nullable(),
}).meta({ id: 'GuardFinding' });
export type ShownFinding = z.output<typeof ShownFinding>;

/** Somebody answers for going past a refusal: only by `guard.override`, with a reason, and both stand in the audit. */
export const GuardOverride = z.strictObject({ guardCode: GuardCode, reason: z.string().trim().min(10).max(1000) }).meta({ id: 'GuardOverride' });
export type GuardOverride = z.output<typeof GuardOverride>;
/** What a guarded write's body carries. */
export const Overrides = z.array(GuardOverride).max(10).default([]);

/** The country of a commune, by its time zone first (each is one country's), then by a currency only one country has; null where neither tells. */
export function countryOf(commune: { timezone: string; currency: string }): Country | null {
  const zones: Record<string, Country> = {
    'Africa/Casablanca': 'MA', 'Africa/El_Aaiun': 'MA', 'Africa/Tunis': 'TN', 'Africa/Porto-Novo': 'BJ', 'Europe/Paris': 'FR', 'Indian/Reunion': 'FR', 'Indian/Mayotte': 'FR',
    'America/Martinique': 'FR', 'America/Guadeloupe': 'FR', 'America/Cayenne': 'FR',
  };
  const money: Record<string, Country> = { MAD: 'MA', TND: 'TN' };
  return zones[commune.timezone] ?? money[commune.currency] ?? null;
}
