import { quotedReferences } from '../collection/reference.ts';
import { daysBetween, type Day } from '../shared/day.ts';

/** An account a line may pay: its reference, the payer's folded words, what is open by due. */
export interface Payable { account: string; reference: string | null; payer: readonly string[]; dues: readonly { dueOn: Day; open: bigint }[] }
export interface Line { paidOn: Day; amount: bigint; reference: string | null; words: readonly string[]; text: string }
/** `due`: the claim whose notice the payer quotes; the money goes there first. */
export interface Candidate { account: string; by: 'reference' | 'amount'; score: number; due?: string }
/** A claim by the payment reference of its notice. */
export type Claims = ReadonlyMap<string, { account: string; due: string }>;

/** A reference as it may be written in a bank's line: letters and digits alone. */
export const bareReference = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
const WINDOW_DAYS = 45;

/** The amount is what is open in all, or one due of it, or a run of the oldest ones. */
const fits = (amount: bigint, dues: Payable['dues']): boolean => {
  let sum = 0n;
  for (const d of dues) { sum += d.open; if (sum === amount || d.open === amount) return true; }
  return false;
};

/**
 * Accounts a line may be for, the likeliest first. A reference found in the line counts before all; else the exact amount of what is open near the
 * day, helped by the payer's name. The reference of a notice (ISO 11649) names one claim. Pure: it proposes, `settled` says whether that is enough.
 */
export function candidates(line: Line, accounts: readonly Payable[], claims: Claims = new Map()): Candidate[] {
  const quoted = [line.reference, line.text].flatMap((t) => (t === null ? [] : quotedReferences(t))).flatMap((r) => claims.get(r) ?? []);
  const told = line.reference === null ? '' : bareReference(line.reference), text = bareReference(line.text);
  return accounts.flatMap((a): Candidate[] => {
    const own = [...new Set(quoted.flatMap((q) => (q.account === a.account ? q.due : [])))], [one] = own;
    // Two claims of one account: the money is his all the same, and goes to the oldest first.
    if (one !== undefined) return [{ account: a.account, by: 'reference', score: 100, ...(own.length === 1 ? { due: one } : {}) }];
    const reference = a.reference === null ? '' : bareReference(a.reference);
    if (reference.length >= 4 && (reference === told || text.includes(reference))) return [{ account: a.account, by: 'reference', score: reference === told ? 100 : 90 }];
    const near = a.dues.some((d) => Math.abs(daysBetween(d.dueOn, line.paidOn)) <= WINDOW_DAYS);
    const names = a.payer.filter((w) => w.length > 2 && line.words.includes(w)).length;
    const exact = fits(line.amount, a.dues);
    if (!exact && names < 2) return [];
    return [{ account: a.account, by: 'amount', score: (exact ? 40 : 0) + (exact && near ? 20 : 0) + Math.min(3, names) * 10 }];
  }).sort((a, b) => b.score - a.score || (a.account < b.account ? -1 : 1)).slice(0, 5);
}

/** The one account a line is surely for; null where a person decides: two references, an amount that fits two accounts, a name that says nothing. */
export function settled(list: readonly Candidate[]): Candidate | null {
  const [first, second] = list;
  if (first === undefined) return null;
  if (first.by === 'reference') return second?.by === 'reference' && second.score === first.score ? null : first;
  return first.score >= 60 && (second === undefined || second.score < 60) ? first : null;
}
