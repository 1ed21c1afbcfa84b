/** The forms of a masculine noun after a number: one, two, three to ten, eleven to ninety-nine (accusative), and the rest (genitive). */
export interface Noun { one: string; two: string; few: string; many: string; other: string }

const UNITS = ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'];
const TEENS = ['', 'أحد عشر', 'اثنا عشر', 'ثلاثة عشر', 'أربعة عشر', 'خمسة عشر', 'ستة عشر', 'سبعة عشر', 'ثمانية عشر', 'تسعة عشر'];
const TENS = ['', '', 'عشرون', 'ثلاثون', 'أربعون', 'خمسون', 'ستون', 'سبعون', 'ثمانون', 'تسعون'];
const HUNDREDS = ['', 'مائة', 'مائتان', 'ثلاثمائة', 'أربعمائة', 'خمسمائة', 'ستمائة', 'سبعمائة', 'ثمانمائة', 'تسعمائة'];
const THOUSAND: Noun = { one: 'ألف', two: 'ألفان', few: 'آلاف', many: 'ألفًا', other: 'ألف' };
const MILLION: Noun = { one: 'مليون', two: 'مليونان', few: 'ملايين', many: 'مليونًا', other: 'مليون' };
const MILLIARD: Noun = { one: 'مليار', two: 'ملياران', few: 'مليارات', many: 'مليارًا', other: 'مليار' };
const AND = ' و';

function underHundred(n: number): string {
  if (n <= 10) return UNITS[n] ?? '';
  if (n < 20) return TEENS[n - 10] ?? '';
  const ten = TENS[Math.floor(n / 10)] ?? '';
  return n % 10 === 0 ? ten : `${UNITS[n % 10] ?? ''}${AND}${ten}`;
}

/** A group under a thousand with its noun, joined part by part: مائة دينار، مائة وعشرون دينارا، مائة دينار ودينار واحد. */
function counted(n: number, noun: Noun, money: boolean): string {
  const hundred = HUNDREDS[Math.floor(n / 100)] ?? '', rest = n % 100;
  const one = money ? `${noun.one} واحد` : noun.one;
  if (n < 100 && rest === 1) return one;
  if (n < 100 && rest === 2) return noun.two;
  // مائتان loses its ن before the noun it counts.
  const bare = hundred === 'مائتان' ? 'مائتا' : hundred;
  if (rest === 0) return `${bare} ${noun.other}`;
  if (rest <= 2) return `${bare} ${noun.other}${AND}${rest === 1 ? one : noun.two}`;
  return `${hundred === '' ? '' : hundred + AND}${underHundred(rest)} ${rest <= 10 ? noun.few : noun.many}`;
}

/**
 * An amount of a masculine noun in Arabic words, nominative, up to 10^12: the noun agrees with the last group counted.
 * ٢٬٠٠٠ is ألفا دينار, ١٬٢٥٠ ألف ومائتان وخمسون دينارا.
 */
export function wordsAr(n: bigint, noun: Noun): string {
  if (n === 0n) return `صفر ${noun.other}`;
  const groups: [bigint, Noun][] = [[1_000_000_000n, MILLIARD], [1_000_000n, MILLION], [1000n, THOUSAND]];
  const parts: string[] = [];
  let rest = n;
  for (const [size, name] of groups) {
    const count = rest / size;
    rest %= size;
    if (count === 0n) continue;
    const said = counted(Number(count), name, false);
    // Nothing after it: the group itself holds the noun, and a dual loses its ن.
    parts.push(rest === 0n ? said.replace(/(ألف|مليون|مليار)ان$/, '$1ا').replace(/ًا$/, '') : said);
  }
  const tail = Number(rest);
  if (tail === 0) return `${parts.join(AND)} ${noun.other}`;
  if (tail <= 2 && parts.length > 0) {
    const whole = parts.join(AND).replace(/(ألف|مليون|مليار)ان$/, '$1ا');
    return `${whole} ${noun.other}${AND}${tail === 1 ? `${noun.one} واحد` : noun.two}`;
  }
  return [...parts, counted(tail, noun, true)].join(AND);
}
