import { toMinor } from '@sommier/domain/shared';

const PRICE = /^[^\d.,-]*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[^\d.,]*$/;
/** A comma before one or two digits at the end can be no thousand. */
const COMMA = /^([^\d.,-]*\d{1,9}),(\d{1,2})([^\d.,]*)$/;

/** "1.234,50 €": thousands by points, or by spaces, and a comma after them. */
const CONTINENTAL = /^([^\d.,-]*)(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+),(\d{1,2})([^\d.,]*)$/;

/** The decimal of a price as published ("$1,234.00", "49,90 €"); null where it cannot be read. */
export function priceDecimal(text: string): string | null {
  const [, before, whole, cents, after] = text.includes(',') ? CONTINENTAL.exec(text) ?? [] : [];
  const said = whole === undefined ? text : `${before ?? ''}${whole.replace(/\D/g, '')}.${cents ?? ''}${after ?? ''}`;
  const parts = PRICE.exec(said.includes(',') ? said.replace(COMMA, '$1.$2$3') : said);
  return parts === null ? null : (parts[1] ?? '').replaceAll(',', '') + (parts[2] ?? '');
}

/** Minor units of a price as published; null where there is none, undefined where it cannot be read. */
export function priceMinor(raw: string, exponent: number): bigint | null | undefined {
  const text = raw.trim();
  if (text === '') return null;
  const decimal = priceDecimal(text), minor = decimal === null ? null : toMinor(decimal, exponent);
  return minor === null ? undefined : BigInt(minor);
}
