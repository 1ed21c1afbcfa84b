import type { Finding, GeometryCheck } from '@sommier/domain/geometries';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Note, Ref, type Tone } from '../../platform/ui/index.ts';

const TONES: Record<Finding['severity'], Tone> = { refuse: 'bad', warn: 'warn', note: 'info' };

/** What the check found, the gravest first, each with its place to go to. */
export const Findings = ({ findings, onGo }: { findings: readonly Finding[]; onGo?: (at: [number, number]) => void }) => {
  const t = useT();
  const format = useFormat();
  const nameOf = useNameOf();
  const order = { refuse: 0, warn: 1, note: 2 };
  return (
    <ul className="stack findings">
      {[...findings].sort((a, b) => order[a.severity] - order[b.severity]).map((f, i) => (
        <li key={i} data-finding={f.code}>
          <Note tone={TONES[f.severity]}>
            <p><b>{t(`drawing.severity.${f.severity}`)}</b> {t(`drawing.finding.${f.code}`, { area: f.areaM2 === null ? '–' : format.ground(f.areaM2), share: f.share === null ? '–' : format.percent(f.share) })}</p>
            {f.subject && <p><bdi>{nameOf(f.subject)}</bdi>{f.subject.code && <> <Ref>{f.subject.code}</Ref></>}</p>}
            {f.at && onGo && <button type="button" className="link" onClick={() => f.at && onGo(f.at)}>{t('drawing.go')}</button>}
          </Note>
        </li>
      ))}
    </ul>
  );
};

/** Parcels, zones and the street that the ground touches. */
export const Links = ({ links }: { links: GeometryCheck['links'] }) => {
  const t = useT();
  const format = useFormat();
  const { nameOf, share } = { nameOf: useNameOf(), share: (s: number | null) => (s === null ? '–' : format.percent(s)) };
  return (
    <dl className="led">
      <dt>{t('drawing.links.parcels')}</dt><dd>{links.parcels.length === 0 ? t('drawing.links.none') : links.parcels.map((p) => <div key={p.id}><Ref>{p.reference ?? p.id}</Ref> <bdi>{share(p.share)}</bdi></div>)}</dd>
      <dt>{t('drawing.links.zones')}</dt><dd>{links.zones.length === 0 ? t('drawing.links.none') : links.zones.map((z) => <div key={z.id}><bdi>{nameOf({ name: z.label, nameAr: z.labelAr })}</bdi> <span className="small">{z.set}</span>{z.share !== null && <> <bdi>{share(z.share)}</bdi></>}</div>)}</dd>
      <dt>{t('drawing.links.street')}</dt><dd>{links.address ? <><bdi>{nameOf({ name: links.address.text, nameAr: links.address.textAr })}</bdi> <span className="small">{t('drawing.links.away', { length: format.length(links.address.distanceM) })}</span></> : <>{t('drawing.links.none')} <span className="small">{t('drawing.links.nostreet')}</span></>}</dd>
    </dl>
  );
};
