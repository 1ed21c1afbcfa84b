const valueOf = (text: string): string => [...text].map((c) => (/\d/.test(c) ? c : String(c.charCodeAt(0) - 55))).join('');

/** The reference a payer quotes: a creditor reference of ISO 11649, whose two check digits (ISO 7064, 97-10) show a slip of the pen. @param number letters and digits, others left out; 21 at most */
export function paymentReference(number: string): string {
  const body = number.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 21);
  const check = 98n - (BigInt(valueOf(`${body}RF00`)) % 97n);
  return `RF${String(check).padStart(2, '0')}${body}`;
}
/** Whether a reference somebody wrote is one: its digits agree. Spaces and case are forgiven. */
export function isPaymentReference(text: string): boolean {
  const t = text.toUpperCase().replace(/\s/g, '');
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(t) && BigInt(valueOf(`${t.slice(4)}${t.slice(0, 4)}`)) % 97n === 1n;
}
/** In groups of four, as it is printed. */
export const showReference = (reference: string): string => reference.replace(/(.{4})(?=.)/g, '$1 ');

/** The references a text quotes, whatever stands around and between their characters: every stretch that reads as one. The caller knows which of them exist. */
export function quotedReferences(text: string): string[] {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const found: string[] = [];
  for (let at = bare.indexOf('RF'); at >= 0; at = bare.indexOf('RF', at + 1)) for (let end = Math.min(bare.length, at + 25); end > at + 4; end--) { const piece = bare.slice(at, end); if (isPaymentReference(piece)) found.push(piece); }
  return found;
}
