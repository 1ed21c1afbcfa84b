export type DateOrder = 'YMD' | 'DMY' | 'MDY';
/** What a column says about itself: an order, nothing dated, both orders possible, or orders that contradict each other. */
export type DateVerdict = DateOrder | 'none' | 'ambiguous' | 'mixed';

const SHAPE = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[ T].*)?$/;

/** Gathers a column's dates until its order is certain. */
export class DateSurvey {
  private firstBig = false;
  private secondBig = false;
  private seen = false;
  /** Answers the order as soon as one value settles it and later ones need not be read. */
  add(value: string): DateOrder | undefined {
    const parts = SHAPE.exec(value.trim());
    if (parts === null) return undefined;
    if ((parts[1] ?? '').length === 4) return 'YMD';
    this.seen = true;
    if (Number(parts[1]) > 12) this.firstBig = true;
    if (Number(parts[3]) > 12) this.secondBig = true;
    return undefined;
  }
  verdict(): DateVerdict {
    if (!this.seen) return 'none';
    if (this.firstBig && this.secondBig) return 'mixed';
    return this.firstBig ? 'DMY' : this.secondBig ? 'MDY' : 'ambiguous';
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const exists = (y: number, m: number, d: number): boolean =>
  y >= 1990 && y <= 2200 && m >= 1 && m <= 12 && d >= 1 && d <= (m === 2 && (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)) ? 29 : DAYS[m - 1] ?? 0);

/** 'YYYY-MM-DD' of a date written in the column's order (years first are always read as such), or null when it is no day. */
export function readDate(value: string, order: DateOrder): string | null {
  // Nearly every date is written so already.
  if (value.length === 10 && ISO.test(value)) return exists(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))) ? value : null;
  const parts = SHAPE.exec(value.trim());
  if (parts === null) return null;
  const [a, b, c] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const [y, m, d] = (parts[1] ?? '').length === 4 ? [a, b, c] : order === 'MDY' ? [c, a, b] : [c, b, a];
  return exists(y, m, d) ? `${y}-${two(m)}-${two(d)}` : null;
}
