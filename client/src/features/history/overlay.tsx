import { useMemo } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { isShape } from './value-text.ts';

type P = [number, number];
const W = 372, H = 240, ROOM = 18;
/** Every run of positions of a geometry; a point is a run of one. */
const runs = (c: unknown): P[][] => (!Array.isArray(c) || c.length === 0 ? [] : typeof c[0] === 'number' ? [[c as P]] : Array.isArray(c[0]) && typeof c[0][0] === 'number' ? [c as P[]] : c.flatMap(runs));
const runsOf = (g: unknown): P[][] => (isShape(g) ? runs(g.coordinates) : []);

interface Props { mine?: unknown; theirs?: unknown; original?: unknown; label: string; /** What the solid and the dashed shape are, when not mine and theirs. */ names?: readonly [string, string] }
/** Shapes of one property laid over one another, north up: mine solid, theirs dashed, the original dotted. Drawn without the map library. */
export const Overlay = ({ mine, theirs, original, label, names }: Props) => {
  const t = useT();
  const drawn = useMemo(() => {
    const all = [mine, theirs, original].map(runsOf);
    const points = all.flat(2);
    if (points.length === 0) return null;
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    const [w, s, e, n] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const squeeze = Math.cos(((s + n) / 2) * (Math.PI / 180));
    const scale = Math.min((W - 2 * ROOM) / Math.max((e - w) * squeeze, 2e-4), (H - 2 * ROOM) / Math.max(n - s, 2e-4));
    const at = ([x, y]: P): string => `${(W / 2 + (x - (w + e) / 2) * squeeze * scale).toFixed(1)} ${(H / 2 - (y - (s + n) / 2) * scale).toFixed(1)}`;
    return all.map((list) => list.map((run) => (run.length === 1 ? `M${at(run[0] as P)}h.01` : `M${run.map(at).join('L')}`)).join(''));
  }, [mine, theirs, original]);
  if (!drawn) return null;
  const [m, th, o] = drawn;
  return (
    <figure className="overlay">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={label}>
        {o && <path className="original" fillRule="evenodd" d={o} />}{th && <path className="theirs" fillRule="evenodd" d={th} />}{m && <path className="mine" fillRule="evenodd" d={m} />}
      </svg>
      <figcaption>{m && <span className="key mine">{names?.[0] ?? t(theirs || original ? 'history.shape.new' : 'history.shape.now')}</span>}{th && <span className="key theirs">{names?.[1] ?? t('history.theirs')}</span>}{o && <span className="key original">{t('history.original')}</span>}</figcaption>
    </figure>
  );
};
