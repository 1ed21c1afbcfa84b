export type Decimal = '.' | ',';
type Read<T> = { ok: true; value: T | null } | { ok: false; code: string; params?: Record<string, string> };
const SPACES = /[\s\u00a0\u2007\u202f'’]/g;
const ARABIC = /[\u0660-\u0669]/g;
const latin = (raw: string): string => raw.replace(ARABIC, (d) => String(d.charCodeAt(0) - 0x660)).replace(/\u066b/g, ',').replace(/\u066c/g, '').replace(SPACES, '');

/**
 * The decimal mark that a value shows by itself, whatever the rest of its file writes: the Arabic one; the last of two different ones ("1.234,500"); a lone mark after a group of three set off by a
 * space ("1 234,500"), after four figures or more, or after a zero ("1234,500", "0,500": no thousands are grouped so).
 */
function certainMark(raw: string): Decimal | null {
  if (raw.includes('\u066b')) return ',';
  const v = latin(raw);
  if (/^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(v)) return ',';
  if (/^[-+]?\d{1,3}(,\d{3})+\.\d+$/.test(v)) return '.';
  const lone = /^[-+]?(\d+)([.,])\d+$/.exec(v);
  if (lone === null) return null;
  const whole = lone[1] ?? '';
  return whole.length > 3 || whole === '0' || /\d[\s\u00a0\u2007\u202f'’\u066c]\d{3}[.,]/.test(raw.replace(ARABIC, (d) => String(d.charCodeAt(0) - 0x660))) ? lone[2] as Decimal : null;
}

/** The decimal mark of a file's numbers: a comma where some value can only be read so and none asks for a point. */
export function guessDecimal(values: Iterable<string>): Decimal {
  let comma = 0, point = 0;
  for (const raw of values) {
    const v = latin(raw);
    // With both marks in one value, the last is the decimal one: "1.250,500" dinars.
    const own = certainMark(raw);
    if (own !== null) { if (own === ',') comma++; else point++; } else if (/^[-+]?(\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3})+,\d+)$/.test(v)) comma++;
    else if (/^[-+]?(\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3})+\.\d+)$/.test(v)) point++;
  }
  return comma > point ? ',' : '.';
}

/** A number as written by people. Thousands may be grouped by spaces or by the other mark; what reads two ways is refused. Blank is null. */
export function readNumber(raw: string, fileDecimal: Decimal): Read<number> {
  const v = latin(raw);
  const decimal = certainMark(raw) ?? fileDecimal;
  if (v === '' || /^(nd|n\/a|na|null|-|–)$/i.test(v)) return { ok: true, value: null };
  const other = decimal === '.' ? ',' : '.';
  if (/^[-+]?\d+(e[-+]?\d+)?$/i.test(v)) return finite(Number(v));
  if (new RegExp(`^[-+]?\\d+\\${decimal}\\d+$`).test(v)) return finite(Number(v.replace(decimal, '.')));
  if (new RegExp(`^[-+]?\\d{1,3}(\\${other}\\d{3})+\\${decimal}\\d+$`).test(v)) return finite(Number(v.replaceAll(other, '').replace(decimal, '.')));
  if (new RegExp(`^[-+]?\\d{1,3}(\\${other}\\d{3}){2,}$`).test(v)) return finite(Number(v.replaceAll(other, '')));
  if (new RegExp(`^[-+]?\\d+\\${other}\\d{3}$`).test(v)) return { ok: false, code: 'ambiguous_number', params: { one: v.replace(other, decimal), other: v.replace(other, '') } };
  if (new RegExp(`^[-+]?\\d+\\${other}\\d+$`).test(v)) return finite(Number(v.replace(other, '.')));
  const mended = v.replace(/[oO]/g, '0').replace(/[lI]/g, '1');
  return { ok: false, code: 'not_number', ...(mended !== v && /^[-+]?\d+([.,]\d+)?$/.test(mended) ? { params: { perhaps: mended } } : {}) };
}
const finite = (n: number): Read<number> => Number.isFinite(n) ? { ok: true, value: n } : { ok: false, code: 'not_number' };

/** The hour a spreadsheet adds to a day. */
const HOUR = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?(Z|[-+]\d{2}:?\d{2})?$/i;
/** A day as a spreadsheet counts it (1 is 1 January 1900), where it lost the date's format: between 1910 and 2064. */
const counted = (v: string): string | null => (/^\d{5}$/.test(v) && Number(v) >= 3654 && Number(v) <= 60_000 ? new Date(Date.UTC(1899, 11, 30) + Number(v) * 86_400_000).toISOString().slice(0, 10) : null);

/** A day as `YYYY-MM-DD`, `DD/MM/YYYY`, `DD.MM.YYYY` or `YYYY/MM/DD`; a day that is not in the calendar is refused. `recent`: two figures are a year of this century, as banks print it. */
export function readDay(raw: string, recent = false): Read<string> {
  const v = latin(raw.trim().replace(HOUR, ''));
  if (v === '') return { ok: true, value: null };
  const short = recent ? /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})$/.exec(v) : null;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(v), local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(v);
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : short ? [`20${short[3] ?? ''}`, short[2], short[1]] : [];
  if (y === undefined || m === undefined || d === undefined) {
    // Two calendars are in use among spreadsheets, four years apart: the day is proposed, not taken.
    const perhaps = counted(v);
    return perhaps === null ? { ok: false, code: 'not_date' } : { ok: false, code: 'counted_day', params: { perhaps } };
  }
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  const last = month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (month < 1 || month > 12 || day < 1 || day > last) return { ok: false, code: 'no_such_day' };
  return { ok: true, value: `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` };
}
