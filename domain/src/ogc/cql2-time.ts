import type { Instant, Property, Time } from './cql2-model.ts';
import type { Reader } from './cql2-tokens.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](\d{2}):(\d{2}))$/;
const daysIn = (year: number, month: number): number => [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
const isDay = (y: string | undefined, m: string | undefined, d: string | undefined): boolean => Number(y) >= 1 && Number(d) >= 1 && Number(d) <= daysIn(Number(y), Number(m));

/** A day or an RFC 3339 moment; undefined for anything else, and for days that do not exist. */
export function readInstant(text: string): Instant | undefined {
  const day = DAY.exec(text);
  if (day) return isDay(day[1], day[2], day[3]) ? { kind: 'instant', value: text, date: true } : undefined;
  const m = MOMENT.exec(text);
  if (!m || !isDay(m[1], m[2], m[3]) || Number(m[4]) > 23 || Number(m[5]) > 59 || Number(m[6]) > 60 || Number(m[7] ?? 0) > 14 || Number(m[8] ?? 0) > 59) return undefined;
  return { kind: 'instant', value: text.replace(' ', 'T').toUpperCase(), date: false };
}

/** `DATE('…')` or `TIMESTAMP('…')` where the reader stands before one. */
export function instant(r: Reader): Instant | undefined {
  const date = r.is('DATE');
  if ((!date && !r.is('TIMESTAMP')) || r.ahead(1).value !== '(') return undefined;
  r.take();
  r.need('(');
  const found = r.here.kind === 'text' ? readInstant(r.here.value) : undefined;
  if (found === undefined || found.date !== date) return r.fail(date ? 'a day is expected: 2026-11-22' : 'a moment is expected: 2026-11-22T10:00:00Z');
  r.take();
  r.need(')');
  return found;
}

/** A temporal expression: a property, an instant, or INTERVAL(from, to) whose ends are either of them, a quoted value, or '..'. */
export function time(r: Reader): Time {
  const end = (): Property | Instant | null => {
    const at = instant(r);
    if (at !== undefined) return at;
    const token = r.here;
    if (token.kind === 'text') {
      if (token.value === '..' || token.value === '') { r.take(); return null; }
      const read = readInstant(token.value);
      if (read === undefined) r.fail('a day, a moment or .. is expected');
      r.take();
      return read;
    }
    if (token.kind !== 'word' && token.kind !== 'quoted') r.fail('a property or a moment is expected');
    r.take();
    return { kind: 'property', name: token.value };
  };
  if (r.is('INTERVAL') && r.ahead(1).value === '(') {
    r.take();
    r.need('(');
    const from = end();
    r.need(',');
    const to = end();
    r.need(')');
    return { kind: 'interval', from, to };
  }
  return end() ?? r.fail('a moment is expected');
}

/** The `datetime` parameter of part 1: a moment or an interval, open ends as `..` or nothing. Undefined where it is neither. */
export function readDatetime(text: string): { from: Instant | null; to: Instant | null } | undefined {
  const parts = text.split('/');
  if (parts.length > 2) return undefined;
  const read = parts.map((part) => (parts.length === 2 && (part === '' || part === '..') ? null : readInstant(part)));
  if (read.includes(undefined) || (parts.length === 2 && read.every((one) => one === null))) return undefined;
  const [from, to] = read as (Instant | null)[];
  return { from: from ?? null, to: (parts.length === 1 ? from : to) ?? null };
}
