import { useT } from '../../platform/i18n/index.ts';
import type { Measure } from './measures.ts';
import { useWritten } from './zones-compare.tsx';

/** What the five shades stand for: each from the figure where it begins, up to the highest of the map. */
export const DensityKey = ({ most, measure }: { most: number; measure: Measure }) => {
  const t = useT();
  const written = useWritten();
  if (most <= 0) return null;
  const round = (n: number): number => (measure.kind === 'part' && most < 20 ? Math.round(n * 10) / 10 : Math.round(n));
  return (
    <ul className="densitykey" aria-label={t('activity.key')}>
      {[1, 2, 3, 4, 5].map((n) => <li key={n}><i className={`s${String(n)}`} aria-hidden="true" /><bdi>{n === 1 ? '> 0' : `≥ ${written(measure, round(most * ((n - 1) / 5) ** 2), true)}`}</bdi></li>)}
    </ul>
  );
};
