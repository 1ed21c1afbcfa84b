interface Bar { key: string; label: string; value: number | null; text: string }
const ROW = 24, WIDTH = 560, LABEL = 170, ROOM = 90;

/** Bars of one indicator by group, from the side where lines start; the drawing itself runs from left to right, so that its anchors turn with the language. The table beside it says the same. */
export const Bars = ({ label, bars, rtl, table }: { label: string; /** The element that holds the same as a table. */ table: string; bars: readonly Bar[]; rtl: boolean }) => {
  const most = Math.max(...bars.map((b) => b.value ?? 0), Number.EPSILON), room = WIDTH - LABEL - ROOM;
  const x = (at: number, width = 0): number => (rtl ? WIDTH - at - width : at);
  return (
    <svg className="chart" viewBox={`0 0 ${String(WIDTH)} ${String(bars.length * ROW)}`} role="img" aria-label={label} aria-details={table}>
      {bars.map((b, i) => {
        const width = ((b.value ?? 0) / most) * room;
        return <g key={b.key}><text x={x(LABEL - 8)} y={i * ROW + 16} textAnchor={rtl ? 'start' : 'end'}>{b.label.length > 24 ? `${b.label.slice(0, 23)}…` : b.label}</text><rect x={x(LABEL, width)} y={i * ROW + 5} width={width} height={ROW - 9} /><text x={x(LABEL + width + 6)} y={i * ROW + 16} textAnchor={rtl ? 'end' : 'start'}>{b.text}</text></g>;
      })}
    </svg>
  );
};

/** A line over days, oldest where lines start; a point that cannot be computed is a gap. */
export const Trend = ({ label, points, rtl, table }: { label: string; table: string; points: readonly { day: string; value: number | null; text: string }[]; rtl: boolean }) => {
  const known = points.flatMap((p) => (p.value === null ? [] : [p.value]));
  const low = Math.min(...known), high = Math.max(...known), span = high - low || Math.abs(high) || 1;
  const at = (i: number): number => { const x = 60 + (i * (WIDTH - 120)) / Math.max(1, points.length - 1); return rtl ? WIDTH - x : x; };
  const y = (v: number): number => 120 - ((v - low) / span) * 80;
  const path = points.reduce((d, p, i) => (p.value === null ? d : `${d}${d === '' || points[i - 1]?.value === null ? 'M' : 'L'}${at(i).toFixed(1)} ${y(p.value).toFixed(1)}`), '');
  return (
    <svg className="chart" viewBox={`0 0 ${String(WIDTH)} 160`} role="img" aria-label={label} aria-details={table}>
      <path d={path} fill="none" />
      {points.map((p, i) => <g key={p.day}>{p.value !== null && <><circle cx={at(i)} cy={y(p.value)} r="3" /><text x={at(i)} y={y(p.value) - 9} textAnchor="middle">{p.text}</text></>}<text x={at(i)} y="150" textAnchor="middle">{p.day}</text></g>)}
    </svg>
  );
};
