import type { PairClass } from './score.ts';

/** A pair as a person decided it. */
export interface DecidedPair { low: string; high: string; verdict: PairClass }
/** Verdicts that make two listings one dwelling. */
export const JOINS: readonly PairClass[] = ['same', 'rooms'];

/** The groups that decisions make of some listings: those joined by a chain of « same dwelling » and « rooms of one dwelling »; two at least. */
export function groupsOf(pairs: readonly DecidedPair[]): string[][] {
  const above = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = above.get(at); up !== undefined && up !== at; up = above.get(at)) at = up;
    return at;
  };
  for (const { low, high, verdict } of pairs) {
    if (!JOINS.includes(verdict)) continue;
    for (const id of [low, high]) if (!above.has(id)) above.set(id, id);
    const [a, b] = [root(low), root(high)];
    if (a !== b) above.set(b, a);
  }
  const groups = new Map<string, string[]>();
  for (const id of above.keys()) groups.set(root(id), [...groups.get(root(id)) ?? [], id]);
  return [...groups.values()].filter((g) => g.length > 1);
}

/** A pair that decisions say is apart and that others make one all the same, or undefined. */
export function contradiction(pairs: readonly DecidedPair[]): DecidedPair | undefined {
  const group = new Map(groupsOf(pairs).flatMap((g, i) => g.map((id) => [id, i] as const)));
  return pairs.find((p) => !JOINS.includes(p.verdict) && group.has(p.low) && group.get(p.low) === group.get(p.high));
}

export const NIGHTS_RULES = ['sum', 'most', 'one'] as const;
export type NightsRule = (typeof NIGHTS_RULES)[number];
/**
 * The nights of a dwelling by the rule a person chose: of all its listings together, of the one with most, or of one named. Null without a decision: nobody
 * sums over a group by himself.
 */
export function dwellingNights(rule: NightsRule | null, members: readonly { id: string; nights: number }[], named: string | null): number | null {
  if (rule === null) return null;
  if (rule === 'one') return members.find((m) => m.id === named)?.nights ?? null;
  return rule === 'sum' ? members.reduce((n, m) => n + m.nights, 0) : members.reduce((n, m) => Math.max(n, m.nights), 0);
}
