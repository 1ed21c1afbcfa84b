import type { Level, Nature } from './words.ts';

export interface Standing { level: Level | null; nature: Nature | null }
const RANK: Record<Level, number> = { site: 0, building: 1, unit: 2, room: 3 };
const rank = (s: Standing): number => (s.level === null ? (s.nature === 'building' ? 1 : s.nature === 'unit' ? 2 : 0) : RANK[s.level]);

/**
 * Whether a property may stand under another: site > building > unit > room, each strictly below its parent (a stall may stand on a market's site,
 * land and equipment in a site). A site stands under nothing.
 */
export function standFault(child: Standing, parent: Standing): 'site_has_no_parent' | 'level_not_below' | null {
  if (child.level === 'site') return 'site_has_no_parent';
  // Land, a road or equipment without a level belongs to a site.
  if (child.level === null && rank(child) === 0) return rank(parent) === 0 ? null : 'level_not_below';
  return rank(child) > rank(parent) ? null : 'level_not_below';
}
