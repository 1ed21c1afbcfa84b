import type { TitleState } from '../assets/words.ts';

/** What lies idle, and why it is looked at. One property may be several. */
export const IDLE_KINDS = ['vacant', 'dormant', 'surplus', 'underused'] as const;
export type IdleKind = (typeof IDLE_KINDS)[number];
export const CRITERIA = ['area', 'location', 'condition', 'readiness', 'income'] as const;
export type Criterion = (typeof CRITERIA)[number];
/** Whole points given to each criterion; only their proportions count. */
export type Weights = Readonly<Record<Criterion, number>>;
export const EVEN: Weights = { area: 1, location: 1, condition: 1, readiness: 1, income: 1 };

/** What is known of an idle property. `income` is the rent a year the market would pay, in minor units; null is "not known". */
export interface IdleFacts { areaM2: number | null; district: string | null; conditionClass: string | null; titleState: TitleState | null; publicDomain: boolean; charged: boolean; incomeMinor: string | null }
/** How one criterion was judged: 0 to 1, the reason by its key, and the figure it rests on. An unknown fact scores nothing and says so. */
export interface Judged { criterion: Criterion; score: number; reason: string; value: string | null }
export interface Ranked { score: number; judged: Judged[] }

const CONDITION: Readonly<Record<string, number>> = { very_good: 1, good: 0.75, bad: 0.4, very_bad: 0.15, ruin: 0 };
const TITLE: Readonly<Record<TitleState, number>> = { titre_foncier: 1, requisition: 0.5, non_immatricule: 0.2, sans_document: 0 };
/** A property of the public domain cannot be leased before it is declassified (CGPPP, L.2141-1; dahir of 19-10-1921); one that is charged waits too. */
const PUBLIC = 0.4, CHARGED = 0.7;

/**
 * Judges idle properties together: area and income against the greatest among them, location by the commune's own rating of districts (0 to 1),
 * condition and readiness by fixed scales. The score is the weighted mean, 0 to 100 with one decimal; the reasons are its parts.
 */
export function rankIdle<T extends IdleFacts>(all: readonly T[], weights: Weights, places: Readonly<Record<string, number>>): (T & Ranked)[] {
  const sum = CRITERIA.reduce((n, c) => n + weights[c], 0) || 1;
  const most = Math.max(...all.map((x) => x.areaM2 ?? 0), 1), best = Math.max(...all.map((x) => Number(x.incomeMinor ?? 0)), 1);
  const judge = (x: T): Judged[] => {
    const place = x.district === null ? undefined : places[x.district];
    const ready = (x.titleState === null ? 0 : TITLE[x.titleState]) * (x.publicDomain ? PUBLIC : 1) * (x.charged ? CHARGED : 1);
    return [
      // By the logarithm: twice the ground is not twice the interest.
      { criterion: 'area', score: x.areaM2 === null ? 0 : Math.log1p(x.areaM2) / Math.log1p(most), reason: x.areaM2 === null ? 'area.unknown' : 'area', value: x.areaM2 === null ? null : String(x.areaM2) },
      { criterion: 'location', score: place ?? 0.5, reason: x.district === null ? 'location.unknown' : place === undefined ? 'location.unrated' : 'location', value: x.district },
      { criterion: 'condition', score: x.conditionClass === null ? 0 : CONDITION[x.conditionClass] ?? 0, reason: x.conditionClass === null ? 'condition.unknown' : `condition.${x.conditionClass}`, value: x.conditionClass },
      { criterion: 'readiness', score: ready, reason: x.publicDomain ? 'readiness.public' : x.charged ? 'readiness.charged' : `readiness.${x.titleState ?? 'unknown'}`, value: x.titleState },
      { criterion: 'income', score: x.incomeMinor === null ? 0 : Number(x.incomeMinor) / best, reason: x.incomeMinor === null ? 'income.unknown' : 'income', value: x.incomeMinor },
    ];
  };
  return all.map((x) => { const judged = judge(x); return { ...x, judged, score: Math.round((judged.reduce((n, j) => n + j.score * weights[j.criterion], 0) / sum) * 1000) / 10 }; }).sort((a, b) => b.score - a.score);
}
