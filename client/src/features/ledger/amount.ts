import { toMinor } from '@sommier/domain/shared';

/** Digits a person may type for Latin ones. */
const latin = (text: string): string => text.replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660));

/**
 * Minor units of an amount as typed: spaces group, the last comma or point is the decimal mark. "1.250" with three decimals left could be read two
 * ways only where the currency has three: then the mark is decimal, as it is printed beside the field. Null when it is no amount.
 */
export function readAmount(typed: string, exponent: number): string | null {
  const text = latin(typed).replace(/[\s\u00a0\u202f'’]/g, '').replace('\u066b', ',');
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const whole = last < 0 ? text : text.slice(0, last).replace(/[.,]/g, '');
  const minor = toMinor(last < 0 ? whole : `${whole}.${text.slice(last + 1)}`, exponent);
  return minor === null || minor === '0' ? null : minor;
}

/** Minor units as a person would type them again. */
export function writeAmount(minor: string, exponent: number): string {
  const digits = minor.padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)},${digits.slice(-exponent)}`;
}
