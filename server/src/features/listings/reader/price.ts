import { toMinor } from '@sommier/domain/shared';

const PRICE = /^[^\d.,-]*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[^\d.,]*$/;

/** Minor units of a price as published ("$1,234.00"); null where there is none, undefined where it cannot be read. */
export function priceMinor(raw: string, exponent: number): bigint | null | undefined {
  const text = raw.trim();
  if (text === '') return null;
  const parts = PRICE.exec(text);
  const minor = parts === null ? null : toMinor((parts[1] ?? '').replaceAll(',', '') + (parts[2] ?? ''), exponent);
  return minor === null ? undefined : BigInt(minor);
}
