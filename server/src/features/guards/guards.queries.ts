import { COUNTRIES, countryOf, type Country } from '@sommier/domain/guards';
import type { Tx } from '../../platform/db/index.ts';

/** The country whose law the commune of the transaction is under, or null where it cannot be told. */
export async function communeCountry(tx: Tx): Promise<Country | null> {
  const { rows: [c] } = await tx.raw('select country, timezone, currency from commune where id = current_commune()') as { rows: { country: string | null; timezone: string; currency: string }[] };
  return c === undefined ? null : COUNTRIES.find((known) => known === c.country) ?? countryOf(c);
}
