import { listZones, listZoneSets } from '@sommier/domain/zones';
import type { Simulation } from '@sommier/domain/assessments';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

/** Width of a letter of a label: a zone too narrow for its words shows its colour, and says them when pointed at. */
const W = 320, H = 340, GLYPH = 5.6;
type Rings = number[][][];
const ringsOf = (g: unknown): Rings => { const { type, coordinates } = g as { type: string; coordinates: unknown }; return type === 'MultiPolygon' ? (coordinates as Rings[]).flat() : coordinates as Rings; };

/** The gap of each zone where it lies: darker is more. The table beside it says the same figures. */
export const GapZones = ({ simulation }: { simulation: Simulation }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const sets = useEndpoint(listZoneSets, { params: { commune } }, { enabled: simulation.zoneSet !== null });
  const set = sets.data?.rows.find((s) => s.name === simulation.zoneSet);
  const zones = useEndpoint(listZones, { params: { commune, id: set?.id ?? '0' }, query: { geometry: 'yes' } }, { enabled: set !== undefined });
  const rows = zones.data?.rows.filter((z) => z.geometry !== undefined) ?? [];
  if (rows.length === 0) return null;
  const [w, s, e, n] = rows.reduce(([a, b, c, d], z) => [Math.min(a, z.bounds[0]), Math.min(b, z.bounds[1]), Math.max(c, z.bounds[2]), Math.max(d, z.bounds[3])], [180, 90, -180, -90]);
  const squeeze = Math.cos((s + n) / 2 * (Math.PI / 180)), scale = Math.min((W - 8) / Math.max((e - w) * squeeze, 1e-6), (H - 8) / Math.max(n - s, 1e-6));
  const at = (p: readonly number[]): [number, number] => [W / 2 + ((p[0] ?? 0) - (w + e) / 2) * squeeze * scale, H / 2 - ((p[1] ?? 0) - (s + n) / 2) * scale];
  const gaps = new Map(simulation.zones.map((z) => [z.zone, Number(BigInt(z.proposed) - BigInt(z.present))]));
  const top = Math.max(1, ...[...gaps.values()].map(Math.abs));
  return (
    <figure className="assess-map">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t('assess.sim.map')}>
        {rows.map((z) => { const gap = gaps.get(z.label) ?? 0; return <path key={z.id} className={`step${gap === 0 ? 0 : Math.min(5, 1 + Math.floor(Math.abs(gap) / top * 4.999))}`} d={ringsOf(z.geometry).map((r) => `M${r.map((p) => at(p).map((x) => x.toFixed(1)).join(' ')).join('L')}Z`).join('')}><title>{`${z.label} \u2066${gap > 0 ? '+' : ''}${f.money(String(gap))}\u2069`}</title></path>; })}
        {rows.map((z) => { const [x, y] = at([(z.bounds[0] + z.bounds[2]) / 2, (z.bounds[1] + z.bounds[3]) / 2]); const gap = gaps.get(z.label) ?? 0; const said = f.money(String(gap)), room = (z.bounds[2] - z.bounds[0]) * squeeze * scale; return gap === 0 || room < said.length * GLYPH ? null : <text key={z.id} x={x} y={y}>{room < z.label.length * GLYPH ? null : z.label}<tspan x={x} dy="13">{`\u2066${gap > 0 ? '+' : ''}${said}\u2069`}</tspan></text>; })}
      </svg>
      <figcaption>{t('assess.sim.map.legend', { currency })}</figcaption>
    </figure>
  );
};
