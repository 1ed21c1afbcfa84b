/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them, no space.
 * Throws on what JSON has not (a function, an infinite number, a lone surrogate).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('Canonical JSON has no infinite number');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value)) throw new TypeError('Canonical JSON has no lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${canonical(key)}:${canonical(member)}`).join(',')}}`;
  }
  throw new TypeError(`Canonical JSON has no ${typeof value}`);
}

/** What JSON and jsonb both keep: undefined members dropped, dates as text, NUL and lone surrogates (which jsonb refuses) replaced. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_key, member: unknown) =>
  (typeof member === 'bigint' ? String(member) : typeof member === 'string' ? clean(member) : member)));

/** Text that PostgreSQL takes. */
export const clean = (text: string): string =>
  text.replace(/\u0000/g, '\uFFFD').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
