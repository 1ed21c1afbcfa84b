import type { Day } from './schemas.ts';

export { Day, DayAsked } from './schemas.ts';

const MS = 86_400_000;
const serial = (day: Day): number => Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS);
const text = (serialDay: number): Day => new Date(serialDay * MS).toISOString().slice(0, 10);

/** Days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => serial(to) - serial(from);
export const addDays = (day: Day, days: number): Day => text(serial(day) + days);
/** 28 to 31. @param month 1 to 12 */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The day `months` later. A day the month has not (31 April, 29 February) is the month's last: always count from the anchor, never from the
 * answer before, so that 31 January comes back as 31 March.
 */
export function addMonths(day: Day, months: number): Day {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(all / 12), month = all - year * 12 + 1;
  const d = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Whole months gone by from `from` to `to` (`addMonths(from, n) <= to`, n greatest); negative when `to` comes first. */
export function wholeMonths(from: Day, to: Day): number {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) > to ? months - 1 : months;
}

export const earliest = (a: Day, b: Day): Day => (a < b ? a : b);
export const latest = (a: Day, b: Day): Day => (a > b ? a : b);
