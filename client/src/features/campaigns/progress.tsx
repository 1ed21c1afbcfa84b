import type { Campaign } from '@sommier/domain/campaigns';
import type { Geometry } from '@sommier/domain/shared';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';

type P = [number, number];
const W = 420, H = 300, STEPS = 5;
const rings = (g: Geometry): P[][] => { const c = g['coordinates']; return g.type === 'Polygon' ? c as P[][] : g.type === 'MultiPolygon' ? (c as P[][][]).flat() : []; };
const back = (c: Campaign['counts']): number => c.returned + c.accepted + c.refused;

/** Zones by the share that came back, in five steps of lightness with the figure written in each. */
const ZoneMap = ({ c }: { c: Campaign }) => {
  const t = useT();
  const format = useFormat();
  const drawn = c.zones.filter((z) => z.bounds && z.geometry);
  if (drawn.length === 0) return null;
  const [w, s, e, n] = [0, 1, 2, 3].map((i) => (i < 2 ? Math.min : Math.max)(...drawn.map((z) => z.bounds?.[i] ?? 0))) as [number, number, number, number];
  const k = Math.cos(((s + n) / 2) * (Math.PI / 180));
  const scale = Math.min(W / ((e - w) * k), H / (n - s)) * 0.94;
  const at = ([x, y]: P): P => [W / 2 + (x - (w + e) / 2) * k * scale, H / 2 - (y - (s + n) / 2) * scale];
  return (
    <svg className="zonemap" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t('campaigns.map')} aria-details="campaign-zones">
      {drawn.map((z) => {
        const share = z.counts.total ? back(z.counts) / z.counts.total : 0;
        const b = z.bounds ?? [0, 0, 0, 0];
        const [x, y] = at([(b[0] + b[2]) / 2, (b[1] + b[3]) / 2]);
        const step = share === 0 ? 0 : Math.min(STEPS, 1 + Math.floor(share * STEPS * 0.999));
        return <g key={z.zone}><path className={`z${step}`} fillRule="evenodd" d={z.geometry ? rings(z.geometry).map((r) => `M${r.map((p) => at(p).map((v) => v.toFixed(1)).join(' ')).join('L')}Z`).join('') : ''} /><text x={x} y={y} textAnchor="middle">{format.percent(share)}</text></g>;
      })}
    </svg>
  );
};

/** How far a campaign is: by zone on a plan and in a table, by person, and by week in bars and figures. */
export const Progress = ({ campaign: c }: { campaign: Campaign }) => {
  const t = useT();
  const format = useFormat();
  const nameOf = useNameOf();
  const most = Math.max(1, ...c.weeks.map((w) => w.visited));
  return (
    <>
      <dl className="sum">
        {([['campaigns.sheets', c.counts.total], ['campaigns.back', back(c.counts)], ['campaigns.waiting', c.counts.returned], ['campaigns.accepted', c.counts.accepted], ['campaigns.found', c.counts.found]] as const).map(([key, n]) => <div key={key}><dt>{t(key)}</dt><dd>{format.whole(n)}</dd></div>)}
      </dl>
      <div className="progressgrid">
        <ZoneMap c={c} />
        <div className="scroll">
          <table id="campaign-zones" className="tbl"><caption className="vh">{t('campaigns.byzone')}</caption><thead><tr><th scope="col">{t('campaigns.zone')}</th><th scope="col" className="num">{t('campaigns.back')}</th><th scope="col" className="num">{t('campaigns.accepted')}</th></tr></thead>
            <tbody>{c.zones.map((z) => <tr key={z.zone ?? '-'}><th scope="row"><bdi>{nameOf({ name: z.label ?? t('campaigns.nozone'), nameAr: z.labelAr })}</bdi></th><td className="num">{t('campaigns.of', { n: back(z.counts), total: z.counts.total })}</td><td className="num">{format.whole(z.counts.accepted)}</td></tr>)}</tbody>
            <tfoot><tr><th scope="row">{t('campaigns.all')}</th><td className="num">{t('campaigns.of', { n: back(c.counts), total: c.counts.total })}</td><td className="num">{format.whole(c.counts.accepted)}</td></tr></tfoot></table>
        </div>
        <div className="stack">
          <h2>{t('campaigns.weeks')}</h2>
          {c.weeks.length === 0 ? <p className="small">{t('campaigns.weeks.none')}</p> : (
            <table className="tbl bars"><caption className="vh">{t('campaigns.weeks')}</caption><thead><tr><th scope="col">{t('campaigns.week')}</th><th scope="col" className="num">{t('campaigns.visits')}</th><th scope="col"><span className="vh">{t('campaigns.bar')}</span></th></tr></thead>
              <tbody>{c.weeks.map((w) => <tr key={w.week}><th scope="row"><bdi dir="ltr">{format.day(w.week)}</bdi></th><td className="num">{format.whole(w.visited)}</td><td><svg className="bar1" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={(w.visited / most) * 100} height="10" /><rect className="done" width={(w.accepted / most) * 100} height="10" /></svg></td></tr>)}</tbody></table>
          )}
          <h2>{t('campaigns.team')}</h2>
          <table className="tbl"><caption className="vh">{t('campaigns.team')}</caption><thead><tr><th scope="col">{t('campaigns.assignee')}</th><th scope="col" className="num">{t('campaigns.back')}</th></tr></thead>
            <tbody>{c.team.map((m) => <tr key={m.person}><th scope="row"><bdi>{m.name}</bdi></th><td className="num">{t('campaigns.of', { n: back(m.counts), total: m.counts.total })}</td></tr>)}</tbody></table>
        </div>
      </div>
    </>
  );
};
