export interface Point { id: string; kind: 'sale' | 'rent'; lon: number; lat: number }
interface Props { points: readonly Point[]; label: string; home?: { lon: number; lat: number; metres: number } | undefined; chosen?: string | null; onChoose?: (id: string) => void; legend: readonly [sale: string, rent: string] }
const WIDTH = 560, HEIGHT = 340, METRES = 111_320;

/** Deals where they were made: a full dot is a sale, a ring a rent. With `home`, the property stands in the middle of its circle of search. Drawn without the map library, north up; the table beside says the same. */
export const PointsMap = ({ points, label, home, chosen, onChoose, legend }: Props) => {
  const lons = points.map((p) => p.lon), lats = points.map((p) => p.lat);
  const lat = home?.lat ?? (Math.min(...lats) + Math.max(...lats)) / 2, lon = home?.lon ?? (Math.min(...lons) + Math.max(...lons)) / 2;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const reach = home === undefined ? Math.max((Math.max(...lats) - Math.min(...lats)) / 2, ((Math.max(...lons) - Math.min(...lons)) / 2) * squeeze * (HEIGHT / WIDTH), 1e-4) : home.metres / METRES;
  const scale = (HEIGHT / 2 - 12) / reach;
  const at = (p: { lon: number; lat: number }): readonly [number, number] => [WIDTH / 2 + (p.lon - lon) * squeeze * scale, HEIGHT / 2 - (p.lat - lat) * scale];
  if (points.length === 0 && home === undefined) return null;
  return (
    <figure className="pointmap">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {home && <circle className="reach" cx={WIDTH / 2} cy={HEIGHT / 2} r={HEIGHT / 2 - 12} />}
        {points.map((p) => { const [x, y] = at(p); return <circle key={p.id} className={`${p.kind}${p.id === chosen ? ' on' : ''}`} cx={x.toFixed(1)} cy={y.toFixed(1)} r={4} onClick={onChoose && (() => onChoose(p.id))} />; })}
        {home && <rect className="home" x={WIDTH / 2 - 5} y={HEIGHT / 2 - 5} width={10} height={10} />}
      </svg>
      <figcaption><span>● {legend[0]}</span><span>○ {legend[1]}</span></figcaption>
    </figure>
  );
};
