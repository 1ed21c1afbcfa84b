import { sumShares, type Share } from '@sommier/domain/occupations';

/** A right of the model: days are numbers, `to` exclusive (null without end). */
export interface Right {
  id: string; type: 'bail_commercial' | 'affectation' | 'emplacement_marche'; validated: boolean; from: number; to: number | null; parent: string | null;
  units: { unit: number; share: Share }[];
}
export const LAST_DAY = 14;
/** Unit -> its parent: 0 is a market, 1 and 2 its halls, 3 a stall in hall 1; 4 stands alone. */
export const PARENT: readonly (number | null)[] = [null, 0, 0, 1, null];
const ancestors = (unit: number): number[] => { const up = PARENT[unit]; return up === null || up === undefined ? [] : [up, ...ancestors(up)]; };
const holds = (r: Right, day: number): boolean => r.validated && r.from <= day && (r.to === null || day < r.to);
const load = (rights: readonly Right[], unit: number): { num: bigint; den: bigint } => sumShares(rights.flatMap((r) => r.units.filter((u) => u.unit === unit).map((u) => u.share)));

/** Brute force, day after day: whether a set of rights may stand. It knows nothing of how the database looks for breaches. */
export function mayStand(all: readonly Right[]): boolean {
  const live = all.filter((r) => r.validated && r.to !== r.from);
  for (let day = 0; day <= LAST_DAY; day++) {
    const principal = live.filter((r) => r.type !== 'emplacement_marche' && holds(r, day));
    const let_ = principal.filter((r) => r.type !== 'affectation');
    for (let unit = 0; unit < PARENT.length; unit++) {
      const own = load(principal, unit);
      if (own.num > own.den) return false;
      if (let_.some((r) => r.units.some((u) => u.unit === unit)) && ancestors(unit).some((up) => { const l = load(let_, up); return l.num >= l.den; })) return false;
    }
  }
  return live.filter((r) => r.type === 'emplacement_marche').every((d) => {
    const parent = live.find((p) => p.id === d.parent && p.type !== 'emplacement_marche');
    if (parent === undefined || parent.from > d.from || (parent.to !== null && (d.to === null || d.to > parent.to))) return false;
    return d.units.every(({ unit }) => {
      if (![unit, ...ancestors(unit)].some((u) => parent.units.some((p) => p.unit === u))) return false;
      const given = parent.units.find((p) => p.unit === unit)?.share ?? { num: 1, den: 1 };
      for (let day = 0; day <= LAST_DAY; day++) {
        const taken = load(live.filter((r) => r.parent === d.parent && r.type === 'emplacement_marche' && holds(r, day)), unit);
        if (taken.num * BigInt(given.den) > BigInt(given.num) * taken.den) return false;
      }
      return true;
    });
  });
}
