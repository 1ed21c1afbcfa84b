import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { getOccupancy, shareText, type OccupancyState } from '@sommier/domain/occupations';
import { addMonths, daysBetween } from '@sommier/domain/shared';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Ref } from '../../platform/ui/index.ts';
import { StateMark, StatusTag, useLastDay } from './marks.tsx';

const ROW = 22, WIDTH = 1000, HEAD = 18;
const YEARS = [2, 5, 10, 30] as const;

/** The occupancy of a property, and of its parts, on a band of time; the same in a table below. Time runs as the language reads. */
export const Timeline = ({ assetId, parts, day }: { assetId: string; parts: boolean; day: string }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const last = useLastDay();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [years, setYears] = useState<number>(5);
  const from = addMonths(day, -12 * Math.ceil(years / 2)), to = addMonths(from, 12 * years);
  const { data, error, refetch } = useEndpoint(getOccupancy, { params: { commune, id: assetId }, query: { from, to, parts: parts ? 'yes' : 'no' } }, { keep: true });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('shell.loading')}</p>;
  const shown = data.units.filter((u, i) => i === 0 || u.rights.length > 0 || data.units.length <= 40);
  const span = Math.max(1, daysBetween(data.from, data.to));
  const flip = language === 'ar';
  const at = (d: string) => { const x = Math.max(0, Math.min(1, daysBetween(data.from, d) / span)) * WIDTH; return flip ? WIDTH - x : x; };
  const step = Math.max(1, Math.ceil(years / 10)), firstYear = Number(data.from.slice(0, 4)) + 1;
  const ticks = Array.from({ length: Math.ceil(years / step) }, (_, i) => `${String(firstYear + i * step)}-01-01`).filter((d) => d < data.to);
  const today = at(data.today);
  return (
    <section className="card whole timeline"><div className="row"><h2>{t(parts ? 'occ.timeline' : 'occ.calendar')}</h2>
      <div role="group" aria-label={t('occ.timeline.years')}>{YEARS.map((y) => <Button key={y} kind="flat" className={y === years ? 'pressed' : undefined} aria-pressed={y === years} onClick={() => setYears(y)}>{t('occ.years', { n: y })}</Button>)}</div></div>
      {data.truncated && <Note tone="warn">{t('occ.timeline.cut', { n: shown.length })}</Note>}
      <div className="occtl">
        <div className="names" aria-hidden="true">{shown.map((u) => <span key={u.assetId} style={{ blockSize: ROW }}><Ref>{u.code}</Ref></span>)}</div>
        <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEAD + shown.length * ROW)}`} preserveAspectRatio="none" style={{ blockSize: HEAD + shown.length * ROW }} role="img" aria-label={t('occ.timeline.aria', { from: format.day(data.from), to: format.day(data.to) })}>
          <defs>
            <pattern id="occ-let" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="var(--m-let)" strokeWidth="3" /></pattern>
            <pattern id="occ-permit" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.6" fill="var(--m-permit)" /></pattern>
            <pattern id="occ-free" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M1 0v5" stroke="var(--m-free)" strokeWidth="2" /></pattern>
            <pattern id="occ-without_title" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0l6 6M6 0l-6 6" stroke="var(--m-notitle)" strokeWidth="1.4" /></pattern>
          </defs>
          <path className="grid" d={ticks.map((d) => `M${String(at(d))} ${String(HEAD - 4)}V${String(HEAD + shown.length * ROW)}`).join('')} />
          {shown.flatMap((u, i) => u.spans.filter((s): s is typeof s & { state: OccupancyState } => s.state !== null).map((s) => {
            const a = at(s.from), b = at(s.to ?? data.to);
            return <rect key={`${u.assetId}${s.from}`} className={`occbar ${s.state}${s.expired ? ' past' : ''}`} x={Math.min(a, b)} y={HEAD + i * ROW + 3} width={Math.max(1, Math.abs(b - a))} height={ROW - 6}><title>{`${u.code} · ${code('code.occ.state.', s.state)} · ${format.day(s.from)} – ${s.to === null ? '' : last(s.to)}`}</title></rect>;
          }))}
          <path className="now" d={`M${String(today)} 0V${String(HEAD + shown.length * ROW)}`} />
        </svg>
        <div className="years" aria-hidden="true">{ticks.map((d) => <span key={d} style={{ insetInlineStart: `${String(Math.max(0, daysBetween(data.from, d) / span) * 100)}%` }}>{d.slice(0, 4)}</span>)}</div>
      </div>
      <p className="legend">{(['own', 'let', 'permit', 'free', 'vacant', 'without_title'] as const).map((s) => <StateMark key={s} state={s} />)}</p>
      {shown.every((u) => u.rights.length === 0) ? <Empty title={t('occ.nothing')} why={t('occ.nothing.why')} /> : (
        <table className="tbl"><caption className="vh">{t('occ.timeline')}</caption>
          <thead><tr>{parts && <th scope="col">{t('map.col.code')}</th>}<th scope="col">{t('occ.reference')}</th><th scope="col">{t('occ.type')}</th><th scope="col">{t('occ.state')}</th><th scope="col" className="num">{t('occ.share')}</th><th scope="col">{t('occ.from')}</th><th scope="col">{t('occ.last')}</th><th scope="col">{t('occ.status')}</th></tr></thead>
          <tbody>{shown.flatMap((u) => u.rights.map((r) => (
            <tr key={`${u.assetId}${r.id}`}>{parts && <td title={nameOf(u)}><Ref>{u.code}</Ref></td>}<td><Link to="/c/$commune/occupations/$id" params={{ commune, id: r.id }} search={{}}><Ref>{r.reference}</Ref></Link></td><td>{code('code.occ.type.', r.type)}</td><td><StateMark state={r.state} word={false} /></td>
              <td className="num"><Ref>{shareText(r.share)}</Ref></td><td>{format.day(r.from)}</td><td>{last(r.to)}</td><td><StatusTag status={r.status} /></td></tr>
          )))}</tbody></table>
      )}
    </section>
  );
};
