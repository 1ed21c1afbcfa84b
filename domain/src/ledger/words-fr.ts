const UNITS = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'];
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];
const unit = (n: number): string => UNITS[n] ?? '';

function underHundred(n: number, last: boolean): string {
  if (n < 20) return unit(n);
  const tens = Math.floor(n / 10), rest = tens === 7 || tens === 9 ? n - (tens - 1) * 10 : n - tens * 10;
  const ten = TENS[tens] ?? '';
  if (rest === 0) return tens === 8 && last ? 'quatre-vingts' : ten;
  return (rest === 1 || rest === 11) && tens < 8 ? `${ten} et ${unit(rest)}` : `${ten}-${unit(rest)}`;
}
/** Quatre-vingt and cent take an s only where nothing follows, `mille` included; million is a noun and lets them have it. */
function underThousand(n: number, last: boolean): string {
  const hundreds = Math.floor(n / 100), rest = n % 100;
  if (hundreds === 0) return underHundred(rest, last);
  const head = hundreds === 1 ? 'cent' : `${unit(hundreds)} ${rest === 0 && last ? 'cents' : 'cent'}`;
  return rest === 0 ? head : `${head} ${underHundred(rest, last)}`;
}
const BIG = ['million', 'milliard', 'billion', 'billiard'];

/** A whole number in French words (1990 rules not applied: hyphens under a hundred only), up to 10^18. */
export function wordsFr(n: bigint): string {
  if (n === 0n) return 'zéro';
  const parts: string[] = [];
  const thousands = Number(n % 1_000_000n);
  const k = Math.floor(thousands / 1000), u = thousands % 1000;
  for (let rest = n / 1_000_000n, i = 0; rest > 0n; rest /= 1000n, i += 1) {
    const group = Number(rest % 1000n);
    if (group > 0) parts.unshift(`${underThousand(group, true)} ${BIG[i] ?? ''}${group > 1 ? 's' : ''}`);
  }
  if (k > 0) parts.push(k === 1 ? 'mille' : `${underThousand(k, false)} mille`);
  if (u > 0) parts.push(underThousand(u, true));
  return parts.join(' ');
}

/** True where the noun is joined by "de": un million de dinars, but un million cent dinars. */
export const takesDe = (n: bigint): boolean => n >= 1_000_000n && n % 1_000_000n === 0n;
