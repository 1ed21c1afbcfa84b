const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const BIG = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];

function underThousand(n: number): string {
  const rest = n % 100;
  const low = rest < 20 ? UNITS[rest] ?? '' : `${TENS[Math.floor(rest / 10)] ?? ''}${rest % 10 === 0 ? '' : `-${UNITS[rest % 10] ?? ''}`}`;
  if (n < 100) return low;
  return `${UNITS[Math.floor(n / 100)] ?? ''} hundred${rest === 0 ? '' : ` and ${low}`}`;
}

/** A whole number in English words. */
export function wordsEn(n: bigint): string {
  if (n === 0n) return 'zero';
  const parts: string[] = [];
  for (let rest = n, i = 0; rest > 0n; rest /= 1000n, i += 1) {
    const group = Number(rest % 1000n);
    if (group > 0) parts.unshift(`${underThousand(group)}${i > 0 ? ` ${BIG[i] ?? ''}` : ''}`);
  }
  return parts.join(' ');
}
